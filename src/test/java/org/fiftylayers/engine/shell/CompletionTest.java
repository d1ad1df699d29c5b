package org.fiftylayers.engine.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.fiftylayers.engine.shell.Completion.Candidate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a reader is offered at the cursor, which the tests write as {@code |}. */
class CompletionTest {
    private static TestShell shell;

    @BeforeAll
    static void open() {
        shell = new TestShell();
        for (String cell : List.of(
                "import org.fiftylayers.matrix.Matrix;",
                "int gradient = 3; double rate = 0.1; Matrix weights = Matrix.of(new double[][] {{1, 2}});",
                "int half(int number) { return number / 2; }",
                "enum Colour { RED, GREEN } Colour colour = Colour.RED;",
                "record Point(int x, int y) { private int hidden() { return 1; } }",
                "List<String> words = new ArrayList<>(); Map<String, Integer> counts = new HashMap<>();")) {
            assertThat(shell.run(cell).error()).isNull();
        }
    }

    @AfterAll
    static void close() {
        shell.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            value = {
                "Math.sq| => sqrt(",
                "int k = grad| => gradient",
                "weights.ti| => times(",
                "words.siz| => size()",
                "gradient + ra| => rate",
                "words.stream().map(w -> w.leng| => length()",
                "words.forEach(w -> { int q = w.inte| => intern()",
                "words.stream().map(String::trim).map(w -> { return w.isBl| => isBlank()",
                "words.stream().map(String::isBl| => isBlank",
                "words.stream().sorted(Comparator.comparing(String::leng| => length",
                "int local = 4;⏎void f() { int inner = loca| => local",
                "void f(Matrix m) { m.rowA| => rowAt(",
                "int twice(int n) { return 2 * n; }⏎int k = twi| => twice(",
                "int f() { return 2; }⏎var v = 3;⏎class A { int field; int g() { return fie| => field",
                "public class A { private int w; }⏎new A().| => w",
                "var q = List.of(1, 2);⏎q.ge|⏎int z = 3; => get(",
                "f(Math.ma|, 3) => max(",
                "int 3x = ;⏎Math.sq| => sqrt(",
                "int 3x = ;⏎int local = 2;⏎loca| => local",
                "foo bar baz⏎weights.colu| => columns()",
                "new ArrayLi| => ArrayList",
                "List<Strin| => String",
                "Str| => String",
                "Matr| => Matrix",
                "import java.util.concurr| => concurrent.",
                "import static java.lang.Math.sqr| => sqrt",
                "java.util.LinkedHashM| => LinkedHashMap",
                "AtomicInteg| => java.util.concurrent.atomic.AtomicInteger",
                "new AtomicInteg| => java.util.concurrent.atomic.AtomicInteger",
                "XYChartBu| => org.knowm.xchart.XYChartBuilder",
                "HM| => HashMap",
                "counts.gOD| => getOrDefault(",
                "new int[3].len| => length",
                "System.out.printl| => println(",
                "retu| => return",
                "if (words.isEm| => isEmpty()",
                "%time Math.sq| => sqrt(",
                "new Point(1, 2).x| => x()",
            })
    void offersFirst(String source, String first) {
        assertThat(texts(source)).isNotEmpty().first().isEqualTo(first);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            value = {
                "int k = weights.| => columns()",
                "String t = weights.| => shape()",
                "boolean b = words.| => add(",
                "Matrix m = weights.| => abs()",
                "if (words.| => add(",
                "half(| => gradient",
                "new Point(| => gradient",
                "rate = words.get(0).| => charAt(",
            })
    void offersTheRightTypeFirst(String source, String first) {
        assertThat(texts(source)).isNotEmpty().first().isEqualTo(first);
    }

    @Test
    void offersConstantsInCaseLabels() {
        assertThat(texts("switch (colour) { case GRE|")).contains("GREEN");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"abc|", "// Mat|", "/* Mat|", "x = 3.|", "int k = 12|", "String t = \"\"\"\n Mat|", "'a|"})
    void offersNothingWhereNoNameStands(String source) {
        assertThat(texts(source)).isEmpty();
    }

    @Test
    void leavesOutWhatCannotBeUsed() {
        assertThat(texts("new Point(1, 2).|"))
                .contains("x()", "y()", "hashCode()")
                .doesNotContain("hidden()", "<init>(", "this");
        assertThat(texts("weights.|")).noneMatch(text -> text.contains("$"));
        assertThat(texts("|")).noneMatch(text -> text.contains("$")).contains("gradient", "half(");
    }

    @Test
    void showsTypesAndParameters() {
        assertThat(complete("hal|").candidates()).first().isEqualTo(new Candidate("half(", "function", "(int) int"));
        assertThat(complete("grad|").candidates()).first().isEqualTo(new Candidate("gradient", "instance", "int"));
        assertThat(complete("words.subL|").candidates())
                .containsExactly(new Candidate("subList(", "method", "(int, int) List<String>"));
        assertThat(complete("words.remove(|").candidates()).isNotEmpty();
        assertThat(complete("HashMa|").candidates()).first().isEqualTo(new Candidate("HashMap", "class", ""));
    }

    @Test
    void replacesWhatIsTypedOfTheName() {
        Completion completion = complete("int a = 1;\nMath.sq|rt(2)");

        assertThat(completion.start()).isEqualTo(16);
        assertThat(completion.end()).isEqualTo(18);
    }

    @Test
    void doesNotRunTheCell() {
        complete("System.exit(1);\ngradient = 7;\ngrad|");

        assertThat(shell.run("gradient").value()).isEqualTo(3);
    }

    private static Completion complete(String source) {
        int cursor = source.indexOf('|');
        return shell.shell().complete(source.substring(0, cursor) + source.substring(cursor + 1), cursor);
    }

    private static List<String> texts(String source) {
        return complete(source.replace('⏎', '\n')).candidates().stream()
                .map(Candidate::text)
                .toList();
    }
}
