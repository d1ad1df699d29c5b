package org.fiftylayers.engine.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.fiftylayers.engine.notebook.LineDiff.Step;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NotebookDiffTest {
    private static final String PLOT =
            "{\"output_type\": \"display_data\", \"metadata\": {}, \"data\": {\"text/plain\": \"%s\","
                    + " \"image/svg+xml\": \"%s\", \"image/png\": \"%s\"}}";
    private static final String SLIDER =
            "{\"output_type\": \"display_data\", \"metadata\": {}, \"data\": {\"text/plain\": \"depth\","
                    + " \"application/vnd.jupyter.widget-view+json\": {\"model_id\": \"%s\"}}}";

    @Test
    void findsCellsByTheirIds() {
        assertThat(changes(
                        notebook(
                                markdown("a", "# A"),
                                markdown("b", "B"),
                                markdown("c", "C"),
                                markdown("d", "D"),
                                markdown("e", "E")),
                        notebook(
                                markdown("a", "# A"),
                                markdown("e", "E"),
                                markdown("b", "B"),
                                markdown("d", "D"),
                                markdown("x", "X"))))
                .containsExactly(
                        "cell 2 (e) MOVED: was cell 5 []",
                        "cell 3 (c) REMOVED: markdown [-C]",
                        "cell 5 (x) ADDED: markdown [+X]");
    }

    @Test
    void showsTheLinesOfASourceThatChanged() {
        assertThat(changes(
                        notebook(code("a", "{}", 1, "int x;\\nx = 1")), notebook(code("a", "{}", 1, "int x;\\nx = 2"))))
                .containsExactly("cell 1 (a) CHANGED: source [ int x;, -x = 1, +x = 2]");
        assertThat(changes(notebook(markdown("a", "A")), notebook(code("a", "{}", 1, "A"))))
                .containsExactly("cell 1 (a) CHANGED: type: markdown to code []");
        assertThat(changes(
                        notebook(code("a", "{}", 1, "A")), notebook(code("a", "{\"tags\": [\"hide-input\"]}", 1, "A"))))
                .singleElement()
                .asString()
                .startsWith("cell 1 (a) CHANGED: metadata [")
                .contains("+  \"hide-input\"");
    }

    @Test
    void comparesOutputsByTheirText() {
        Notebook before = notebook(code("a", "{}", 1, "x", PLOT.formatted("one", "<svg/>", "AAAA")));

        assertThat(changes(before, notebook(code("a", "{}", 1, "x", PLOT.formatted("two", "<g/>", "AAAA")))))
                .containsExactly("cell 1 (a) CHANGED: output 1: image/svg+xml, text/plain [-one, +two]");
        assertThat(changes(before, notebook(code("a", "{}", 1, "x", PLOT.formatted("one", "<g/>", "AAAA")))))
                .as("markup says nothing to a reader")
                .containsExactly("cell 1 (a) CHANGED: output 1: image/svg+xml []");
        assertThat(changes(before, notebook(code("a", "{}", 1, "x"))))
                .containsExactly("cell 1 (a) CHANGED: output 1 is gone: image/svg+xml, text/plain [-one]");
    }

    @Test
    void ignoresWhatEachRunMakesAnew() {
        String times = "{\"execution\": {\"iopub.execute_input\": \"2026-01-0%sT00:00:00Z\"}}";
        assertThat(changes(
                        notebook(code(
                                "a",
                                times.formatted(1),
                                1,
                                "x",
                                PLOT.formatted("p", "<svg/>", "A"),
                                SLIDER.formatted("m"))),
                        notebook(code(
                                "a",
                                times.formatted(2),
                                9,
                                "x",
                                PLOT.formatted("p", "<svg/>", "B"),
                                SLIDER.formatted("n")))))
                .isEmpty();
    }

    @Test
    void aStrippedNotebookHasWhatItsAuthorWrote() {
        Notebook bare = notebook(code(
                        "a", "{\"execution\": {}, \"tags\": [\"t\"]}", 3, "x", PLOT.formatted("one", "<svg/>", "AAAA")))
                .withoutOutputs();

        assertThat(Notebooks.toJson(bare))
                .isEqualTo(Notebooks.toJson(notebook(code("a", "{\"tags\": [\"t\"]}", null, "x"))));
    }

    private static List<String> changes(Notebook before, Notebook after) {
        return NotebookDiff.of(before, after).stream()
                .map(change -> change.where() + " " + change.kind() + ": " + change.what() + " "
                        + change.lines().stream().map(Step::toString).toList())
                .toList();
    }

    private static Notebook notebook(String... cells) {
        return Notebooks.parse(
                "{\"cells\": [" + String.join(",", cells)
                        + "], \"metadata\": {}, \"nbformat\": 4, \"nbformat_minor\": 5}",
                "test");
    }

    private static String markdown(String id, String source) {
        return "{\"cell_type\": \"markdown\", \"id\": \"" + id + "\", \"metadata\": {}, \"source\": \"" + source
                + "\"}";
    }

    private static String code(String id, String metadata, @Nullable Integer count, String source, String... outputs) {
        return "{\"cell_type\": \"code\", \"id\": \"" + id + "\", \"metadata\": " + metadata + ", \"source\": \""
                + source + "\", \"execution_count\": " + count + ", \"outputs\": [" + String.join(",", outputs) + "]}";
    }
}
