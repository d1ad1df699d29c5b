package org.fiftylayers.engine.assignment;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.fiftylayers.engine.assignment.gradebook.Row;
import org.fiftylayers.engine.assignment.program.Compiler;
import org.jspecify.annotations.Nullable;

/** The assignments that are graded, each student's where values differ, with their tests compiled. */
final class Assignments {
    private final Map<String, Assignment> masters;
    private final @Nullable CourseKey key;
    private final Grader.Options options;
    private final Map<String, Graded> common = new ConcurrentHashMap<>();

    /** @param masters by assignment and notebook, as in {@code 01-chain-rule/01-chain-rule.ipynb} */
    Assignments(Map<String, Assignment> masters, @Nullable CourseKey key, Grader.Options options) {
        this.masters = new LinkedHashMap<>(masters);
        this.key = key;
        this.options = options;
    }

    /** An assignment that is the same for all who get it. */
    record Graded(Assignment assignment, Tests tests) {}

    static String name(String assignment, String notebook) {
        return assignment + "/" + notebook;
    }

    private static String name(Row row) {
        return name(row.assignment(), row.notebook());
    }

    boolean has(Row row) {
        return masters.containsKey(name(row));
    }

    /** Finds out whether the instructor's notebooks compile before any student's is touched. */
    void compileAll() {
        try (Compiler compiler = new Compiler(options.classPath())) {
            masters.forEach((name, master) -> {
                if (master.hasVariants()) {
                    new Tests(master, compiler);
                } else {
                    common.put(name, new Graded(master, new Tests(master, compiler)));
                }
            });
        }
    }

    /** What a row is judged by. */
    Graded of(Row row, Compiler compiler) {
        Graded known = common.get(name(row));
        if (known != null) {
            return known;
        }
        Assignment theirs = assignment(row);
        return new Graded(theirs, new Tests(theirs, compiler));
    }

    private Assignment assignment(Row row) {
        Assignment master = Objects.requireNonNull(masters.get(name(row)));
        return key == null ? master : master.forStudent(key, row.student());
    }

    /** A digest of all that decides a row's marks besides the row itself. */
    String basis(Row row) {
        StringBuilder text = new StringBuilder(options.version());
        for (Assignment.Entry entry : assignment(row).cells()) {
            text.append('\0')
                    .append(entry.id())
                    .append('\0')
                    .append(entry.role())
                    .append('\0');
            text.append(entry.cell().source());
        }
        return Digest.of(text.toString().getBytes(StandardCharsets.UTF_8)).substring(0, 16);
    }
}
