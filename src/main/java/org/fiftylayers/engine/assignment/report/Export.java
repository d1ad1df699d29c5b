package org.fiftylayers.engine.assignment.report;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.fiftylayers.engine.assignment.AssignmentException;
import org.fiftylayers.engine.assignment.gradebook.Row;
import org.fiftylayers.engine.assignment.gradebook.Verdict;

/**
 * Marks in the forms that other programs read.
 *
 * <p>Only what is final goes to those: a student for whom something is refused, pending or to be read by a person has no
 * total there, and never a nought in its place.
 */
public final class Export {
    /** What a file is for. */
    public enum Format {
        /** A line for each student and item, with all that is known. */
        CSV,
        /** Canvas's gradebook: a line for each student, a column for each assignment. */
        CANVAS,
        /** Moodle's import of grades: a line for each student, points and feedback for each assignment. */
        MOODLE,
        /** Gradescope's results.json: a file for each student. */
        GRADESCOPE
    }

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String POINTS_POSSIBLE = "Points Possible";
    private static final List<String> COLUMNS = List.of(
            "student",
            "assignment",
            "notebook",
            "digest",
            "submitted",
            "state",
            "verified",
            "cell",
            "item",
            "hidden",
            "verdict",
            "points",
            "possible",
            "message",
            "comment");

    private final List<Results> assignments;
    private final List<String> left = new ArrayList<>();

    private Export(List<Results> assignments) {
        this.assignments = assignments;
    }

    /**
     * Writes the marks of assignments.
     *
     * @param output a file; for Gradescope a folder, which gets {@code <assignment>/<student>/results.json}
     * @return whose marks are not final and so are not there, and of which assignment
     */
    public static List<String> write(List<Results> assignments, Format format, Path output) throws IOException {
        Export export = new Export(assignments);
        Map<Path, String> files =
                switch (format) {
                    case CSV -> Map.of(output, export.csv());
                    case CANVAS -> Map.of(output, export.canvas());
                    case MOODLE -> Map.of(output, export.moodle());
                    case GRADESCOPE -> export.gradescope(output);
                };
        for (Map.Entry<Path, String> file : files.entrySet()) {
            WholeFile.write(file.getKey(), file.getValue().getBytes(StandardCharsets.UTF_8));
        }
        return export.left;
    }

    private String csv() {
        StringBuilder out = new StringBuilder(line(COLUMNS));
        for (Results results : assignments) {
            for (Results.Student student : results.students()) {
                for (Result result : student.results()) {
                    if (result.items().isEmpty()) {
                        out.append(line(fields(result.row(), List.of("", "", "", "", "", "", "", ""))));
                    }
                    result.items().forEach(item -> out.append(line(fields(result.row(), fields(item)))));
                }
            }
        }
        return out.toString();
    }

    private static List<String> fields(Row row, List<String> item) {
        List<String> fields = new ArrayList<>(List.of(
                row.student(),
                row.assignment(),
                row.notebook(),
                row.digest(),
                row.submitted().toString(),
                row.state().name(),
                row.state() == Row.State.GRADED ? "" + row.verified() : ""));
        fields.addAll(item);
        if (item.get(0).isEmpty()) {
            fields.set(COLUMNS.indexOf("message"), String.join(" ", row.notes()));
        }
        return fields;
    }

    private static List<String> fields(Item item) {
        return List.of(
                item.mark().cell(),
                item.mark().item(),
                "" + item.mark().hidden(),
                item.mark().verdict().name(),
                item.earned() == null ? "" : Points.text(item.earned()),
                Points.text(item.possible()),
                item.mark().message(),
                item.comment());
    }

    /**
     * Canvas finds students by the columns ID, SIS User ID and SIS Login ID, in this order, and then by name; ours is the
     * login. A column of another name than the course's assignments becomes a new one. The line whose first field is
     * "Points Possible" is no student's.
     *
     * @see <a href="https://github.com/instructure/canvas-lms/blob/master/lib/gradebook_importer.rb">Canvas's importer</a>
     */
    private String canvas() {
        List<String> head = new ArrayList<>(List.of("Student", "ID", "SIS User ID", "SIS Login ID", "Section"));
        List<String> possible = new ArrayList<>(List.of("    " + POINTS_POSSIBLE, "", "", "", ""));
        assignments.forEach(results -> {
            head.add(results.assignment());
            possible.add(Points.text(results.possible()));
        });
        StringBuilder out = new StringBuilder(line(head)).append(line(possible));
        totals().forEach((student, totals) -> {
            if (student.contains(POINTS_POSSIBLE)) {
                throw new AssignmentException(
                        "submitted/" + student, "", "Canvas would take this student for the line of points possible");
            }
            List<String> fields = new ArrayList<>(List.of(student, "", "", student, ""));
            totals.forEach(total -> fields.add(total == null ? "" : Points.text(total.earned())));
            out.append(line(fields));
        });
        return out.toString();
    }

    /**
     * Moodle lets one map columns when a file is imported: the first to the username, ID number or e-mail address that
     * students' ids are here, the others to a grade item and its feedback. Points and feedback have to be imported
     * together, since feedback alone deletes grades. Feedback is read as HTML, so signs that mean something there are
     * written as references.
     *
     * @see <a href="https://docs.moodle.org/en/Grade_import">Grade import, in Moodle's documentation</a>
     */
    private String moodle() {
        List<String> head = new ArrayList<>(List.of("student"));
        assignments.forEach(results -> {
            head.add(results.assignment());
            head.add(results.assignment() + " (feedback)");
        });
        StringBuilder out = new StringBuilder(line(head));
        totals().forEach((student, totals) -> {
            List<String> fields = new ArrayList<>(List.of(student));
            totals.forEach(total -> {
                fields.add(total == null ? "" : Points.text(total.earned()));
                fields.add(total == null ? "" : summary(total));
            });
            out.append(line(fields));
        });
        return out.toString();
    }

    private static String summary(Results.Student student) {
        List<String> lines = new ArrayList<>();
        lines.add(Points.text(student.earned()) + " of " + Points.words(student.possible()));
        for (Result result : student.results()) {
            result.cells().forEach((cell, items) -> {
                String comment = items.get(0).comment();
                lines.add(cell + ": " + Points.text(Result.earned(items)) + " of " + Points.text(Result.possible(items))
                        + (comment.isEmpty() ? "" : ", " + comment));
            });
        }
        return Element.escape(String.join("; ", lines));
    }

    /** By student, what is final of each assignment; students without anything final are left out. */
    private Map<String, List<Results.@org.jspecify.annotations.Nullable Student>> totals() {
        TreeSet<String> ids = new TreeSet<>();
        assignments.forEach(
                results -> results.students().stream().filter(this::isFinal).forEach(student -> ids.add(student.id())));
        Map<String, List<Results.@org.jspecify.annotations.Nullable Student>> totals = new LinkedHashMap<>();
        for (String id : ids) {
            List<Results.@org.jspecify.annotations.Nullable Student> row = new ArrayList<>();
            for (Results results : assignments) {
                row.add(results.students().stream()
                        .filter(student -> student.id().equals(id) && student.isFinal())
                        .findFirst()
                        .orElse(null));
            }
            totals.put(id, row);
        }
        return totals;
    }

    private boolean isFinal(Results.Student student) {
        if (!student.isFinal()) {
            left.add(student.id() + ", " + student.results().get(0).row().assignment());
        }
        return student.isFinal();
    }

    /**
     * Gradescope adds up the scores of the tests. A hidden test is never shown to students, and neither is its name.
     *
     * @see <a href="https://gradescope-autograders.readthedocs.io/en/latest/specs/">Autograder Specifications, Output
     *     format</a>
     */
    private Map<Path, String> gradescope(Path folder) throws IOException {
        Map<Path, String> files = new LinkedHashMap<>();
        for (Results results : assignments) {
            for (Results.Student student : results.students()) {
                if (isFinal(student)) {
                    Path file = folder.resolve(results.assignment())
                            .resolve(student.id())
                            .resolve("results.json");
                    files.put(file, JSON.writeValueAsString(gradescope(student)) + "\n");
                }
            }
        }
        return files;
    }

    private static ObjectNode gradescope(Results.Student student) {
        ObjectNode root = NODES.objectNode();
        List<String> notes = new ArrayList<>();
        ArrayNode tests = NODES.arrayNode();
        for (Result result : student.results()) {
            if (!result.row().verified()) {
                notes.add(result.row().notebook() + ": unverified, judged outside the sandbox");
            }
            notes.addAll(result.row().notes());
            result.items().forEach(item -> tests.add(test(item)));
        }
        return root.put("output", String.join("\n", notes))
                .put("output_format", "text")
                .put("test_output_format", "text")
                .put("test_name_format", "text")
                .put("visibility", "visible")
                .put("stdout_visibility", "hidden")
                .set("tests", tests);
    }

    private static ObjectNode test(Item item) {
        BigDecimal earned = item.earned() == null ? BigDecimal.ZERO : item.earned();
        String output = item.isManual() ? item.comment() : item.mark().message();
        ObjectNode test = NODES.objectNode()
                .put("name", item.mark().cell() + ": " + item.name())
                .put("score", number(earned))
                .put("max_score", number(item.possible()));
        if (!item.isManual()) {
            test.put("status", item.mark().verdict() == Verdict.PASSED ? "passed" : "failed");
        }
        return test.put("output", output.isEmpty() ? item.verdict() : output)
                .put("visibility", item.mark().hidden() ? "hidden" : "visible");
    }

    private static BigDecimal number(BigDecimal points) {
        return new BigDecimal(Points.text(points));
    }

    private static String line(List<String> fields) {
        return Csv.line(',', fields);
    }
}
