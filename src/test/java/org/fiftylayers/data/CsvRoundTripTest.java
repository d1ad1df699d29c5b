package org.fiftylayers.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.fiftylayers.matrix.Generator;
import org.fiftylayers.matrix.Matrix;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.Table;
import tech.tablesaw.io.csv.CsvReadOptions;

/** What is written as comma-separated values, read back by our reader and by Tablesaw's own. */
class CsvRoundTripTest {
    private final Path file;
    private final Path folder;

    CsvRoundTripTest(@TempDir Path folder) {
        this.folder = folder;
        this.file = folder.resolve("data.csv");
    }

    static Stream<Dataset> datasets() {
        return Stream.of(
                Synthetic.prototypes(30, new Generator(1)),
                Synthetic.spirals(97, 0, new Generator(1)),
                Synthetic.spirals(20, 0.1, new Generator(1)),
                Synthetic.xor());
    }

    @ParameterizedTest
    @MethodSource("datasets")
    void aDatasetIsReadBackToTheLastBit(Dataset data) throws IOException {
        CsvData.write(data, file);

        assertThat(CsvData.dataset(file, "label", ColumnType.INTEGER)).isEqualTo(data);
        assertThat(CsvData.dataset(file, "label", ColumnType.STRING)).isEqualTo(data);
    }

    @ParameterizedTest
    @MethodSource("datasets")
    void tablesawsOwnReaderFindsTheSame(Dataset data) throws IOException {
        CsvData.write(data, file);
        Table table = Table.read()
                .csv(CsvReadOptions.builder(file.toFile())
                        .columnTypes(name -> name.equals("label") ? ColumnType.INTEGER : ColumnType.DOUBLE));

        assertThat(table.columnNames()).hasSize(data.inputs().columns() + 1).startsWith("x0", "x1");
        for (int j = 0; j < data.inputs().columns(); j++) {
            int column = j;
            assertThat(table.doubleColumn("x" + j).asDoubleArray())
                    .isEqualTo(Stream.iterate(0, i -> i + 1)
                            .limit(data.size())
                            .mapToDouble(i -> data.inputs().get(i, column))
                            .toArray());
        }
        assertThat(table.intColumn("label").asIntArray()).isEqualTo(data.labels());
    }

    @Test
    void numbersAreAsLongAsTheyMustBe() throws IOException {
        double[] numbers = {
            0,
            -0.0,
            1,
            -3,
            0.1,
            0.1 + 0.2,
            1.0 / 3,
            2e-3,
            1e15,
            1e22,
            Double.parseDouble("1e23"),
            1e300,
            Double.MIN_VALUE,
            Double.MIN_NORMAL,
            -Double.MAX_VALUE,
            Math.nextDown(1),
            0x1p53 + 2,
            Math.nextUp(1e17)
        };
        CsvData.write(new Dataset(Matrix.column(numbers), new int[numbers.length], List.of("a, \"b\" ")), file);

        assertThat(Files.readAllLines(file))
                .startsWith("x0,label", "0,\"a, \"\"b\"\" \"", "-0,\"a, \"\"b\"\" \"", "1,\"a, \"\"b\"\" \"")
                .contains("0.1,\"a, \"\"b\"\" \"", "0.30000000000000004,\"a, \"\"b\"\" \"");
        Dataset read = CsvData.dataset(file, "label", ColumnType.STRING);
        assertThat(read.inputs()).isEqualTo(Matrix.column(numbers));
        assertThat(read.classes()).containsExactly("a, \"b\" ");
    }

    @Test
    void anyBitsOfAFiniteNumberComeBack() throws IOException {
        Generator generator = new Generator(5);
        double[] numbers = Stream.generate(() -> Double.longBitsToDouble(generator.bits()))
                .filter(Double::isFinite)
                .limit(2_000)
                .mapToDouble(x -> x)
                .toArray();
        CsvData.write(new Dataset(Matrix.wrap(500, 4, numbers), new int[500], List.of("0")), file);

        assertThat(CsvData.dataset(file, "label", ColumnType.INTEGER).inputs().data())
                .isEqualTo(numbers);
    }

    @Test
    void sequencesThatAskForNumbersAreReadBackToTheLastBit() throws IOException {
        Sequences<Matrix> adding = Synthetic.adding(12, 7, new Generator(1));
        CsvSequences.write(adding, file);

        assertThat(CsvSequences.numbers(file)).isEqualTo(adding);
        assertThat(Files.readAllLines(file).get(0))
                .startsWith("t0_x0,t0_x1,t1_x0,")
                .endsWith("t11_x1,y0");
    }

    @Test
    void sequencesThatAskForALabelAreReadBackToTheLastBit() throws IOException {
        Sequences<int[]> latch = Synthetic.latch(15, 8, 0.3, new Generator(1));
        CsvSequences.write(latch, file);
        Sequences<int[]> read = CsvSequences.labels(file);

        assertThat(read.steps()).isEqualTo(latch.steps());
        assertThat(read.target()).isEqualTo(latch.target());
    }

    @Test
    void sequencesThatAskForALabelAtEachStepAreReadBackToTheLastBit() throws IOException {
        requireCopyingReadBack(7);
    }

    /** 11,220 columns, more than Tablesaw takes unless told to, and slow there, as the time grows with their square. */
    @Test
    @Tag("slow")
    void sequencesAreReadBackHoweverLong() throws IOException {
        requireCopyingReadBack(1_000);
    }

    private void requireCopyingReadBack(int delay) throws IOException {
        Sequences<List<int[]>> copying = Synthetic.copying(delay, 3, new Generator(1));
        CsvSequences.write(copying, file);
        Sequences<List<int[]>> read = CsvSequences.labelsOfSteps(file);

        assertThat(read.steps()).isEqualTo(copying.steps());
        assertThat(read.target().toArray()).isEqualTo(copying.target().toArray());
    }

    @Test
    void tablesawsOwnReaderFindsTheStepsOfASequence() throws IOException {
        Sequences<Matrix> adding = Synthetic.adding(6, 4, new Generator(3));
        CsvSequences.write(adding, file);
        Table table = Table.read().csv(CsvReadOptions.builder(file.toFile()).columnTypes(name -> ColumnType.DOUBLE));

        for (int i = 0; i < 4; i++) {
            for (int t = 0; t < 6; t++) {
                assertThat(table.doubleColumn("t" + t + "_x0").get(i))
                        .isEqualTo(adding.steps().get(t).get(i, 0));
                assertThat(table.doubleColumn("t" + t + "_x1").get(i))
                        .isEqualTo(adding.steps().get(t).get(i, 1));
            }
            assertThat(table.doubleColumn("y0").get(i))
                    .isEqualTo(adding.target().get(i, 0));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            t0_x0,t0_x1,t1_x0,y0             | column 3 is t1_x0; it must be y0
            t0_x0,t1_x0,t3_x0,y0             | column 3 is t3_x0; it must be t2_x0
            t0_x0,t1_x0,label                | column 3 is label; it must be y0
            x0,y0                            | column 1 is x0; it must be t0_x0
            y0,t0_x0                         | column 1 is y0; it must be t0_x0
            t0_x0                            | column 2 is missing; it must be y0
            """)
    void columnsThatAreNoSequencesAreRefused(String names, String message) throws IOException {
        Files.writeString(file, names + "\n" + names.replaceAll("[a-z0-9_]+", "1") + "\n");

        assertThatThrownBy(() -> CsvSequences.numbers(file))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(file + ": " + message);
    }

    @Test
    void targetsOfAnotherKindAreRefused() throws IOException {
        CsvSequences.write(Synthetic.latch(3, 2, 0, new Generator(1)), file);
        refuses(() -> CsvSequences.numbers(file), "column 4 is label; it must be y0");
        refuses(() -> CsvSequences.labelsOfSteps(file), "column 4 is label; it must be t0_label");
        Files.writeString(file, "t0_x0,t1_x0,t0_label\n1,2,3\n");
        refuses(
                () -> CsvSequences.labelsOfSteps(file),
                "there are 2 time steps and labels for 1; there must be a label");
        Files.writeString(file, "t0_x0,label\n1,0.5\n");
        refuses(() -> CsvSequences.labels(file), "row 1, column label: the cell is \"0.5\"; the column is declared as");
        Files.writeString(file, "t0_x0,label\n");
        refuses(() -> CsvSequences.labels(file), "there are no rows");
    }

    @Test
    void aFileIsReplacedAsAWholeOrNotAtAll() throws IOException {
        CsvData.write(Synthetic.xor(), file);
        String before = Files.readString(file);
        Dataset broken = new Dataset(Matrix.column(1, Double.NaN), new int[2], List.of("a"));

        assertThatThrownBy(() -> CsvData.write(broken, file)).hasMessageStartingWith("csv: row 2, column x0 is NaN");
        assertThat(file).hasContent(before);
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    private static void refuses(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(DataException.class).hasMessageContaining(message);
    }
}
