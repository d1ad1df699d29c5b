package org.fiftylayers.engine.shell;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.fiftylayers.engine.maven.MavenSettings;
import org.jspecify.annotations.Nullable;

/**
 * How a shell is set up.
 *
 * @param classPath what cells can import, in the form of {@code java -cp}
 * @param imports source lines evaluated before the first cell
 * @param compilerOptions passed to javac
 * @param outputLimit how many bytes a cell may print before it is stopped
 * @param libraries more of what cells can import: paths, in which {@code *} and {@code ?} stand for any letters
 * @param startup run before the first cell
 * @param timeLimit how long a cell may run for which no other limit is given; null for as long as it likes
 * @param maven where magics find Maven's settings; null for those of this machine
 */
public record ShellOptions(
        String classPath,
        List<String> imports,
        List<String> compilerOptions,
        long outputLimit,
        List<String> libraries,
        List<Script> startup,
        @Nullable Duration timeLimit,
        @Nullable MavenSettings maven) {
    public ShellOptions {
        imports = List.copyOf(imports);
        compilerOptions = List.copyOf(compilerOptions);
        libraries = List.copyOf(libraries);
        startup = List.copyOf(startup);
    }

    /** Options without libraries, scripts and limit. */
    public ShellOptions(String classPath, List<String> imports, List<String> compilerOptions, long outputLimit) {
        this(classPath, imports, compilerOptions, outputLimit, List.of(), List.of(), null, null);
    }

    /** Code, and what errors call it. */
    public record Script(String name, String source) {
        static Script read(Path file) {
            try {
                return new Script(file.toString(), Files.readString(file));
            } catch (IOException e) {
                throw new IllegalArgumentException("the startup script " + file + " cannot be read", e);
            }
        }
    }

    /** The JVM's own class path, JShell's usual imports, what {@link Kernel} and {@code Display} offer, at most a million bytes printed a cell. */
    public static ShellOptions defaults() {
        return new ShellOptions(
                System.getProperty("java.class.path", ""),
                List.of(
                        "import java.io.*;",
                        "import java.math.*;",
                        "import java.net.*;",
                        "import java.nio.file.*;",
                        "import java.util.*;",
                        "import java.util.concurrent.*;",
                        "import java.util.function.*;",
                        "import java.util.prefs.*;",
                        "import java.util.regex.*;",
                        "import java.util.stream.*;",
                        "import static org.fiftylayers.display.Display.*;",
                        "import static org.fiftylayers.engine.shell.Kernel.*;"),
                List.of("-g"),
                1_000_000);
    }

    /** These options with another limit on what a cell may print. */
    public ShellOptions withOutputLimit(long bytes) {
        return new ShellOptions(classPath, imports, compilerOptions, bytes, libraries, startup, timeLimit, maven);
    }

    /** These options with Maven's settings from elsewhere. */
    public ShellOptions withMaven(MavenSettings settings) {
        return new ShellOptions(
                classPath, imports, compilerOptions, outputLimit, libraries, startup, timeLimit, settings);
    }

    /**
     * These options and what the environment adds: the variables that IJava reads, and JJava by other names, such as
     * {@code IJAVA_CLASSPATH} and {@code JJAVA_CLASSPATH}.
     *
     * @throws IllegalArgumentException if a variable cannot be understood; names it
     */
    public ShellOptions with(Map<String, String> environment) {
        List<String> options = new ArrayList<>(compilerOptions);
        List<String> paths = new ArrayList<>(libraries);
        List<Script> scripts = new ArrayList<>(startup);
        Duration limit = timeLimit;
        for (String kernel : List.of("IJAVA_", "JJAVA_")) {
            options.addAll(MagicCall.words(environment.getOrDefault(kernel + "COMPILER_OPTS", "")));
            paths.addAll(paths(environment.get(kernel + "CLASSPATH")));
            for (String pattern : paths(environment.get(kernel + "STARTUP_SCRIPTS_PATH"))) {
                Globs.find(pattern).stream()
                        .filter(Files::isRegularFile)
                        .map(Script::read)
                        .forEach(scripts::add);
            }
            String script = environment.getOrDefault(kernel + "STARTUP_SCRIPT", "");
            if (!script.isBlank()) {
                scripts.add(new Script(kernel + "STARTUP_SCRIPT", script));
            }
            String timeout = environment.getOrDefault(kernel + "TIMEOUT", "");
            limit = timeout.isBlank() ? limit : duration(kernel + "TIMEOUT", timeout);
        }
        return new ShellOptions(classPath, imports, options, outputLimit, paths, scripts, limit, maven);
    }

    private static List<String> paths(@Nullable String variable) {
        return variable == null || variable.isBlank()
                ? List.of()
                : List.of(variable.split(Pattern.quote(File.pathSeparator)));
    }

    /** A number of milliseconds, or of a unit that follows; less than 1 means no limit. */
    private static @Nullable Duration duration(String variable, String text) {
        String[] parts = text.strip().split("\\s+");
        try {
            long number = Long.parseLong(parts[0]);
            TimeUnit unit =
                    parts.length < 2 ? TimeUnit.MILLISECONDS : TimeUnit.valueOf(parts[1].toUpperCase(Locale.ROOT));
            return number < 1 ? null : Duration.ofNanos(unit.toNanos(number));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    variable + " is `" + text + "`; write milliseconds, a unit as in `30 SECONDS`, or -1 for no limit",
                    e);
        }
    }
}
