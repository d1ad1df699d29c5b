package org.fiftylayers.engine.shell;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fiftylayers.engine.maven.MavenException;
import org.jspecify.annotations.Nullable;

/** The magics that cells know. A magic is a row of the table; what cells call in its place is below. */
public final class Magics {
    private static final List<Magic> TABLE = List.of(
            new Magic(
                    "maven",
                    List.of("addMavenDependency", "addMavenDependencies"),
                    "%maven group:name:version…",
                    "adds libraries, and what they need, from Maven repositories",
                    call -> call.shell().libraries().maven(call),
                    null),
            new Magic(
                    "mavenRepo",
                    List.of("addMavenRepo"),
                    "%mavenRepo id url",
                    "adds a Maven repository to look for libraries in",
                    call -> call.shell().libraries().repository(call),
                    null),
            new Magic(
                    "loadFromPOM",
                    List.of(),
                    "%loadFromPOM file [scope…]\n%%loadFromPOM [scope…]",
                    "adds what a POM, or the part of one in the cell, depends on",
                    call -> call.shell().libraries().pom(call),
                    call -> call.shell().libraries().pomText(call)),
            new Magic(
                    "jars",
                    List.of(),
                    "%jars path…",
                    "adds jars, or all jars of folders; * and ? stand for any letters",
                    call -> call.shell().libraries().jars(call),
                    null),
            new Magic(
                    "classpath",
                    List.of(),
                    "%classpath path…",
                    "adds jars and folders of classes; * and ? stand for any letters",
                    call -> call.shell().libraries().classPath(call),
                    null),
            new Magic(
                    "load",
                    List.of(),
                    "%load file",
                    "runs a script (.jsh, .jshell, .java) or the code cells of a notebook (.ipynb)",
                    Scripts::load,
                    null),
            new Magic(
                    "time",
                    List.of(),
                    "%time statement\n%%time",
                    "runs a statement, or the rest of the cell, and tells how long it took",
                    call -> Scripts.time(call, call.text()),
                    call -> Scripts.time(call, call.body())),
            new Magic(
                    "vars",
                    List.of(),
                    "%vars",
                    "lists the variables with type and value",
                    call -> call.shell().session().printVariables(),
                    null),
            new Magic(
                    "list",
                    List.of(),
                    "%list",
                    "lists what has been declared: imports, variables, methods and types",
                    call -> call.shell().session().printSources(),
                    null),
            new Magic(
                    "reset",
                    List.of(),
                    "%reset",
                    "forgets all that has been declared; the class path stays",
                    call -> call.shell().reset(),
                    null),
            new Magic("help", List.of(), "%help [magic]", "lists the magics, or explains one", Magics::help, null));

    private static final Map<String, Magic> BY_NAME = byName();

    private Magics() {}

    private static Map<String, Magic> byName() {
        Map<String, Magic> byName = new LinkedHashMap<>();
        for (Magic magic : TABLE) {
            byName.put(magic.name(), magic);
            magic.aliases().forEach(alias -> byName.put(alias, magic));
        }
        return byName;
    }

    /** The names of all magics, without {@code %}. */
    public static List<String> names() {
        return List.copyOf(BY_NAME.keySet());
    }

    /**
     * The files and folders that the magics of a cell name, as {@code %load} and {@code %jars} do: what the cell does
     * depends on them.
     *
     * @param folder where relative names begin
     */
    public static List<Path> filesOf(String cell, Path folder) {
        return MagicLines.texts(cell).stream()
                .filter(line -> !line.startsWith("time")) // Java follows, and no names
                .flatMap(line -> MagicCall.words(line).stream().skip(1))
                .flatMap(word -> Globs.find(folder, word).stream())
                .distinct()
                .toList();
    }

    static boolean isKnown(String name) {
        return BY_NAME.containsKey(name);
    }

    static @Nullable Magic find(String name) {
        return BY_NAME.get(name);
    }

    /** What {@code %line} becomes where it is a statement. */
    public static void run(String line) {
        Object unused = call(line, null);
    }

    /**
     * What {@code %line} becomes where it is assigned.
     *
     * @param <T> what the reader takes it for, unchecked as in IJava
     */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals", "NullAway"})
    public static <T extends @Nullable Object> T get(String line) {
        return (T) call(line, null);
    }

    /** What a cell that begins with {@code %%line} becomes. */
    public static void cell(String line, String body) {
        Object unused = call(line, body);
    }

    /** Runs a magic: {@code %maven a:b:1} is {@code lineMagic("maven", List.of("a:b:1"))}. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals", "NullAway"})
    public static <T extends @Nullable Object> T lineMagic(String name, List<String> args) {
        return (T) call(name, String.join(" ", args), args, null);
    }

    /** Runs a cell magic; {@code body} is what stands below its line. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals", "NullAway"})
    public static <T extends @Nullable Object> T cellMagic(String name, List<String> args, String body) {
        return (T) call(name, String.join(" ", args), args, body);
    }

    private static @Nullable Object call(String line, @Nullable String body) {
        String name = line.split("\\s", 2)[0];
        String text = line.substring(name.length()).strip();
        return call(name, text, MagicCall.words(text), body);
    }

    private static @Nullable Object call(String name, String text, List<String> args, @Nullable String body) {
        String sign = body == null ? "%" : "%%";
        Magic magic = BY_NAME.get(name);
        if (magic == null) {
            throw unknown(sign, name);
        }
        Magic.Action action = body == null ? magic.line() : magic.cell();
        if (action == null) {
            throw new MagicException(sign + name, "there is no `" + sign + name + "`", "write " + magic.usage());
        }
        try {
            return action.run(new MagicCall(Shell.current(), magic, text, args, body == null ? "" : body));
        } catch (MavenException e) {
            throw new MagicException(sign + name, String.valueOf(e.getMessage()), e.remedy());
        } catch (Exception e) {
            throw Kernel.<RuntimeException>asItIs(e);
        }
    }

    private static MagicException unknown(String sign, String name) {
        if (name.startsWith("%")) {
            return new MagicException(
                    sign + name, "a cell magic takes the whole cell", "put it on the first line of a cell of its own");
        }
        String nearest = Remedies.nearest(name, BY_NAME.keySet());
        return new MagicException(
                sign + name,
                "there is no such magic",
                nearest == null ? "`%help` lists them" : "did you mean `" + sign + nearest + "`?");
    }

    private static @Nullable Object help(MagicCall call) {
        if (!call.args().isEmpty()) {
            String name = call.args().get(0).replaceFirst("^%*", "");
            Magic magic = BY_NAME.get(name);
            if (magic == null) {
                throw unknown("%", name);
            }
            System.out.println(explain(magic));
            return null;
        }
        List<String> forms = new ArrayList<>();
        List<String> summaries = new ArrayList<>();
        for (Magic magic : TABLE) {
            for (String form : magic.usage().split("\n")) {
                summaries.add(summaries.size() == forms.size() ? magic.summary() : "");
                forms.add(form);
            }
        }
        int width = forms.stream().mapToInt(String::length).max().orElse(0);
        for (int i = 0; i < forms.size(); i++) {
            System.out.println(
                    (forms.get(i) + " ".repeat(width - forms.get(i).length() + 2) + summaries.get(i)).strip());
        }
        return null;
    }

    /** Form, purpose and other names of a magic. */
    static String explain(Magic magic) {
        String also = magic.aliases().isEmpty() ? "" : "\nalso: %" + String.join(", %", magic.aliases());
        return magic.usage() + "\n" + magic.summary() + also;
    }
}
