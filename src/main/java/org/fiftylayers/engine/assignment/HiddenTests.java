package org.fiftylayers.engine.assignment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.fiftylayers.engine.notebook.Cell;
import org.fiftylayers.engine.notebook.Notebooks;
import org.jspecify.annotations.Nullable;

/**
 * Hidden tests in Java files beside an instructor's notebook, with imports and JUnit classes, as an editor for Java likes
 * them: {@code ReluTest.java} belongs to the test cell whose {@code grade_id} is {@code relu}, {@code test-relu} or
 * {@code relu_test}. Letters and digits count, and {@code test} at one end does not.
 *
 * <p>They become a region of hidden tests at the end of that cell, so that all else treats them as what they are.
 */
final class HiddenTests {
    private static final String JAVA = ".java";
    private static final Pattern PACKAGE = Pattern.compile("(?m)^\\s*package\\s[^;]*;");
    private static final Pattern REGION = Pattern.compile("(?m)^// BEGIN HIDDEN TESTS of (\\S+" + JAVA + ")$");

    private HiddenTests() {}

    /** A test cell's text with the tests of the files that belong to it. */
    static String added(String source, String id, List<Path> files) throws IOException {
        StringBuilder text = new StringBuilder(source);
        for (Path file : files) {
            if (belongs(file, id)) {
                String tests = Files.readString(file).replace("\uFEFF", "").replace("\r\n", "\n");
                text.append("\n// BEGIN HIDDEN TESTS of ")
                        .append(file.getFileName())
                        .append('\n')
                        .append(Regions.withoutMarks(PACKAGE.matcher(tests).replaceAll("")))
                        .append("\n// END HIDDEN TESTS");
            }
        }
        return text.toString();
    }

    /** The Java files beside a notebook; students get none of them. */
    static List<Path> beside(Path master) throws IOException {
        Path folder = Objects.requireNonNull(master.toAbsolutePath().getParent());
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(HiddenTests::isOne).sorted().toList();
        }
    }

    static boolean isOne(Path file) {
        String name = String.valueOf(file.getFileName());
        return Files.isRegularFile(file) && name.endsWith(JAVA) && !name.startsWith(".");
    }

    /** The files that belong to no test cell of any notebook in their folder. */
    static List<Path> strays(Path master) throws IOException {
        List<Path> strays = new ArrayList<>(beside(master));
        if (strays.isEmpty()) {
            return strays;
        }
        Path folder = Objects.requireNonNull(master.toAbsolutePath().getParent());
        for (Path notebook : Course.notebooks(folder)) {
            for (Cell cell : Notebooks.read(notebook).cells()) {
                GradedCell role = GradedCell.of(cell, notebook.toString());
                if (role != null && role.kind() == GradedCell.Kind.TEST) {
                    strays.removeIf(file -> belongs(file, role.id()));
                }
            }
        }
        return strays;
    }

    private static boolean belongs(Path file, String id) {
        String name = String.valueOf(file.getFileName());
        return core(name.substring(0, name.length() - JAVA.length())).equals(core(id));
    }

    private static String core(String name) {
        String letters = name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
        String core = letters.replaceFirst("^tests?|tests?$", "");
        return core.isEmpty() ? letters : core;
    }

    /** A cell's text without the files' tests. */
    static String without(String source) {
        Matcher region = REGION.matcher(source);
        return region.find() ? source.substring(0, Math.max(0, region.start() - 1)) : source;
    }

    /** The file that a line of a cell is from, and its line there, as in {@code ReluTest.java, line 3}; null if from none. */
    static @Nullable String place(String source, int line) {
        String place = null;
        int number = 0;
        int begin = 0;
        String file = "";
        for (String text : source.split("\n", -1)) {
            number++;
            Matcher region = REGION.matcher(text);
            if (region.matches()) {
                begin = number;
                file = region.group(1);
            }
            if (number == line && begin > 0) {
                place = file + ", line " + (line - begin);
            }
        }
        return place;
    }
}
