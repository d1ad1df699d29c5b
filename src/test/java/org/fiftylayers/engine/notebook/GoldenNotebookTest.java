package org.fiftylayers.engine.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The golden files are made by Python's nbformat: see {@code make_golden.py} beside them. */
class GoldenNotebookTest {
    @ParameterizedTest
    @ValueSource(strings = {"all-cells", "strange-text", "numbers", "no-cells"})
    void writesTheSameBytesAsPython(String name) throws IOException {
        String golden = resource(name + ".ipynb");

        assertThat(Notebooks.toJson(Notebooks.parse(golden, name))).isEqualTo(golden);
    }

    @Test
    void bringsAnyLayoutIntoPythonsOrder() throws IOException {
        Notebook loose = Notebooks.parse(resource("loose.json"), "loose.json");

        assertThat(Notebooks.toJson(loose)).isEqualTo(resource("all-cells.ipynb"));
    }

    @Test
    void givesCellsOfOlderVersionsAnId() throws IOException {
        Notebook notebook = Notebooks.parse(resource("version-4-4.ipynb"), "old");

        assertThat(notebook.cells()).extracting(Cell::id).containsExactly("cell-1", "cell-2");
        assertThat(notebook.nbformatMinor()).isEqualTo(5);
    }

    @Test
    void readsWhatIsInACell() throws IOException {
        Notebook notebook = Notebooks.parse(resource("all-cells.ipynb"), "all-cells");
        CodeCell code = (CodeCell) notebook.cells().get(1);
        RichOutput figure = (RichOutput) code.outputs().get(2);

        assertThat(code.source()).isEqualTo("System.out.println(\"hi\");\n1 + 1");
        assertThat(code.tags()).containsExactly("hide-input");
        assertThat(code.executionCount()).isEqualTo(3);
        assertThat(((StreamOutput) code.outputs().get(0)).text()).isEqualTo("hi\nthere");
        assertThat(figure.text("image/svg+xml")).isEqualTo("<svg>\n <g/>\n</svg>\n");
        assertThat(figure.text("application/json")).isNull();
        assertThat(figure.data().path("application/json").path("a").asText()).isEqualTo("text\nwith lines");
    }

    @Test
    void keepsFieldsThatNoVersionKnowsYet() {
        String json = Notebooks.toJson(Notebooks.parse(
                """
                {"cells": [{"cell_type": "code", "id": "a", "metadata": {}, "source": "", "execution_count": null,
                  "outputs": [{"output_type": "stream", "name": "stdout", "text": "x", "later": 1}], "newer": [2]}],
                 "metadata": {}, "nbformat": 4, "nbformat_minor": 6, "future": {"a": 3}}
                """,
                "future"));

        assertThat(json).contains("\"later\": 1", "\"newer\": [", "\"future\": {", "\"nbformat_minor\": 6");
    }

    @Test
    void replacesAFileAtOnce(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("a.ipynb"), "old");
        String golden = resource("numbers.ipynb");

        Notebooks.write(Notebooks.parse(golden, "numbers"), file);

        assertThat(Files.readString(file)).isEqualTo(golden);
        assertThat(folder.toFile().list()).containsExactly("a.ipynb");
        assertThat(Notebooks.read(file).cells()).isEmpty();
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(GoldenNotebookTest.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
