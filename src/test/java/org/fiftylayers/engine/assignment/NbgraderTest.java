package org.fiftylayers.engine.assignment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.fiftylayers.engine.assignment.box.CompilerProcess;
import org.fiftylayers.engine.assignment.box.Sandbox;
import org.fiftylayers.engine.assignment.box.Unsandboxed;
import org.fiftylayers.engine.assignment.program.Compiler;
import org.fiftylayers.engine.notebook.Cell;
import org.fiftylayers.engine.notebook.Notebook;
import org.fiftylayers.engine.notebook.Notebooks;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An assignment as a user of nbgrader writes it, in plain assertions. What nbgrader 0.9.6 releases of it lies beside it;
 * {@code src/test/jupyter/test_nbgrader.py} has nbgrader do that again.
 */
class NbgraderTest {
    private static final String CLASS_PATH = System.getProperty("java.class.path");
    private static final Sandbox NONE = new Unsandboxed();
    private static final Compiler COMPILER = new Compiler(CLASS_PATH);
    private static final CompilerProcess PROCESS = new CompilerProcess(NONE, CLASS_PATH);
    private static final Assignment MASTER = master();

    private static final String RELU = "double relu(double z) {\n    return Math.max(0, z);\n}";
    private static final String SLOPE =
            "var slopes = 0;\ndouble slope(double z) { double s = 1 / (1 + Math.exp(-z)); return s * (1 - s); }";

    @Test
    void ourReleaseIsNbgradersWithAThrowWhereAMethodMustReturn() throws Exception {
        Notebook ours = Release.of(MASTER, COMPILER);
        Notebook nbgraders = Notebooks.read(file("release"));

        assertThat(ours.metadata()).isEqualTo(nbgraders.metadata());
        assertThat(ours.cells())
                .extracting(Cell::id)
                .isEqualTo(nbgraders.cells().stream().map(Cell::id).toList());
        for (int i = 0; i < ours.cells().size(); i++) {
            Cell our = ours.cells().get(i);
            Cell theirs = nbgraders.cells().get(i);
            assertThat(our).hasSameClassAs(theirs);
            if (our.source().contains(Release.THROW)) {
                assertThat(our.source())
                        .isEqualTo(theirs.source()
                                .replace("    // YOUR CODE HERE", "    // YOUR CODE HERE\n    " + Release.THROW));
                assertThat(withoutChecksum(our)).isEqualTo(withoutChecksum(theirs));
            } else {
                assertThat(our.source().strip()).isEqualTo(theirs.source().strip());
                assertThat(our.metadata()).isEqualTo(theirs.metadata());
            }
        }
        assertThat(ours.cells())
                .filteredOn(cell -> cell.source().contains(Release.THROW))
                .hasSize(2);
    }

    @Test
    void rightHalfRightAndWrongSubmissionsGetWhatTheyDeserve(@TempDir Path folder) throws Exception {
        Notebook ours = Release.of(MASTER, COMPILER);
        for (Notebook released : List.of(ours, Notebooks.read(file("release")))) {
            assertThat(judge(folder, released, Map.of("relu", RELU, "slope", SLOPE)))
                    .containsExactly(
                            "relu-test PASSED 2.0 of 2.0 ",
                            "slope-test PASSED 2.5 of 2.5 ",
                            "cell-0b6d94c1e7f2 MANUAL 0.0 of 4.0 to be read by a person",
                            "cell-a1b2c3d4e5f6 MANUAL 0.0 of 5.0 to be read by a person");
            assertThat(judge(folder, released, Map.of("relu", "double relu(double z) { return z; }", "slope", SLOPE)))
                    .startsWith("relu-test FAILED 0.0 of 2.0 not as expected", "slope-test PASSED 2.5 of 2.5 ");
            assertThat(judge(
                            folder,
                            released,
                            Map.of("relu", RELU + "\nrelu(-1)", "slope", "double slope(double z) { return 0.25 }")))
                    .startsWith(
                            "relu-test PASSED 2.0 of 2.0 ",
                            "slope-test NOT_COMPILED 0.0 of 2.5 there is no method slope(double); cell 'slope', line 1:"
                                    + " ';' expected");
        }
        assertThat(judge(folder, ours, Map.of()))
                .startsWith(
                        "relu-test THREW 0.0 of 2.0 your code threw UnsupportedOperationException",
                        "slope-test THREW 0.0 of 2.5 your code threw UnsupportedOperationException");
        assertThat(judge(folder, Notebooks.read(file("release")), Map.of()))
                .allMatch(mark -> mark.contains(" NOT_COMPILED 0.0 ") || mark.contains(" MANUAL 0.0 "));
    }

    @Test
    void checkFindsNothingWrongButThatNoWrongAnswerIsDeclared() throws Exception {
        Check.Report report = Check.of(MASTER);

        assertThat(report.problems()).hasSize(1).first().asString().contains("declares no wrong answer");
        assertThat(report.points()).isEqualTo(13.5);
        assertThat(report.items()).isEqualTo(4);
    }

    private static List<String> judge(Path folder, Notebook released, Map<String, String> answers) throws Exception {
        List<Cell> cells = new ArrayList<>();
        for (Cell cell : released.cells()) {
            cells.add(cell.with(answers.getOrDefault(cell.id(), cell.source()), cell.metadata()));
        }
        Path file = folder.resolve("activations.ipynb");
        Files.writeString(file, Notebooks.toJson(released.withCells(cells)));
        Submission submission = Submission.read(MASTER, "ada", file, file.toString());
        assertThat(submission.notes()).allMatch(note -> note.endsWith("is still as it was handed out"));
        Judge judge = new Judge(MASTER, new Tests(MASTER, COMPILER), PROCESS, NONE, CLASS_PATH, Duration.ofSeconds(20));
        return judge.judge(submission).stream()
                .map(mark -> mark.cell() + " " + mark.verdict() + " " + mark.earned() + " of " + mark.possible() + " "
                        + mark.message())
                .toList();
    }

    private static ObjectNode withoutChecksum(Cell cell) {
        ObjectNode metadata = cell.metadata().deepCopy();
        ((ObjectNode) metadata.path("nbgrader")).remove("checksum");
        return metadata;
    }

    private static Path file(String folder) throws Exception {
        return Path.of(
                Objects.requireNonNull(NbgraderTest.class.getResource("nbgrader/" + folder + "/ps1/activations.ipynb"))
                        .toURI());
    }

    private static Assignment master() {
        try {
            return Assignment.read("ps1", file("source"));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterAll
    static void close() {
        COMPILER.close();
        PROCESS.close();
    }
}
