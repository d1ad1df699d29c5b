package org.fiftylayers.engine.execute;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.fiftylayers.engine.notebook.CodeCell;
import org.fiftylayers.engine.notebook.Notebook;
import org.fiftylayers.engine.notebook.Notebooks;
import org.fiftylayers.engine.notebook.RichOutput;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private static final String FIGURE =
            "{\"output_type\": \"display_data\", \"metadata\": {}, \"data\": {\"image/svg+xml\": \"%s\","
                    + " \"image/png\": \"%s\", \"application/vnd.fiftylayers.claim+json\": {\"a\": %s}}}";

    @Test
    void findsNothingWhereOnlyPixelsAndPiecesDiffer() {
        Notebook stored = notebook(stream("a\\n"), stream("b"), FIGURE.formatted("<svg/>", "AAAA", 1));
        Notebook fresh = notebook(stream("a\\nb"), FIGURE.formatted("<svg/>", "BBBB", 1));

        assertThat(Comparison.of(stored, fresh)).isEmpty();
    }

    @Test
    void leavesOutWidgets() {
        String slider = "{\"output_type\": \"display_data\", \"metadata\": {}, \"data\": {\"text/plain\": \"depth\","
                + " \"application/vnd.jupyter.widget-view+json\": {\"model_id\": \"%s\"}}}";

        assertThat(reports(notebook(slider.formatted("a"), stream("x")), notebook(slider.formatted("b"), stream("x"))))
                .isEmpty();
        assertThat(reports(notebook(stream("x")), notebook(slider.formatted("b"), stream("x"))))
                .isEmpty();
    }

    @Test
    void showsTheLineThatDiffers() {
        assertThat(reports(notebook(stream("one\\ntwo\\n")), notebook(stream("one\\ntow\\n"))))
                .containsExactly(
                        """
                        DIFFERS: a.ipynb, cell 1 (x): stdout differs in line 2, column 2
                          stored: two
                          fresh:  tow""");
        assertThat(reports(notebook(stream("one\\ntwo")), notebook(stream("one"))))
                .singleElement()
                .asString()
                .endsWith("stored: two\n  fresh:  (ends here)");
    }

    @Test
    void showsAnExcerptOfALongLine() {
        String head = "x".repeat(1000);
        assertThat(reports(notebook(stream(head + "1")), notebook(stream(head + "2"))))
                .singleElement()
                .asString()
                .hasSizeLessThan(500)
                .contains("line 1, column 1001", "…" + "x".repeat(159) + "1");
    }

    @Test
    void comparesFiguresAndClaims() {
        Notebook stored = notebook(FIGURE.formatted("<svg/>", "A", 1));

        assertThat(reports(stored, notebook(FIGURE.formatted("<g/>", "A", 1))))
                .singleElement()
                .asString()
                .contains("image/svg+xml differs in line 1, column 2");
        assertThat(reports(stored, notebook(FIGURE.formatted("<svg/>", "A", 2))))
                .singleElement()
                .asString()
                .contains("application/vnd.fiftylayers.claim+json differs");
    }

    @Test
    void saysWhichOutputsAreMissing() {
        assertThat(reports(notebook(stream("a"), FIGURE.formatted("<svg/>", "A", 1)), notebook(stream("a"))))
                .containsExactly(
                        "DIFFERS: a.ipynb, cell 1 (x): stored outputs are [stdout, display]; fresh ones are [stdout]");
    }

    @Test
    void keepsThePixelsOfAnUnchangedFigure() {
        Notebook stored = notebook(FIGURE.formatted("<svg/>", "OLD", 1));

        assertThat(png(Comparison.keepingPixels(stored, notebook(FIGURE.formatted("<svg/>", "NEW", 1)))))
                .isEqualTo("OLD");
        assertThat(png(Comparison.keepingPixels(stored, notebook(FIGURE.formatted("<g/>", "NEW", 1)))))
                .isEqualTo("NEW");
    }

    private static String png(Notebook notebook) {
        RichOutput figure =
                (RichOutput) ((CodeCell) notebook.cells().get(0)).outputs().get(0);
        return Objects.requireNonNull(figure.text("image/png"));
    }

    private static List<String> reports(Notebook stored, Notebook fresh) {
        return Comparison.of(stored, fresh).stream()
                .map(difference -> difference.report("a.ipynb"))
                .toList();
    }

    private static String stream(String text) {
        return "{\"output_type\": \"stream\", \"name\": \"stdout\", \"text\": \"" + text + "\"}";
    }

    private static Notebook notebook(String... outputs) {
        return Notebooks.parse(
                "{\"cells\": [{\"cell_type\": \"code\", \"id\": \"x\", \"metadata\": {}, \"source\": \"\","
                        + " \"execution_count\": null, \"outputs\": [" + String.join(",", outputs)
                        + "]}], \"metadata\": {}, \"nbformat\": 4, \"nbformat_minor\": 5}",
                "a.ipynb");
    }
}
