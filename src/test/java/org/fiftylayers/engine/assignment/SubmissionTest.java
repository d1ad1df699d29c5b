package org.fiftylayers.engine.assignment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.fiftylayers.engine.notebook.Cell;
import org.fiftylayers.engine.notebook.CodeCell;
import org.fiftylayers.engine.notebook.MarkdownCell;
import org.fiftylayers.engine.notebook.Notebook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SubmissionTest {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String ANSWER = "double relu(double z) { return Math.max(0, z); }";
    private static final Assignment MASTER = master();

    private final Path folder;

    SubmissionTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void takesSolutionCellsById() throws Exception {
        Submission submission = read(whole());

        assertThat(submission.solutions())
                .containsOnlyKeys("relu", "slope", "why")
                .containsEntry("relu", ANSWER);
        assertThat(submission.notes()).isEmpty();
    }

    /** What is only confused is taken, as far as it makes sense, and noted. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("confused")
    void notesConfusion(String what, String notebook, String cell, String note) throws Exception {
        Submission submission = read(notebook);

        assertThat(submission.notes())
                .as(what)
                .anySatisfy(line -> assertThat(line).contains(cell).contains(note));
    }

    static Stream<Arguments> confused() {
        String relu = solution("relu", ANSWER);
        return Stream.of(
                row("deleted solution", notebook(given(), slope(), why(), tests()), "'relu'", "is missing"),
                row("all solutions deleted", notebook(given(), tests()), "'slope'", "is missing"),
                row("deleted test", notebook(given(), relu, slope(), why()), "'test-relu'", "the instructor's is used"),
                row(
                        "deleted given cell",
                        notebook(relu, slope(), why(), tests()),
                        "'given'",
                        "the instructor's is used"),
                row("changed test", whole().replace("assert relu", "// assert relu"), "'test-relu'", "was changed"),
                row("changed given cell", whole().replace("half = 0.5", "half = 5"), "'given'", "was changed"),
                row("solution made Markdown", with(relu.replace("\"code\"", "\"markdown\"")), "'relu'", "markdown"),
                row("solution made raw", with(relu.replace("\"code\"", "\"raw\"")), "'relu'", "raw"),
                row("copied solution", with(relu + "," + relu), "'relu'", "more than once"),
                row("emptied solution", with(solution("relu", "")), "'relu'", "is empty"),
                row("blank solution", with(solution("relu", " \n\t ")), "'relu'", "is empty"),
                row(
                        "as released",
                        with(solution("relu", "double relu(double z) { " + Release.THROW + " }")),
                        "'relu'",
                        "as it was handed out"),
                row(
                        "manual as released",
                        whole().replace("Because it is flat.", Release.ANSWER),
                        "'why'",
                        "as it was handed out"),
                row("cell magic", with(solution("relu", "%%bash\nrm -rf /")), "'relu'", "%% command"),
                row("line magic", with(solution("relu", "%maven a:b:1\n" + ANSWER)), "'relu'", "not run"),
                row("shell escape", with(solution("relu", "!curl example.org\n" + ANSWER)), "'relu'", "not run"),
                row("metadata lost", with(cell("code", "relu", "{}", ANSWER)), "'relu'", "lost its metadata"),
                row(
                        "metadata of another type",
                        with(cell("code", "relu", "{\"nbgrader\": 7}", ANSWER)),
                        "'relu'",
                        "lost"),
                row("metadata is a list", with(cell("code", "relu", "[]", ANSWER)), "'relu'", "lost its metadata"),
                row("metadata is null", with(cell("code", "relu", "null", ANSWER)), "'relu'", "lost its metadata"),
                row(
                        "grade_id null",
                        with(cell("code", "x", "{\"nbgrader\":{\"grade_id\":null}}", ANSWER)),
                        "'relu'",
                        "is missing"),
                row(
                        "grade_id a list",
                        with(cell("code", "x", "{\"nbgrader\":{\"grade_id\":[]}}", ANSWER)),
                        "'relu'",
                        "is missing"),
                row("renamed cell", with(solution("Relu", ANSWER)), "'relu'", "is missing"),
                row("huge id", with(solution("r".repeat(1_000_000), ANSWER)), "'relu'", "is missing"),
                row(
                        "helper in a cell of its own",
                        with(relu + "," + cell("code", "mine", "{}", "int two = 2;")),
                        "own",
                        "not taken"),
                row(
                        "code pasted into the given cell",
                        whole().replace("half = 0.5", "half = 0.5; int mine = 1"),
                        "'given'",
                        "was changed"),
                row(
                        "solution and test merged",
                        notebook(given(), slope(), why(), solution("relu", ANSWER + "\\nassert relu(1) == 1;")),
                        "'test-relu'",
                        "is missing"));
    }

    /** What a program takes, though a person has done something odd. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("harmless")
    void takesWhatIsOnlyOdd(String what, String notebook, String expected) throws Exception {
        assertThat(read(notebook).solutions()).as(what).containsEntry("relu", expected);
    }

    static Stream<Arguments> harmless() {
        String renamed = ANSWER.replace("relu", "ReLU");
        return Stream.of(
                row("renamed function", with(solution("relu", renamed)), renamed),
                row("syntax error", with(solution("relu", "double relu(")), "double relu("),
                row(
                        "carriage returns",
                        with(solution("relu", "int a;\\r\\nint b;\\rint c;")),
                        "int a;\nint b;\nint c;"),
                row(
                        "source as lines",
                        with(solution("relu", "x").replace("\"x\"", "[\"int a;\\n\", \"int b;\"]")),
                        "int a;\nint b;"),
                row(
                        "cells in another order",
                        notebook(tests(), why(), slope(), solution("relu", ANSWER), given()),
                        ANSWER),
                row("points changed", whole().replace("\"points\":0", "\"points\":100"), ANSWER),
                row("solution unlocked as test", whole().replace("\"grade\":false", "\"grade\":true"), ANSWER),
                row("schema changed", whole().replace("\"schema_version\":3", "\"schema_version\":99"), ANSWER),
                row(
                        "forged outputs",
                        whole().replace(
                                        "\"outputs\":[]",
                                        "\"outputs\":[{\"output_type\":\"stream\",\"name\":\"stdout\",\"text\":\"20/20\"}]"),
                        ANSWER),
                row("outputs of no type", whole().replace("\"outputs\":[]", "\"outputs\":{\"a\":[1,{}]}"), ANSWER),
                row("no outputs", whole().replace("\"outputs\":[],", ""), ANSWER),
                row("no cell ids", whole().replaceAll("\"id\":\"[a-z-]+\",", ""), ANSWER),
                row(
                        "unknown fields",
                        whole().replace("\"nbformat\":4", "\"nbformat\":4,\"extra\":{\"a\":[[]]}"),
                        ANSWER),
                row("nbformat_minor 99", whole().replace("\"nbformat_minor\":5", "\"nbformat_minor\":99"), ANSWER),
                row("byte order mark", "\uFEFF" + whole(), ANSWER),
                row("emoji", with(solution("relu", "String s = \"😀\";")), "String s = \"😀\";"));
    }

    /** What is no notebook, or may deceive a reader, is refused; the message names the file and says what to do. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void refusesWithReason(String what, String notebook, String reason) throws Exception {
        Path file = Files.writeString(folder.resolve("relu.ipynb"), notebook);

        assertRefused(what, file, reason);
    }

    static Stream<Arguments> refused() {
        String relu = solution("relu", ANSWER);
        String deep = "[".repeat(5_000) + "]".repeat(5_000);
        return Stream.of(
                row("empty", "", "is empty"),
                row("white space", "  \n ", "is no notebook"),
                row("prose", "Dear Sir", "is not JSON"),
                row("HTML", "<!DOCTYPE html><html></html>", "is not JSON"),
                row("Java", "class Relu {}", "is not JSON"),
                row("cut off", whole().substring(0, whole().length() / 2), "is not JSON"),
                row("two notebooks", whole() + whole(), "goes on"),
                row("trailing text", whole() + "x", "is not JSON"),
                row("a list", "[]", "does not begin with an object"),
                row("a number", "7", "does not begin with an object"),
                row("null", "null", "does not begin with an object"),
                row("no fields", "{}", "nbformat is missing"),
                row("no nbformat", "{\"cells\":[]}", "nbformat is missing"),
                row("no cells", "{\"nbformat\":4}", "cells are missing"),
                row("cells an object", "{\"nbformat\":4,\"cells\":{}}", "cells is no list"),
                row("nbformat 3", "{\"nbformat\":3,\"worksheets\":[]}", "nbformat 3"),
                row("nbformat 5", whole().replace("\"nbformat\":4", "\"nbformat\":5"), "nbformat 5"),
                row("nbformat text", whole().replace("\"nbformat\":4", "\"nbformat\":\"4\""), "nbformat is missing"),
                row("a cell a number", notebook(given(), "7"), "cell 2: is no cell but a number"),
                row("a cell null", notebook("null"), "cell 1: is no cell but null"),
                row("no cell type", notebook("{\"source\":\"\"}"), "cell 1: cell_type"),
                row("strange cell type", whole().replace("\"markdown\"", "\"heading\""), "cell_type is neither"),
                row(
                        "source a number",
                        with(relu.replace("\"source\":\"" + ANSWER + "\"", "\"source\":1")),
                        "source is a number"),
                row(
                        "source null",
                        with(relu.replace("\"source\":\"" + ANSWER + "\"", "\"source\":null")),
                        "source is null"),
                row(
                        "source an object",
                        with(relu.replace("\"source\":\"" + ANSWER + "\"", "\"source\":{}")),
                        "source is an object"),
                row(
                        "source of numbers",
                        with(relu.replace("\"source\":\"" + ANSWER + "\"", "\"source\":[1]")),
                        "source has a number"),
                row("no source", with(relu.replace(",\"source\":\"" + ANSWER + "\"", "")), "has no source"),
                row("duplicate keys", whole().replace("\"nbformat\":4", "\"nbformat\":4,\"nbformat\":4"), "Duplicate"),
                row("two sources", with(relu.replace("\"source\":", "\"source\":\"x\",\"source\":")), "Duplicate"),
                row("deep nesting", whole().replace("\"metadata\":{}", "\"metadata\":" + deep), "is not JSON"),
                row("deep outputs", whole().replace("\"outputs\":[]", "\"outputs\":" + deep), "is not JSON"),
                row(
                        "long number",
                        whole().replace("\"nbformat\":4", "\"nbformat\":" + "4".repeat(5_000)),
                        "is not JSON"),
                row("number beyond int", whole().replace("\"nbformat\":4", "\"nbformat\":4000000000"), "is not JSON"),
                row("NaN", whole().replace("\"nbformat\":4", "\"nbformat\":NaN"), "is not JSON"),
                row(
                        "bidi control",
                        with(solution("relu", "int a; // \u202E b")),
                        "cell 'relu' (cell 2), line 1: U+202E"),
                row(
                        "bidi isolate",
                        with(solution("relu", "int a;\\n// \u2066 b")),
                        "cell 'relu' (cell 2), line 2: U+2066"),
                row("NUL", with(solution("relu", "int a;\\u0000")), "cell 'relu' (cell 2), line 1: U+0000"),
                row("escape", with(solution("relu", "int a;\\u001b[2J")), "U+001B"),
                row("half a character", with(solution("relu", "\\ud83d")), "U+D83D is half"),
                row(
                        "split solution",
                        with(solution("relu", "double relu(double z) {") + "," + solution("relu", "return z; }")),
                        "cell 'relu': is there more than once, as cells 2, 3"),
                row("long cell", with(solution("relu", "x".repeat(300_000))), "cell 'relu' (cell 2): has 300000"),
                row(
                        "many cells",
                        notebook(Stream.generate(SubmissionTest::given)
                                .limit(6_000)
                                .toArray(String[]::new)),
                        "more than 5000 cells"),
                row(
                        "another assignment",
                        notebook(cell("code", "a", "{}", "int a;")),
                        "has none of the cells of 'relu'"),
                row("no cell at all", notebook(), "has none of the cells"));
    }

    @Test
    void refusesWhatIsNoFile() throws Exception {
        Path real = Files.writeString(folder.resolve("real.ipynb"), whole());
        assertRefused("folder", Files.createDirectory(folder.resolve("a.ipynb")), "is a folder");
        assertRefused("link", Files.createSymbolicLink(folder.resolve("b.ipynb"), real), "is a symbolic link");
        assertRefused(
                "dangling link",
                Files.createSymbolicLink(folder.resolve("c.ipynb"), folder.resolve("none")),
                "is a symbolic link");
        assertRefused("nothing", folder.resolve("d.ipynb"), "is not there");
    }

    @Test
    void refusesOtherFormats() throws Exception {
        assertRefused("zip", bytes("PK\u0003\u0004rest".getBytes(StandardCharsets.ISO_8859_1)), "is an archive");
        assertRefused("gzip", bytes(new byte[] {0x1F, (byte) 0x8B, 8, 0}), "is an archive");
        assertRefused("UTF-16", bytes(whole().getBytes(StandardCharsets.UTF_16)), "is UTF-16 text");
        assertRefused("UTF-16LE", bytes(whole().getBytes(StandardCharsets.UTF_16LE)), "is UTF-16 text");
        assertRefused("UTF-16BE", bytes(whole().getBytes(StandardCharsets.UTF_16BE)), "is UTF-16 text");
        String umlaut = with(solution("relu", "// größer"));
        assertRefused("Latin 1", bytes(umlaut.getBytes(StandardCharsets.ISO_8859_1)), "is not UTF-8");
        assertRefused("Windows", bytes(umlaut.getBytes(Charset.forName("windows-1252"))), "is not UTF-8");
        assertRefused("picture", bytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10}), "is not UTF-8");
    }

    @Test
    void refusesAHundredMegabytesWithoutReadingThem() throws Exception {
        Path file = folder.resolve("large.ipynb");
        try (RandomAccessFile large = new RandomAccessFile(file.toFile(), "rw")) {
            large.setLength(100_000_000);
        }
        assertRefused("large", file, "has 100 MB");
    }

    private Path bytes(byte[] content) throws IOException {
        return Files.write(folder.resolve("bytes.ipynb"), content);
    }

    private static void assertRefused(String what, Path file, String reason) throws IOException {
        try {
            Submission taken = Submission.read(MASTER, "ada", file, file.toString());
            assertThat(taken).as(what).isNull();
        } catch (RefusedException e) {
            assertThat(e).as(what).hasMessageStartingWith(file.toString()).hasMessageContaining(reason);
            assertThat(e.getMessage()).as(what).hasSizeLessThan(600);
        }
    }

    private Submission read(String notebook) throws Exception {
        Path file = Files.writeString(folder.resolve("relu.ipynb"), notebook);
        return Submission.read(MASTER, "ada", file, file.toString());
    }

    private static Arguments row(Object... columns) {
        return Arguments.of(columns);
    }

    private static String whole() {
        return with(solution("relu", ANSWER));
    }

    /** A notebook in which something stands in the place of the first solution. */
    private static String with(String relu) {
        return notebook(given(), relu, slope(), why(), tests());
    }

    private static String notebook(String... cells) {
        return "{\"cells\":[" + String.join(",", cells) + "],\"metadata\":{},\"nbformat\":4,\"nbformat_minor\":5}";
    }

    private static String given() {
        return cell("code", "given", nbgrader("given", false), "double half = 0.5;");
    }

    private static String slope() {
        return solution("slope", "double slope = 0;");
    }

    private static String why() {
        return cell("markdown", "why", nbgrader("why", true), "Because it is flat.");
    }

    private static String tests() {
        return cell("code", "test-relu", nbgrader("test-relu", false), "assert relu(1) == 1;");
    }

    private static String solution(String id, String source) {
        return cell("code", id.substring(0, Math.min(id.length(), 64)), nbgrader(id, true), source);
    }

    private static String nbgrader(String id, boolean solution) {
        return "{\"nbgrader\":{\"grade\":false,\"grade_id\":\"" + id
                + "\",\"points\":0,\"schema_version\":3,\"solution\":" + solution + ",\"task\":false}}";
    }

    private static String cell(String type, String id, String metadata, String source) {
        String text = source.replace("\n", "\\n").replace("\t", "\\t").replace("\"", "\\\"");
        return "{\"cell_type\":\"" + type + "\",\"id\":\"" + id + "\",\"metadata\":" + metadata
                + ",\"execution_count\":null,\"outputs\":[],\"source\":\"" + text + "\"}";
    }

    private static Assignment master() {
        List<Cell> cells = List.of(
                code("given", "double half = 0.5;", false, false),
                code("relu", "// BEGIN SOLUTION\n" + ANSWER + "\n// END SOLUTION", false, true),
                code("slope", "double slope = 0;", false, true),
                new MarkdownCell("why", "Because.", metadata("why", true, true), JSON.objectNode()),
                code("test-relu", "assert relu(1) == 1;", true, false));
        List<Assignment.Entry> entries = new ArrayList<>();
        cells.forEach(cell -> entries.add(new Assignment.Entry(cell, GradedCell.of(cell, "relu.ipynb"))));
        return new Assignment("relu", "relu.ipynb", Notebook.empty().withCells(cells), entries);
    }

    private static Cell code(String id, String source, boolean grade, boolean solution) {
        return new CodeCell(id, source, metadata(id, grade, solution), null, List.of(), JSON.objectNode());
    }

    private static ObjectNode metadata(String id, boolean grade, boolean solution) {
        ObjectNode metadata = JSON.objectNode();
        metadata.putObject("nbgrader")
                .put("grade", grade)
                .put("solution", solution)
                .put("locked", !solution)
                .put("task", false)
                .put("grade_id", id)
                .put("points", grade ? 1 : 0)
                .put("schema_version", 3);
        return metadata;
    }
}
