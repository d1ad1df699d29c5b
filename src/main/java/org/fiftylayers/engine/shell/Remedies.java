package org.fiftylayers.engine.shell;

import java.util.List;
import org.fiftylayers.engine.shell.CellError.Kind;
import org.jspecify.annotations.Nullable;

/** What to do about an error whose cause is known. */
final class Remedies {
    static final String STACK_OVERFLOW =
            "the recursion does not end, or is deeper than a thread's stack; check the case that ends it, or use a loop";

    /** Where a class whose import is missing is looked for. */
    static final List<String> PACKAGES = List.of(
            "org.fiftylayers.matrix",
            "org.fiftylayers.autodiff",
            "org.fiftylayers.nn",
            "org.fiftylayers.optim",
            "org.fiftylayers.data",
            "org.fiftylayers.probe",
            "org.fiftylayers.show",
            "org.fiftylayers.display",
            "org.knowm.xchart",
            "tech.tablesaw.api",
            "java.util",
            "java.util.concurrent",
            "java.util.concurrent.atomic",
            "java.util.function",
            "java.util.stream",
            "java.util.regex",
            "java.io",
            "java.math",
            "java.net",
            "java.net.http",
            "java.nio",
            "java.nio.charset",
            "java.nio.file",
            "java.text",
            "java.time",
            "java.time.format",
            "java.awt",
            "java.awt.image",
            "java.lang.reflect",
            "javax.imageio");

    private Remedies() {}

    static String title(Kind kind) {
        return switch (kind) {
            case COMPILATION -> "compile error";
            case EXCEPTION -> "exception";
            case STACK_OVERFLOW -> "stack overflow";
            case OUT_OF_MEMORY -> "out of memory";
            case EXIT -> "exit";
            case TIME_LIMIT -> "time limit";
            case OUTPUT_LIMIT -> "output without end";
            case INTERRUPTED -> "interrupted";
        };
    }

    static @Nullable String of(Kind kind) {
        return switch (kind) {
            case EXIT -> "remove the call: a cell must not end the JVM that runs the notebook";
            case TIME_LIMIT ->
                "look for a loop that does not end, or raise the limit with the metadata"
                        + " \"fiftylayers\": {\"timeout\": seconds} of the cell or the notebook";
            case OUTPUT_LIMIT -> "print less: every tenth or thousandth line, or a summary";
            case STACK_OVERFLOW -> STACK_OVERFLOW;
            default -> null;
        };
    }

    /** For a class that the compiler does not know: the import that is missing. */
    static @Nullable String missingImport(String simpleName, ClassLoader loader) {
        for (String candidate : PACKAGES) {
            try {
                Class<?> found = Class.forName(candidate + "." + simpleName, false, loader);
                return "add `import " + found.getName() + ";`";
            } catch (ClassNotFoundException | LinkageError e) {
                // not here; a LinkageError where the file system ignores case
            }
        }
        return null;
    }

    /** The candidate most like a misspelt name, or null when none is close. */
    static @Nullable String nearest(String name, Iterable<String> candidates) {
        String best = null;
        int bestDistance = Math.max(1, name.length() / 3) + 1;
        for (String candidate : candidates) {
            int distance = name.equalsIgnoreCase(candidate) && !name.equals(candidate) ? 1 : distance(name, candidate);
            if (distance > 0
                    && (distance < bestDistance
                            || (distance == bestDistance && best != null && candidate.compareTo(best) < 0))) {
                best = candidate;
                bestDistance = distance;
            }
        }
        return best;
    }

    /** Levenshtein's distance, the number of letters to change, add or leave out. */
    private static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(previous[j - 1] + change, Math.min(previous[j], row[j - 1]) + 1);
            }
            previous = row;
        }
        return previous[b.length()];
    }
}
