package org.fiftylayers.engine.shell;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What cells can do with the shell that runs them; the names are IJava's. */
public final class Kernel {
    private final Shell shell;

    private Kernel(Shell shell) {
        this.shell = shell;
    }

    /** The shell whose cell calls this. */
    public static Kernel getKernelInstance() {
        return new Kernel(Shell.current());
    }

    /** The same as {@link #getKernelInstance}; the name is JJava's. */
    public static Kernel kernel() {
        return getKernelInstance();
    }

    /**
     * Runs a text as if it stood in the cell: it sees and makes declarations, and may use magics.
     *
     * @return the value of its last expression, the object itself; null if there is none
     */
    public static @Nullable Object eval(String source) {
        return kernel().evalRaw(source);
    }

    /** Runs a magic: {@code %maven a:b:1} is {@code lineMagic("maven", List.of("a:b:1"))}. */
    @SuppressWarnings("TypeParameterUnusedInFormals")
    public static <T extends @Nullable Object> T lineMagic(String name, List<String> args) {
        return Magics.<T>lineMagic(name, args);
    }

    /** Runs a cell magic; {@code body} is what stands below its line. */
    @SuppressWarnings("TypeParameterUnusedInFormals")
    public static <T extends @Nullable Object> T cellMagic(String name, List<String> args, String body) {
        return Magics.<T>cellMagic(name, args, body);
    }

    /** The same as {@code System.out.printf}. */
    @SuppressWarnings("AnnotateFormatMethod")
    public static void printf(String format, Object... args) {
        System.out.printf(format, args);
    }

    /** Lets cells import what these places hold, in the form of {@code java -cp}. */
    public void addToClasspath(String places) {
        shell.libraries()
                .add(Pattern.compile(Pattern.quote(File.pathSeparator))
                        .splitAsStream(places)
                        .map(Path::of)
                        .toList());
    }

    /** The same as {@link #eval}. */
    public @Nullable Object evalRaw(String source) {
        return shell.evalWithin(shell.cellName() + ", eval", source, false).value();
    }

    /** Throws what it is given, checked or not. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    static <E extends Throwable> E asItIs(Throwable thrown) throws E {
        throw (E) thrown;
    }
}
