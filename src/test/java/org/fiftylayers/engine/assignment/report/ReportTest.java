package org.fiftylayers.engine.assignment.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.fiftylayers.engine.assignment.gradebook.Gradebook;
import org.fiftylayers.engine.assignment.gradebook.Row;
import org.fiftylayers.engine.assignment.gradebook.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    private final Path folder;
    private final SampleCourse sample;

    ReportTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        sample = new SampleCourse(folder.resolve("course"));
    }

    @Test
    void tellsAStudentVerdictPointsAndReason() throws IOException {
        sample.grade("ada", SampleCourse.marks(Verdict.PASSED, Verdict.FAILED, Verdict.FAILED, ""), "cell 'x' is odd");
        sample.report();

        String text = words(sample.feedback("ada"));
        assertThat(text)
                .contains("0.67 of 10 points")
                .contains("isZeroBelowZero passed 0.67 of 0.67")
                .contains("hasTheShape not as expected your δ of layer 2 has shape 3×4, expected 4×3 0 of 3")
                .contains("Up to 5 points more can come")
                .contains("cell 'x' is odd".replace("'", "&#39;"));
    }

    @Test
    void saysNothingOfHiddenTestsButTheirResult() throws IOException {
        sample.grade("ada", SampleCourse.marks(Verdict.PASSED, Verdict.FAILED, Verdict.PASSED, ""));
        sample.report();

        assertThat(words(sample.feedback("ada")))
                .contains("hidden test 1 of 2 not as expected 0 of 0.66")
                .contains("hidden test 2 of 2 not as expected 0 of 0.67")
                .doesNotContain("secret");
        assertThat(sample.classPage()).as("the instructor's page").contains("secretOfTheSlope");
    }

    @Test
    void tellsWhatBecameOfEachText() throws IOException {
        sample.fill();
        sample.report();

        assertThat(words(sample.feedback("refused")))
                .contains("could not be taken, and has no marks")
                .contains("is an archive; hand in the notebook itself, unpacked")
                .contains("hand the notebook in again");
        assertThat(sample.feedback("pending"))
                .contains("has not been judged yet")
                .doesNotContain("of 10 points");
        assertThat(sample.feedback("held")).contains("a person looks").doesNotContain("of 10 points");
        assertThat(sample.feedback("unverified")).contains("Unverified: this was judged outside the sandbox");
        assertThat(sample.feedback("late")).contains("Late: handed in 1 d 2 h after the deadline");
        assertThat(sample.feedback("s001")).doesNotContain("Late").doesNotContain("Unverified");
        assertThat(words(sample.feedback("J.-B. Fourier")))
                .contains("Tests worth 3 points are not judged yet. The grader failed, not your code.")
                .contains("– of 3");
        assertThat(words(sample.feedback("twice")))
                .contains("6.25 of 10 points")
                .contains("30 November 2026, 21:15:00 UTC+01:00 graded 1 December 2026, 12:00:01 UTC+01:00 late graded"
                        + " this one counts");
    }

    @Test
    void countsWhatWasReceivedAsGradedRefusedAndPending() throws IOException {
        sample.fill();
        sample.report();

        assertThat(words(sample.classPage()))
                .contains("Notebooks that count, the last of each student 35 32 1 2 1 2 1")
                .contains("All texts that were handed in 36 33 1 2 1 2 1");
    }

    @Test
    void knowsTheHardestQuestionAndFlagsWhatTellsNobodyApart() throws IOException {
        sample.grade("a", SampleCourse.marks(Verdict.PASSED, Verdict.FAILED, Verdict.PASSED, ""));
        sample.grade("b", SampleCourse.marks(Verdict.FAILED, Verdict.FAILED, Verdict.PASSED, "relu(-1) is -1"));
        sample.grade("c", SampleCourse.marks(Verdict.FAILED, Verdict.FAILED, Verdict.PASSED, "relu(-1) is -1"));
        sample.report();
        List<Question> questions = Question.of(sample.read().of(SampleCourse.NOTEBOOK));
        Question relu = questions.get(0);

        assertThat(questions)
                .extracting(Question::cell)
                .containsExactly("test-relu", "test-delta", "why", "experiment");
        assertThat(Question.hardestFirst(questions).get(0)).isEqualTo(relu);
        assertThat(relu.mean()).as("0.67 / 3").isEqualByComparingTo("0.22");
        assertThat(List.of(relu.full(), relu.part(), relu.none(), relu.open())).containsExactly(0, 1, 2, 0);
        assertThat(relu.tests()).extracting(Question.Test::flag).containsExactly("", "nobody passes", "nobody passes");
        assertThat(questions.get(1).tests()).extracting(Question.Test::flag).containsExactly("everybody passes");
        assertThat(relu.messages()).isEqualTo(Map.of("not as expected", 3, "relu(-1) is -1", 2));
        assertThat(questions.get(2).open()).as("unread").isEqualTo(3);
        assertThat(words(sample.classPage())).contains("mean 3.22, median 3, lowest 3, highest 3.67");
    }

    @Test
    void letsNoTextBecomeMarkup() throws IOException {
        sample.fill();
        sample.report();

        for (Map.Entry<Path, String> page : pages().entrySet()) {
            assertThat(page.getValue())
                    .as(page.getKey().toString())
                    .doesNotContain("<script")
                    .doesNotContain("<img")
                    .doesNotContain("<b>half")
                    .doesNotContainPattern("[\\u202A-\\u202E\\u2066-\\u2069]")
                    .doesNotContainPattern(" (style|on\\w+|src)=\"")
                    .containsOnlyOnce("</style>")
                    .contains("default-src &#39;none&#39;; style-src &#39;sha256-");
        }
        assertThat(sample.feedback("אבג")).contains("&lt;script&gt;").contains("⟦U+202E⟧");
    }

    @Test
    void showsAllAnswersToAQuestionInARow() throws IOException {
        sample.fill();
        sample.report();
        String page = Files.readString(sample.course.gradebook().resolve("layers-to-read.html"));

        assertThat(words(page))
                .contains("59 answers are yet to be read")
                .contains("What is asked Why does a sigmoid&#39;s slope vanish?")
                .contains("The instructor&#39;s answer It is at most 1/4 &amp; falls.")
                .doesNotContain("BEGIN SOLUTION")
                .containsSubsequence("why: 3 points", "s001", "2.5 of 3 points: Good, but which layers?", "Since s001")
                .containsSubsequence(
                        "experiment: 2 points",
                        "What is asked Measure a network",
                        "s001",
                        "2 of 2 points",
                        "It went well.",
                        "s002")
                .contains("… and 80000 characters more")
                .contains("(cannot be shown: ");
        assertThat(page.length()).as("of 100,000 characters 20,000").isLessThan(150_000);
    }

    @Test
    void givesTheSameBytesAgain() throws IOException {
        sample.fill();
        sample.report();
        Map<Path, String> first = pages();
        SampleCourse again = new SampleCourse(folder.resolve("again"));
        again.fill();
        again.report();

        assertThat(sample.report().written()).isZero();
        assertThat(pages()).isEqualTo(first);
        assertThat(again.classPage()).isEqualTo(sample.classPage());
        assertThat(again.feedback("twice")).isEqualTo(sample.feedback("twice"));
    }

    @Test
    void leavesPagesOfThoseWhoAreGoneAndSaysSo() throws IOException {
        Path gone = sample.course.feedback().resolve("eve/layers/layers.html");
        Files.createDirectories(gone.getParent());
        Files.writeString(gone, "old");
        sample.grade("ada", SampleCourse.allPassed());

        assertThat(sample.report().gone()).containsExactly(gone);
        assertThat(gone).hasContent("old");
    }

    @Test
    void linksEachStudentToTheirFeedback() throws IOException {
        sample.fill();
        sample.report();

        assertThat(sample.classPage())
                .contains("href=\"../feedback/J.-B.%20Fourier/layers/layers.html\"")
                .contains("href=\"../feedback/%40SUM%201%2B1%20/layers/layers.html\"")
                .contains("href=\"layers-to-read.html\"");
        assertThat(sample.course.feedback().resolve("@SUM 1+1 /layers/layers.html"))
                .exists();
    }

    @Test
    void leavesNoHalfWrittenFile() throws IOException {
        sample.grade("ada", SampleCourse.allPassed());
        sample.report();

        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(file -> file.toString().endsWith(".tmp"))).isEmpty();
        }
    }

    @Test
    void putsTotalsIntoTenths() {
        var ten = Points.of(10);
        assertThat(Stream.of("0", "0.99", "1", "9.99", "10")
                        .map(points -> Drawing.bin(new java.math.BigDecimal(points), ten)))
                .containsExactly(0, 0, 1, 9, 9);
    }

    @Test
    void showsTimesInUtcWhereThereIsNoDeadline() throws IOException {
        try (Gradebook book = sample.open()) {
            Row row = sample.receive(book, "ada", SampleCourse.answers("", ""), SampleCourse.IN_TIME);
            book.grade(row, "basis", true, SampleCourse.allPassed(), List.of());
        }
        Report.write(sample.course, sample.read(), null);

        assertThat(words(sample.feedback("ada")))
                .contains("30 November 2026, 20:15:00 UTC graded")
                .doesNotContain("late");
    }

    private Map<Path, String> pages() throws IOException {
        Map<Path, String> pages = new TreeMap<>();
        try (Stream<Path> files = Files.walk(sample.course.gradebook().getParent())) {
            for (Path file :
                    files.filter(file -> file.toString().endsWith(".html")).toList()) {
                pages.put(file, Files.readString(file));
            }
        }
        assertThat(pages).hasSizeGreaterThan(2);
        return pages;
    }

    /** What is between the tags. */
    private static String words(String page) {
        return page.substring(page.indexOf("<body")).replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ");
    }
}
