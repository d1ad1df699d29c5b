package org.fiftylayers.engine.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BrokenNotebookTest {
    private static final String SHELL = "{\"cells\": [%s], \"metadata\": {}, \"nbformat\": 4, \"nbformat_minor\": 5}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|nb, /nbformat: is missing",
                "[]|nb: is array; must be an object",
                "7|nb: is 7; must be an object",
                "{\"nbformat\": 3, \"nbformat_minor\": 0}|nb, /nbformat: is 3; must be 4 (convert with `jupyter nbconvert"
                        + " --to notebook`)",
                "{\"nbformat\": 4, \"nbformat_minor\": -1}|nb, /nbformat_minor: is -1; must be a whole number, at least 0",
                "{\"nbformat\": 4, \"nbformat_minor\": 5, \"metadata\": []}|nb, /metadata: is array; must be an object",
                "{\"nbformat\": 4, \"nbformat_minor\": 5, \"metadata\": {}}|nb, /cells: is missing",
                "{\"nbformat\": 4, \"nbformat_minor\": 5, \"metadata\": {\"kernelspec\": {\"name\": \"java\"}}}|nb,"
                        + " /metadata/kernelspec/display_name: is missing",
            })
    void namesThePlaceAndTheRule(String json, String message) {
        assertThatThrownBy(() -> Notebooks.parse(json, "nb"))
                .isInstanceOf(NotebookException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "3|cell 1, /cells/0: is 3; must be an object",
                "{}|cell 1, /cells/0/cell_type: is missing",
                "{\"cell_type\": \"jam\", \"id\": \"a\", \"metadata\": {}, \"source\": \"\"}|cell 1, /cells/0/cell_type: is"
                        + " \"jam\"; must be code, markdown or raw",
                "{\"cell_type\": \"raw\", \"metadata\": {}, \"source\": \"\"}|cell 1, /cells/0/id: is missing",
                "{\"cell_type\": \"raw\", \"id\": \"a b\", \"metadata\": {}, \"source\": \"\"}|cell 1, /cells/0/id: is \"a"
                        + " b\"; must be 1 to 64 letters, digits, - or _",
                "{\"cell_type\": \"raw\", \"id\": \"a\", \"metadata\": {}, \"source\": [\"x\", 5]}|cell 1,"
                        + " /cells/0/source/1: is 5; must be a string",
                "{\"cell_type\": \"raw\", \"id\": \"a\", \"metadata\": {\"tags\": [\"x\", \"x\"]}, \"source\": \"\"}|cell"
                        + " 1, /cells/0/metadata/tags: has \"x\"; tags must be unique, not empty, without commas",
                "{\"cell_type\": \"raw\", \"id\": \"a\", \"metadata\": {}, \"source\": \"\"}, {\"cell_type\": \"raw\","
                        + " \"id\": \"a\", \"metadata\": {}, \"source\": \"\"}|cell 2, /cells/1/id: \"a\" is also the id of"
                        + " an earlier cell; ids must be unique",
                "{\"cell_type\": \"code\", \"id\": \"a\", \"metadata\": {}, \"source\": \"\", \"outputs\": []}|cell 1,"
                        + " /cells/0/execution_count: is missing",
                "{\"cell_type\": \"code\", \"id\": \"a\", \"metadata\": {}, \"source\": \"\", \"execution_count\": 1.5,"
                        + " \"outputs\": []}|cell 1, /cells/0/execution_count: is 1.5; must be a whole number, at least 0",
                "{\"cell_type\": \"code\", \"id\": \"a\", \"metadata\": {}, \"source\": \"\", \"execution_count\": null,"
                        + " \"outputs\": [{\"output_type\": \"display_data\", \"metadata\": {}, \"data\": {\"text/html\":"
                        + " {}}}]}|cell 1, /cells/0/outputs/0/data/text~1html: is object; must be a string",
            })
    void namesTheCell(String cells, String message) {
        assertThatThrownBy(() -> Notebooks.parse(SHELL.formatted(cells), "nb"))
                .isInstanceOf(NotebookException.class)
                .hasMessage("nb, " + message);
    }

    @Test
    void saysWhereJsonBreaks() {
        assertThatThrownBy(() -> Notebooks.parse("{\n \"cells\": [\n  {,}\n ]\n}", "nb"))
                .hasMessageStartingWith("nb, line 3, column 4: not JSON: Unexpected character (','");
        assertThatThrownBy(() -> Notebooks.parse("{\"a\": 1,\n \"a\": 2}", "nb"))
                .hasMessageStartingWith("nb, line 2, column 5: not JSON: Duplicate field 'a'");
        assertThatThrownBy(() -> Notebooks.parse("", "nb")).isInstanceOf(NotebookException.class);
        assertThatThrownBy(() -> Notebooks.parse(SHELL.formatted("") + "x", "nb"))
                .hasMessageContaining("not JSON");
        assertThatThrownBy(() -> Notebooks.parse("[".repeat(100_000), "nb")).hasMessageContaining("depth");
    }

    @Test
    void saysWhatIsWrongWithAFile(@TempDir Path folder) throws IOException {
        Path missing = folder.resolve("missing.ipynb");
        Path latin = Files.write(folder.resolve("latin.ipynb"), new byte[] {'"', (byte) 0xe4, '"'});

        assertThatThrownBy(() -> Notebooks.read(missing)).hasMessage(missing + ": no such file");
        assertThatThrownBy(() -> Notebooks.read(latin)).hasMessage(latin + ": not UTF-8 text; save the file as UTF-8");
    }

    @Test
    void readsEveryKindOfEmptiness() {
        Notebook notebook = Notebooks.parse(SHELL.formatted(""), "nb");

        assertThat(notebook.cells()).isEmpty();
    }
}
