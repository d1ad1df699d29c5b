package org.fiftylayers.engine.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.fiftylayers.display.MimeBundle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a reader is told of the name at the cursor, which the tests write as {@code |}. */
class InspectionTest {
    private static TestShell shell;

    @BeforeAll
    static void open() {
        shell = new TestShell();
        for (String cell : List.of(
                "import org.fiftylayers.matrix.Matrix; import org.knowm.xchart.*;",
                "int gradient = 3; String name = \"tanh\"; Matrix m = Matrix.of(new double[][] {{1, 2}});",
                "/** Half of it, rounded down. */\nint half(int number) { return number / 2; }",
                "// Two times.\n// Exactly.\nint twice(int n) { return 2 * n; }",
                "enum Colour { RED, GREEN } Colour colour = Colour.RED;",
                "/**\n * A point.\n */\nrecord Point(int x, int y) {}",
                "int[] sizes = {1, 2}; List<String> words = new ArrayList<>();")) {
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
                "Math.sq|rt(2) => double Math.sqrt(double",
                "Math.sqrt| => double Math.sqrt(double",
                "Math.sqrt(| => double Math.sqrt(double",
                "Math.sqrt(|) => double Math.sqrt(double",
                "\"x\".length(| => int String.length()",
                "\"x\".substring(1, | => String String.substring(int",
                "println| => not found",
                "System.out.println(| => void PrintStream.println()",
                "System.out.println(\"a\"|) => void PrintStream.println(String",
                "gradient| + 1 => int gradient = 3",
                "na|me => String name = \"tanh\"",
                "m| => Matrix m",
                "sizes| => int[] sizes",
                "half(| => int half(int",
                "Point| => record Point(int x, int y)",
                "new Point(| => new Point(int",
                "new ArrayList<>(| => new ArrayList()",
                "Matri|x => final class org.fiftylayers.matrix.Matrix",
                "m.matmul(|m) => Matrix m",
                "m.matm|ul(m) => Matrix Matrix.matmul(Matrix right)",
                "m.times(m, | => Matrix Matrix.times(Matrix other)",
                "int x = 3;⏎x| + 1 => int x",
                "words.stream().map(w -> w.tri|m()).toList() => String String.trim()",
                "words.stream().map(String::tri|m).toList() => String String.trim()",
                "XYChartBuild|er b; => class org.knowm.xchart.XYChartBuilder extends",
                "new XYChartBuilder().width(| => XYChartBuilder ChartBuilder.width(int",
                "import java.util.Li|st; => interface java.util.List<E> extends",
                "Colour.RE|D => Colour Colour.RED",
                "foo(3 bar⏎Math.sqrt(| => double Math.sqrt(double",
                "%time Math.sqrt(| => double Math.sqrt(double",
                "nix| => not found",
                "retur|n => not found",
                "1 + 2| => not found",
                "\"Math.sqrt| \" => not found",
                "| => not found",
            })
    void showsTheSignature(String source, String begin) {
        assertThat(text(source, false)).startsWith(begin);
    }

    @ParameterizedTest
    @ValueSource(strings = {"m.matmul(|", "Matrix.of(|", "org.fiftylayers.nn.Linea|r layer;"})
    void describesFiftyLayersAlways(String source) {
        assumeTrue(
                getClass().getResource("/META-INF/sources/org/fiftylayers/matrix/Matrix.java") != null,
                "the build copies the sources");

        assertThat(text(source, false)).contains("\n\n");
        assertThat(html(source)).startsWith("<pre>").contains("<p>");
    }

    @Test
    void describesTheJdkWhereItsSourcesAre() {
        assumeTrue(Files.exists(Path.of(System.getProperty("java.home"), "lib", "src.zip")));

        assertThat(text("Math.sqrt(|", false))
                .contains("double Math.sqrt(double a)", "correctly rounded positive square root", "Parameters");
        assertThat(text("new ArrayList<String>().size|()", false)).contains("number of elements");
    }

    @Test
    void describesWhatACellDeclares() {
        assertThat(text("half(|", false)).isEqualTo("int half(int)\n\nHalf of it, rounded down.");
        assertThat(text("twice(|", false)).isEqualTo("int twice(int)\n\nTwo times. Exactly.");
        assertThat(text("new Poin|t(1, 2)", false)).startsWith("new Point(int").endsWith("A point.");
        assertThat(text("/** Own. */\nint f(int k) { return k; }\nf|(1)", false))
                .isEqualTo("int f(int k)\n\nOwn.");
    }

    @Test
    void showsAllOverloadsTheMatchingOneFirst() {
        assertThat(text("Math.max(1.5, 2|)", false)).startsWith("double Math.max(double");
        assertThat(text("Math.max|(1.5, 2)", false).lines().toList())
                .hasSizeGreaterThanOrEqualTo(4)
                .first()
                .asString()
                .startsWith("double Math.max(double");
    }

    @Test
    void readsJavadocAsAReaderWould() {
        String html = "<p>Returns {@code a}: <code>a &lt; b</code> &times; 2.</p>\n<ul><li>one<li>two</ul>"
                + "<pre>x\n  y</pre><dl>\n<dt>Parameters</dt>\n<dd><code>n</code> – how many</dd>\n</dl>";

        assertThat(PlainText.of(html))
                .isEqualTo("Returns {@code a}: a < b × 2.\n\n- one\n- two\n\nx\n  y\n\nParameters\n  n – how many");
    }

    private static MimeBundle inspect(String marked, boolean detailed) {
        String source = marked.replace('⏎', '\n');
        int cursor = source.indexOf('|');
        return Objects.requireNonNullElse(
                shell.shell().inspect(source.substring(0, cursor) + source.substring(cursor + 1), cursor, detailed),
                MimeBundle.text("not found"));
    }

    private static String text(String source, boolean detailed) {
        return (String) Objects.requireNonNull(inspect(source, detailed).data().get(MimeBundle.TEXT));
    }

    private static String html(String source) {
        return (String) Objects.requireNonNull(inspect(source, true).data().get(MimeBundle.HTML));
    }
}
