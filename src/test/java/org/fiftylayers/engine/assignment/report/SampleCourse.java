package org.fiftylayers.engine.assignment.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.fiftylayers.engine.assignment.Course;
import org.fiftylayers.engine.assignment.gradebook.Gradebook;
import org.fiftylayers.engine.assignment.gradebook.Mark;
import org.fiftylayers.engine.assignment.gradebook.Row;
import org.fiftylayers.engine.assignment.gradebook.Verdict;

/**
 * A course in a folder: the assignment {@code layers} with 10 points, 2 for the test cell {@code test-relu} (a public and
 * two hidden tests), 3 for {@code test-delta} (one test), 3 for the text {@code why} and 2 for the task {@code experiment}.
 */
public final class SampleCourse {
    static final String ASSIGNMENT = "layers";
    static final String NOTEBOOK = "layers.ipynb";
    static final OffsetDateTime DUE = OffsetDateTime.parse("2026-12-01T12:00+01:00");
    static final Instant IN_TIME = Instant.parse("2026-11-30T20:15:00Z");
    /** Text that would be markup, a script, a formula or another direction of writing if it were let. */
    static final String HOSTILE =
            "</style></pre><script>alert(1)</script><img src=x onerror=alert(2)> \u202Edlrow\u2066 & \"quoted\" 'too'";

    private static final ObjectMapper JSON = new ObjectMapper();

    final Course course;

    public SampleCourse(Path folder) throws IOException {
        course = Course.at(folder);
        Path source = Files.createDirectories(course.source().resolve(ASSIGNMENT));
        Files.writeString(
                source.resolve(NOTEBOOK),
                notebook(
                        cell("code", "relu", "solution", 0, "double relu(double z) { return Math.max(0, z); }"),
                        cell("code", "test-relu", "grade", 2, "class Relu {}"),
                        cell("code", "delta", "solution", 0, "Matrix delta() { return null; }"),
                        cell("code", "test-delta", "grade", 3, "class Delta {}"),
                        cell("markdown", "why-question", "locked", 0, "Why does a sigmoid's slope vanish?"),
                        cell(
                                "markdown",
                                "why",
                                "grade solution",
                                3,
                                "### BEGIN SOLUTION\nIt is at most 1/4 & falls.\n### END SOLUTION"),
                        cell("markdown", "experiment", "task", 2, "Measure a network of your own.")));
    }

    /** A notebook as a student hands it in, with an answer to the question and one to the task. */
    static String answers(String why, String experiment) {
        return notebook(
                cell("code", "relu", "solution", 0, "double relu(double z) { return z; }"),
                cell("markdown", "why", "grade solution", 3, why),
                cell("markdown", "experiment", "task", 2, "Measure a network of your own."),
                cell("markdown", "", "", 0, experiment));
    }

    static List<Mark> marks(Verdict first, Verdict hidden, Verdict delta, String message) {
        return List.of(
                mark("test-relu", "isZeroBelowZero", false, first, 2.0 / 3, message),
                mark("test-relu", "secretOfTheSlope", true, hidden, 2.0 / 3, "not as expected"),
                mark("test-relu", "secretOfTheEdge", true, hidden, 2.0 / 3, "not as expected"),
                mark("test-delta", "hasTheShape", false, delta, 3, "your δ of layer 2 has shape 3×4, expected 4×3"),
                new Mark("why", "", false, Verdict.MANUAL, 0, 3, "to be read by a person"),
                new Mark("experiment", "", false, Verdict.MANUAL, 0, 2, "to be read by a person"));
    }

    static Mark mark(String cell, String item, boolean hidden, Verdict verdict, double possible, String message) {
        double earned = verdict == Verdict.PASSED ? possible : 0;
        return new Mark(cell, item, hidden, verdict, earned, possible, verdict == Verdict.PASSED ? "" : message);
    }

    static List<Mark> allPassed() {
        return marks(Verdict.PASSED, Verdict.PASSED, Verdict.PASSED, "");
    }

    Gradebook open() throws IOException {
        return Gradebook.open(course.gradebook());
    }

    Row receive(Gradebook book, String student, String text, Instant time) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        String file = "submitted/" + student + "/" + ASSIGNMENT + "/" + NOTEBOOK;
        Row row = Objects.requireNonNull(book.receive(student, ASSIGNMENT, NOTEBOOK, file, sha256(bytes), time, bytes));
        book.write(List.of(row));
        return row;
    }

    /** Hands in a notebook and gives it marks. */
    Row grade(String student, List<Mark> marks, String... notes) throws IOException {
        try (Gradebook book = open()) {
            Row row = receive(book, student, answers("Since " + student + " says so.", "It went well."), IN_TIME);
            return book.grade(book.begin(row), "basis", true, marks, Arrays.asList(notes));
        }
    }

    Results read() throws IOException {
        try (Gradebook book = Gradebook.read(course.gradebook())) {
            return Results.read(course, book, ASSIGNMENT);
        }
    }

    Report report() throws IOException {
        return Report.write(course, read(), DUE);
    }

    Path manual() {
        return course.gradebook().resolve(ASSIGNMENT + "-manual.csv");
    }

    String classPage() throws IOException {
        return Files.readString(course.gradebook().resolve(ASSIGNMENT + ".html"));
    }

    String feedback(String student) throws IOException {
        return Files.readString(
                course.feedback().resolve(student).resolve(ASSIGNMENT).resolve("layers.html"));
    }

    /** Enters points into the first line of the marker's file that begins so. */
    void enter(String student, String cell, String points, String comment) throws IOException {
        String text = Files.readString(manual());
        String line = text.lines()
                .filter(each -> each.startsWith(student + ",") && each.contains("," + cell + ",,"))
                .findFirst()
                .orElseThrow();
        Files.writeString(
                manual(),
                text.replace(
                        line,
                        line.replaceFirst("," + cell + ",,(\\d+),$", "," + cell + "," + points + ",$1,") + comment));
    }

    /** Every state, two dozen ordinary students, and texts and names that a page has to survive. */
    public void fill() throws IOException {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 1; i <= 24; i++) {
            grade(
                    String.format("s%03d", i),
                    marks(pick(random, 0.8), pick(random, 0.3), pick(random, 0.6), "relu(-1) is -1.0, expected 0.0"));
        }
        grade("@SUM 1+1 ", allPassed());
        grade("-2+3", allPassed(), "cell 'relu' " + HOSTILE);
        grade("אבג", marks(Verdict.THREW, Verdict.FAILED, Verdict.DIED, HOSTILE));
        grade("J.-B. Fourier", marks(Verdict.TIMED_OUT, Verdict.NOT_COMPILED, Verdict.OURS, "no answer in 10 s"));
        grade("L".repeat(100), marks(Verdict.MISSING, Verdict.MISSING, Verdict.MISSING, "x".repeat(400)));
        try (Gradebook book = open()) {
            Row refused = receive(book, "refused", "PK", IN_TIME);
            book.refuse(refused, "basis", refused.file() + ": is an archive; hand in the notebook itself, unpacked");
            receive(book, "pending", answers("a", "b"), IN_TIME);
            book.hold(receive(book, "held", answers("c", "d"), IN_TIME), "judging it failed 3 times");
            Row unverified = receive(book, "unverified", answers(HOSTILE, HOSTILE), IN_TIME);
            book.grade(unverified, "basis", false, allPassed(), List.of());
            Row late = receive(book, "late", answers("x".repeat(100_000), ""), Instant.parse("2026-12-02T13:30:00Z"));
            book.grade(late, "basis", true, allPassed(), List.of("cell 'relu' is still as it was handed out"));
            Row first = receive(book, "twice", answers("first", "try"), IN_TIME);
            book.grade(first, "basis", true, marks(Verdict.FAILED, Verdict.FAILED, Verdict.PASSED, "wrong"), List.of());
            Row second = receive(book, "twice", answers("second", "try"), Instant.parse("2026-12-01T11:00:01Z"));
            book.grade(second, "basis", true, allPassed(), List.of());
        }
        report();
        enter("s001", "why", "2.5", "\"Good, but which layers?\"");
        enter("s001", "experiment", "2", "");
        enter("s002", "why", "0", "=cmd");
        enter("s003", "why", "3", "");
        enter("twice", "why", "1.25", "<b>half</b> an answer");
    }

    private static Verdict pick(SplittableRandom random, double passes) {
        return random.nextDouble() < passes ? Verdict.PASSED : Verdict.FAILED;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String notebook(ObjectNode... cells) {
        ObjectNode root = JSON.createObjectNode().put("nbformat", 4).put("nbformat_minor", 5);
        root.putObject("metadata");
        ArrayNode list = root.putArray("cells");
        List<ObjectNode> all = new ArrayList<>(List.of(cells));
        all.forEach(list::add);
        return root.toString();
    }

    private static ObjectNode cell(String type, String id, String roles, double points, String source) {
        ObjectNode cell = JSON.createObjectNode().put("cell_type", type).put("id", id.isEmpty() ? "mine" : id);
        ObjectNode metadata = cell.putObject("metadata");
        if (!id.isEmpty()) {
            metadata.putObject("nbgrader")
                    .put("grade_id", id)
                    .put("schema_version", 3)
                    .put("grade", roles.contains("grade"))
                    .put("solution", roles.contains("solution"))
                    .put("task", roles.contains("task"))
                    .put("locked", true)
                    .put("points", points);
        }
        if (type.equals("code")) {
            cell.putNull("execution_count");
            cell.putArray("outputs");
        }
        return cell.put("source", source);
    }
}
