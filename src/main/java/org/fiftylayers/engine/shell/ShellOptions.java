package org.fiftylayers.engine.shell;

import java.util.List;

/**
 * How a shell is set up.
 *
 * @param classPath what cells can import, in the form of {@code java -cp}; must be on the JVM's own class path too
 * @param imports source lines evaluated before the first cell
 * @param compilerOptions passed to javac
 * @param outputLimit how many bytes a cell may print before it is stopped
 */
public record ShellOptions(String classPath, List<String> imports, List<String> compilerOptions, long outputLimit) {
    public ShellOptions {
        imports = List.copyOf(imports);
        compilerOptions = List.copyOf(compilerOptions);
    }

    /** The JVM's own class path, JShell's usual imports and {@code display}, at most a million bytes printed a cell. */
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
                        "import static org.fiftylayers.display.Display.display;"),
                List.of("-g"),
                1_000_000);
    }

    /** These options with another limit on what a cell may print. */
    public ShellOptions withOutputLimit(long bytes) {
        return new ShellOptions(classPath, imports, compilerOptions, bytes);
    }
}
