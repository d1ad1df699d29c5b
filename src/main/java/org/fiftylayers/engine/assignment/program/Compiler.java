package org.fiftylayers.engine.assignment.program;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.Trees;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.fiftylayers.engine.shell.ClassPathFiles;
import org.fiftylayers.engine.shell.Cutter;

/** Compiles cells to classes in memory. Kept from program to program, since a warm compiler is ten times as fast. */
public final class Compiler implements AutoCloseable {
    private static final JavaCompiler JAVAC = ToolProvider.getSystemJavaCompiler();

    private final Cutter cutter = new Cutter();
    private final ClassPathFiles files =
            new ClassPathFiles(JAVAC.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8));
    private final List<String> options;
    private Map<String, byte[]> seen = Map.of();

    /** A compiler for programs that see this class path, in the form of {@code java -cp}. */
    public Compiler(String classPath) {
        // classes that are loaded once for each submission would link every "+" of strings anew
        options = List.of(
                "-proc:none",
                "-Xlint:none",
                "-g",
                "-cp",
                classPath,
                "-XDshould-stop.at=FLOW",
                "-XDstringConcat=inline");
    }

    /**
     * What became of a program.
     *
     * @param program what was compiled: without the cells that do not compile
     * @param classes the bytes of the classes by binary name; empty if nothing at all compiles
     * @param faults why cells were left out; at least one for each
     */
    public record Compiled(Program program, Map<String, byte[]> classes, List<Fault> faults) {}

    /** Lets the programs that follow use these classes as well, by binary name; they must be in no package. */
    public void alsoSee(Map<String, byte[]> classes) {
        seen = Map.copyOf(classes);
    }

    /** Writes the program of some cells, as {@link Program#Program} does. */
    public Program program(String name, List<String> imports, List<CellCode> cells) {
        return new Program(name, imports, cells, cutter);
    }

    /**
     * Compiles cells; those that do not compile, alone or for want of another, are left out.
     *
     * @param extra members of the class in Java that no cell has
     */
    public Compiled compile(String name, List<String> imports, List<CellCode> cells, List<String> extra) {
        List<CellCode> left = new ArrayList<>(cells);
        List<Fault> faults = new ArrayList<>();
        while (true) {
            Map<String, byte[]> classes = new TreeMap<>();
            Program program = program(name, imports, left);
            extra.forEach(program::with);
            if (program.infers()) {
                infer(program);
            }
            List<Fault> found = attempt(program, classes);
            if (found.isEmpty() || left.isEmpty()) {
                return new Compiled(program, classes, faults);
            }
            faults.addAll(found);
            Set<String> wrong = new HashSet<>();
            found.forEach(fault -> wrong.add(fault.cell()));
            if (!left.removeIf(cell -> wrong.contains(cell.id()))) {
                throw new IllegalStateException(name + " does not compile: " + found);
            }
        }
    }

    /** Finds the types of {@code var}; what does not compile leaves some unknown, and is found when it is compiled. */
    private void infer(Program program) {
        Memory memory = new Memory(files, seen);
        JavacTask task = (JavacTask) JAVAC.getTask(
                Writer.nullWriter(),
                memory,
                problem -> {},
                options,
                null,
                List.of(new Source(program.name(), program.inferable())));
        try {
            CompilationUnitTree unit = task.parse().iterator().next();
            task.analyze();
            program.infer(new Inference(program.name(), unit, Trees.instance(task)).types());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Fault> attempt(Program program, Map<String, byte[]> classes) {
        DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
        Memory memory = new Memory(files, seen);
        JavaFileObject source = new Source(program.name(), program.source());
        boolean compiled = JAVAC.getTask(Writer.nullWriter(), memory, problems, options, null, List.of(source))
                .call();
        List<Fault> faults = new ArrayList<>();
        for (Diagnostic<? extends JavaFileObject> problem : problems.getDiagnostics()) {
            if (problem.getKind() == Diagnostic.Kind.ERROR) {
                Fault place = program.place(problem.getLineNumber(), problem.getColumnNumber());
                String message = problem.getMessage(Locale.ROOT);
                faults.add(
                        place == null
                                ? new Fault("", 0, 0, message)
                                : new Fault(place.cell(), place.line(), place.column(), message));
            }
        }
        if (!compiled && faults.isEmpty()) {
            throw new StackOverflowError("the compiler gave up without a word, as it does when its stack is full");
        }
        if (compiled) {
            memory.written.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
        }
        return faults;
    }

    @Override
    public void close() {
        cutter.close();
        try {
            files.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String name, String text) {
            super(URI.create("cells:///" + name + ".java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    private static final class Memory extends ForwardingJavaFileManager<StandardJavaFileManager> {
        private final Map<String, ByteArrayOutputStream> written = new LinkedHashMap<>();
        private final Map<String, byte[]> seen;

        Memory(StandardJavaFileManager files, Map<String, byte[]> seen) {
            super(files);
            this.seen = seen;
        }

        @Override
        public Iterable<JavaFileObject> list(
                Location location, String packageName, Set<JavaFileObject.Kind> kinds, boolean recurse)
                throws IOException {
            Iterable<JavaFileObject> found = super.list(location, packageName, kinds, recurse);
            if (location != StandardLocation.CLASS_PATH || !packageName.isEmpty() || seen.isEmpty()) {
                return found;
            }
            List<JavaFileObject> more = new ArrayList<>();
            found.forEach(more::add);
            seen.forEach((name, bytes) -> more.add(new Seen(name, bytes)));
            return more;
        }

        @Override
        public String inferBinaryName(Location location, JavaFileObject file) {
            return file instanceof Seen known ? known.name : super.inferBinaryName(location, file);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                JavaFileManager.Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            written.put(name, bytes);
            return new SimpleJavaFileObject(URI.create("class:///" + name.replace('.', '/') + ".class"), kind) {
                @Override
                public OutputStream openOutputStream() {
                    return bytes;
                }
            };
        }

        @Override
        public void close() {
            // the files stay open for the next program
        }
    }

    private static final class Seen extends SimpleJavaFileObject {
        private final String name;
        private final byte[] bytes;

        Seen(String name, byte[] bytes) {
            super(URI.create("class:///" + name + ".class"), Kind.CLASS);
            this.name = name;
            this.bytes = bytes;
        }

        @Override
        public InputStream openInputStream() {
            return new ByteArrayInputStream(bytes);
        }
    }
}
