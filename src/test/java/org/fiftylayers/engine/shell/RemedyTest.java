package org.fiftylayers.engine.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a beginner is told to do about a mistake whose cause is known; a new one is a new row. */
class RemedyTest {
    private static TestShell shell;

    @BeforeAll
    static void open() {
        shell = new TestShell();
        for (String cell : List.of(
                "import org.fiftylayers.matrix.Matrix;",
                "int gradient = 3; Matrix matrix = Matrix.of(new double[][] {{1, 2}}); String nothing = null;",
                "int half(int n) { return n / 2; } void fails() throws IOException { throw new IOException(); }",
                "List<Integer> numbers = new ArrayList<>(List.of(1, 2, 3)); int[] array = new int[3];",
                "class Node { private int secret; Node next; } interface Shape { double area(); }")) {
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
            quoteCharacter = '~',
            value = {
                "matrix.tims(2) => did you mean `times`?",
                "numbers.stream().mapToInt(n -> n).averag() => did you mean `average`?",
                "int k = Gradient; => did you mean `gradient`?",
                "string s; => did you mean `String`?",
                "Sytem.out.println(1); => did you mean `System`?",
                "import java.utl.List; => did you mean `java.util`?",
                "import org.fiftylayers.matrix.Matrx; => did you mean `Matrix`?",
                "XYChart chart; => add `import org.knowm.xchart.XYChart;`",
                "double d = sqrt(2); => write `Math.sqrt`, or add `import static java.lang.Math.*;`",
                "int k = nowhere + 1; => declare the variable first",
                "int a = 3⏎int b = 4; => end the statement with `;`",
                "for (int i = 0, i < 3, i++) { } => put `;` between the three parts of `for`",
                "for (;;) { => close what is open: a `}` is missing for the `{` in `for (;;) {`",
                "half( => close what is open: a `)` is missing",
                "int a = (1 + 2; => close the bracket with `)`",
                "if gradient > 2 { } => put the condition in brackets",
                "String s = \"open; => end the text with `\"`",
                "String s = 'text'; => write texts in double quotes",
                "System.out.println(“hello”); => replace the character; quotes must be straight",
                "double r = 0,1; => write decimals with a point: `0.1`",
                "int 3x = 2; => choose another name than `3x`",
                "int class = 2; => choose another name than `class`",
                "int f() { } => every way through the method must end in `return`",
                "int f() { return 1; half(2); } => remove the statement, or the `return`",
                "{ int sum = 0; numbers.forEach(n -> { sum += n; }); } => a lambda cannot use a variable",
                "{ final int q = 1; q = 2; } => remove `final`",
                "{ int y; half(y); } => give the variable a value",
                "void g() { fails(); } => catch the exception, or add `throws Exception`",
                "try { half(2); } catch (IOException e) { } => remove the `catch`",
                "long big = 3000000000; => an int ends at 2147483647: write an `L`",
                "int n = 2.5; => say that you want a whole number: `(int) value`",
                "float f = 2.5; => use the type double, or write an `f`",
                "int n = 3L; => if the value fits, say so: `(int) value`",
                "int n = \"3\"; => turn the text into a number: `Integer.parseInt(text)`",
                "double n = \"3\"; => turn the text into a number: `Double.parseDouble(text)`",
                "String t = 3; => turn the value into text",
                "Object o = 1; Integer i = o; => if the object is one, say so: `(Integer) value`",
                "if (gradient = 3) { } => a condition compares: `==`",
                "if (\"a\" == 3) { } => make both sides of one type",
                "var v; => give it a value at once",
                "List<int> list; => write the class of the type: `Integer` for int",
                "gradient.length() => numbers have no methods",
                "int n = array.length(); => an array's length is a field: write `length`",
                "int n = numbers.length; => a collection's length is a method: write `size()`",
                "int n = \"a\".length; => a text's length is a method: write `length()`",
                "numbers[0] => only arrays have `[i]`; a list has `get(i)`",
                "new Node().secret => what is private belongs to its class",
                "new Shape() => create a class that extends or implements it",
                "class Square implements Shape { } => write the missing method in the class",
                "int s = switch (gradient) { case 1 -> 2; }; => add a last case",
                "this.gradient => `this` exists only inside a class",
                "1 / 0 => whole numbers cannot be divided by 0",
                "numbers.get(7) => indices are counted from 0: the last is 2",
                "array[3] = 1; => indices are counted from 0: the last is 2",
                "new ArrayList<Integer>().get(0) => it is empty: no index fits",
                "\"abc\".charAt(5) => characters are counted from 0",
                "nothing.length() => what is null has no value yet",
                "int c = new HashMap<String, Integer>().get(\"x\"); => the map has no such key",
                "for (Integer n : numbers) { numbers.remove(n); } => do not add or remove while a loop runs",
                "Double.parseDouble(\"1,5\") => write decimals with a point",
                "new ArrayList<Integer>().iterator().next() => nothing is there",
                "List.of(1).add(2) => this collection cannot be changed",
                "int[] n = new int[-1]; => an array's length is 0 or more",
            })
    void saysWhatToDo(String source, String remedy) {
        assertThat(shell.error(source.replace('⏎', '\n')).remedy()).startsWith(remedy);
    }

    @Test
    void showsTheMethodsThatExist() {
        assertThat(shell.error("matrix.times(\"a\")").lines())
                .containsExactly(
                        "compile error: no method takes these arguments: times(String)",
                        "  cell 1, line 1",
                        "    matrix.times(\"a\")",
                        "          ^",
                        "  there is Elementwise.times(double): String cannot be converted to double",
                        "  there is Matrix.times(Matrix): String cannot be converted to Matrix");
        assertThat(shell.error("half(1, 2)").lines())
                .contains(
                        "compile error: the method does not take these arguments: half(int, int)",
                        "  there is half(int): another number of arguments");
    }

    @Test
    void saysWhereAFileWasLookedFor() {
        String place = Path.of("nowhere.csv").toAbsolutePath().toString();

        assertThat(shell.error("Files.readString(Path.of(\"nowhere.csv\"))").remedy())
                .contains(place);
        assertThat(shell.error("new FileReader(\"nowhere.csv\")").remedy()).contains(place);
    }

    @Test
    void leavesTheErrorsOfFiftyLayersAsTheyAre() {
        CellError error = shell.error("matrix.matmul(matrix)");

        assertThat(error.message()).isEqualTo("matmul: left is 1×2, right is 1×2; left columns must equal right rows");
        assertThat(error.remedy()).isNull();
    }

    @Test
    void tellsAnInitialiserThatFailedBeforeFromAMissingLibrary() {
        shell.run("class Table { static final int[] CELLS = new int[-1]; }");
        shell.error("Table.CELLS.length");

        assertThat(shell.error("Table.CELLS.length").remedy())
                .startsWith("an initialiser of this class has failed before");
    }

    @Test
    void tellsEveryCauseAndWhatWentWrongBesides() {
        CellError error = shell.error(
                """
                var outer = new IllegalStateException("outer", new IOException("inner", new RuntimeException("root")));
                outer.addSuppressed(new IOException("closing"));
                throw outer;
                """);

        assertThat(error.details())
                .contains(
                        "besides, java.io.IOException: closing",
                        "caused by java.io.IOException: inner",
                        "caused by java.lang.RuntimeException: root");
    }
}
