package org.fiftylayers.engine.assignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.fiftylayers.engine.assignment.box.Sandbox;
import org.fiftylayers.engine.assignment.box.Unsandboxed;
import org.fiftylayers.engine.assignment.gradebook.Gradebook;
import org.fiftylayers.engine.assignment.gradebook.Row;
import org.fiftylayers.engine.notebook.Cell;
import org.fiftylayers.engine.notebook.Notebooks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GraderTest {
    private static final String CLASS_PATH = System.getProperty("java.class.path");
    private static final Instant NOON = Instant.parse("2026-11-29T12:00:00Z");
    private static final String RIGHT = "double relu(double z) { return Math.max(0, z); }";
    private static final String WRONG = "double relu(double z) { return z; }";
    private static final Assignment RELU = relu("0", RIGHT);

    private final Course course;

    GraderTest(@TempDir Path folder) {
        course = Course.at(folder);
    }

    @Test
    void gradesAFolderOfSubmissions() throws Exception {
        handIn("ada", RIGHT, NOON);
        handIn("bob", WRONG, NOON);
        handIn("cyd", "double relu(double z) { return z / ; }", NOON);
        Files.writeString(folder("dan").resolve("relu.ipynb"), "{ no notebook");

        List<Integer> progress = new ArrayList<>();
        Grader.Report report = grade(RELU, new Grader.Progress() {
            @Override
            public void begin(int rows) {
                progress.add(rows);
            }

            @Override
            public synchronized void done(Row row) {
                progress.add(-1);
            }
        });

        assertThat(report.problem()).isNull();
        assertThat(progress).containsExactly(4, -1, -1, -1, -1);
        assertThat(rows()).containsExactly("ada GRADED 2.0", "bob GRADED 1.0", "cyd GRADED 0.0", "dan REFUSED 0.0");
        Row dan = Gradebook.read(course.gradebook()).rows().get(3);
        assertThat(dan.notes().get(0))
                .startsWith("submitted/dan/relu/relu.ipynb, line 1, column ")
                .contains("save the notebook anew from Jupyter");
        assertThat(Gradebook.read(course.gradebook()).rows())
                .as("no sandbox, so nobody can rely on it")
                .noneMatch(Row::verified);
    }

    @Test
    void judgesNothingTwiceUnlessSomethingHasChanged() throws Exception {
        handIn("ada", WRONG, NOON);
        assertThat(grade(RELU).judged()).isEqualTo(1);
        assertThat(grade(RELU).judged()).isZero();

        handIn("ada", RIGHT, NOON.plusSeconds(5));
        assertThat(grade(RELU).judged()).as("handed in again").isEqualTo(1);
        assertThat(rows()).containsExactly("ada GRADED 1.0", "ada GRADED 2.0");

        Grader.Report report = grade(relu("-1", "double relu(double z) { return Math.max(-1, z); }"));
        assertThat(report.judged()).as("the assignment has changed").isEqualTo(2);
        assertThat(report.changed()).extracting(Row::digest).hasSize(1);
        assertThat(rows()).containsExactly("ada GRADED 1.0", "ada GRADED 1.0");
    }

    @Test
    void regradingGivesTheSameMarks() throws Exception {
        handIn("ada", RIGHT, NOON);
        handIn("bob", WRONG, NOON);
        grade(RELU);
        List<Row> before = Gradebook.read(course.gradebook()).rows();

        Grader.Report report = grade(RELU, Set.of(Row.State.GRADED));

        assertThat(report.judged()).isEqualTo(2);
        assertThat(report.changed()).isEmpty();
        assertThat(Gradebook.read(course.gradebook()).rows()).isEqualTo(before);
    }

    @Test
    void aTextThatWasReplacedIsJudgedAllTheSame() throws Exception {
        handIn("ada", WRONG, NOON);
        try (Gradebook book = Gradebook.open(course.gradebook())) {
            Intake.receive(course, List.of(RELU), book);
        }
        handIn("ada", RIGHT, NOON.plusSeconds(5));

        grade(RELU);

        assertThat(rows()).containsExactly("ada GRADED 1.0", "ada GRADED 2.0");
    }

    @Test
    void whatEndedTheGraderThreeTimesIsHeldForAPersonAndJudgedWhenTold() throws Exception {
        handIn("ada", RIGHT, NOON);
        handIn("bob", RIGHT, NOON);
        try (Gradebook book = Gradebook.open(course.gradebook())) {
            Intake.receive(course, List.of(RELU), book);
            Row ada = book.rows().get(0);
            book.begin(book.begin(book.begin(ada)));
        }

        grade(RELU);
        assertThat(rows()).containsExactly("ada HELD 0.0", "bob GRADED 2.0");
        assertThat(Gradebook.read(course.gradebook()).rows().get(0).notes().get(0))
                .contains("judging it failed 3 times: the grader ended", "no mark is given");
        assertThat(grade(RELU).judged()).as("not by itself").isZero();

        grade(RELU, Set.of(Row.State.HELD));
        assertThat(rows()).containsExactly("ada GRADED 2.0", "bob GRADED 2.0");
    }

    @Test
    void whereNoBoxStartsNothingIsAMarkAndEverythingIsPending() throws Exception {
        handIn("ada", RIGHT, NOON);
        handIn("bob", WRONG, NOON);
        Sandbox broken = new Sandbox() {
            @Override
            public List<String> command(List<String> options, List<Path> classPath, String main) {
                return List.of("false");
            }

            @Override
            public boolean verified() {
                return true;
            }

            @Override
            public String remedy(String error) {
                return "";
            }
        };
        Grader.Report report = grade(RELU, broken, Set.of(), NOTHING);

        assertThat(report.problem()).contains("a box does not start");
        assertThat(rows()).containsExactly("ada PENDING 0.0", "bob PENDING 0.0");
        grade(RELU);
        assertThat(rows()).containsExactly("ada GRADED 2.0", "bob GRADED 1.0");
    }

    @Test
    void processesThatAreKilledFromOutsideCostNobodyAMark() throws Exception {
        handIn("ada", "Thread.sleep(1500);\n" + RIGHT, NOON);
        long end = System.nanoTime() + 60_000_000_000L;
        CompletableFuture<Integer> kills = CompletableFuture.supplyAsync(() -> {
            int killed = 0;
            while (killed < 3 && System.nanoTime() < end) {
                for (ProcessHandle child : ProcessHandle.current().descendants().toList()) {
                    pause(700); // the compiler compiles, or a box is in its sleep
                    killed += child.destroyForcibly() ? 1 : 0;
                }
                pause(20);
            }
            return killed;
        });

        grade(RELU);

        assertThat(kills.join()).isGreaterThanOrEqualTo(3);
        assertThat(rows()).containsExactly("ada GRADED 2.0");
    }

    private static void pause(long milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void saysWhatIsNoSubmission() throws Exception {
        handIn("ada", RIGHT, NOON);
        Files.writeString(course.submitted().resolve("readme.txt"), "x");
        Files.createDirectories(course.submitted().resolve("bad:name*"));
        Files.createDirectories(course.submitted().resolve("eve").resolve("relu"));
        Files.writeString(folder("fay").resolve("other.ipynb"), "{}");
        Files.writeString(folder("fay").resolve("another.ipynb"), "{}");
        Files.createSymbolicLink(course.submitted().resolve("gil"), folder("ada"));

        assertThat(grade(RELU).remarks().stream()
                        .map(line ->
                                line.substring(course.submitted().toString().length() + 1)))
                .containsExactly(
                        "bad:name* cannot be a student's id; rename the folder",
                        "eve/relu has no relu.ipynb; nothing of it is graded",
                        "fay/relu has no relu.ipynb; nothing of it is graded",
                        "fay/relu/another.ipynb is no notebook of the assignment and was not looked at",
                        "fay/relu/other.ipynb is no notebook of the assignment and was not looked at",
                        "gil is no student's folder, and nothing in it was looked at",
                        "readme.txt is no student's folder, and nothing in it was looked at");
    }

    @Test
    void takesTheTimeThatNbgraderNoted() throws Exception {
        handIn("ada", RIGHT, NOON);
        Files.writeString(folder("ada").resolve("timestamp.txt"), "2026-11-28 23:59:58.948203 UTC\n");
        handIn("bob", RIGHT, NOON);
        Files.writeString(folder("bob").resolve("timestamp.txt"), "yesterday");

        assertThat(grade(RELU).remarks())
                .singleElement()
                .asString()
                .endsWith("timestamp.txt is no time that can be read; the notebook's own time counts");
        assertThat(Gradebook.read(course.gradebook()).rows())
                .extracting(Row::submitted)
                .containsExactly(Instant.parse("2026-11-28T23:59:58Z"), NOON);
    }

    @Test
    void anAssignmentThatDoesNotCompileStopsBeforeAnybodyIsJudged() throws Exception {
        handIn("ada", RIGHT, NOON);
        assertThatThrownBy(() -> grade(relu("nothing", RIGHT)))
                .isInstanceOf(AssignmentException.class)
                .hasMessageContaining("does not compile");
        assertThat(Gradebook.read(course.gradebook()).rows()).isEmpty();
    }

    private static final Grader.Progress NOTHING = new Grader.Progress() {
        @Override
        public void begin(int rows) {}

        @Override
        public void done(Row row) {}
    };

    private Grader.Report grade(Assignment master) throws Exception {
        return grade(master, Set.of());
    }

    private Grader.Report grade(Assignment master, Grader.Progress progress) throws Exception {
        return grade(master, new Unsandboxed(), Set.of(), progress);
    }

    private Grader.Report grade(Assignment master, Set<Row.State> again) throws Exception {
        return grade(master, new Unsandboxed(), again, NOTHING);
    }

    private Grader.Report grade(Assignment master, Sandbox sandbox, Set<Row.State> again, Grader.Progress progress)
            throws Exception {
        Grader.Options how = new Grader.Options("1", CLASS_PATH, Duration.ofSeconds(20), 2, again);
        try (Gradebook book = Gradebook.open(course.gradebook())) {
            return new Grader(course, List.of(master), sandbox, how).grade(book, progress);
        }
    }

    private List<String> rows() throws Exception {
        return Gradebook.read(course.gradebook()).rows().stream()
                .map(row -> row.student() + " " + row.state() + " "
                        + row.marks().stream()
                                .mapToDouble(mark -> mark.earned())
                                .sum())
                .toList();
    }

    private Path folder(String student) throws Exception {
        return Files.createDirectories(course.submitted().resolve(student).resolve("relu"));
    }

    private void handIn(String student, String answer, Instant time) throws Exception {
        Cell[] cells = cells("0", answer);
        Path file = folder(student).resolve("relu.ipynb");
        Files.writeString(file, Notebooks.toJson(JudgeTest.assignment(cells).notebook()));
        Files.setLastModifiedTime(file, FileTime.from(time));
    }

    private static Assignment relu(String least, String solution) {
        return JudgeTest.assignment(cells(least, solution));
    }

    private static Cell[] cells(String least, String relu) {
        return new Cell[] {
            JudgeTest.solution("relu", relu),
            JudgeTest.test("test-positive", 1, "assert relu(2) == 2;"),
            JudgeTest.test("test-negative", 1, "assert relu(-3) == " + least + ";")
        };
    }
}
