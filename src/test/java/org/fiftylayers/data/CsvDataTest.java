package org.fiftylayers.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.fiftylayers.matrix.Matrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class CsvDataTest {
    private static final Map<String, ColumnType> COLUMNS = Map.of(
            "width", ColumnType.DOUBLE,
            "count", ColumnType.INTEGER,
            "day", ColumnType.LOCAL_DATE,
            "kind", ColumnType.STRING);

    private final Path directory;

    CsvDataTest(@TempDir Path directory) {
        this.directory = directory;
    }

    private Path file(String text) throws IOException {
        return Files.writeString(directory.resolve("flowers.csv"), text);
    }

    @Test
    void readsColumnsOfTheirDeclaredTypes() throws IOException {
        Table table = CsvData.read(
                file("\uFEFFwidth,count,day,kind\n1.5,7,2026-01-31,\"lily, white\"\r\n-2e-3,-8,2026-02-01,NA\n"),
                COLUMNS);

        assertThat(table.doubleColumn("width").asDoubleArray()).containsExactly(1.5, -2e-3);
        assertThat(table.intColumn("count").asIntArray()).containsExactly(7, -8);
        assertThat(table.dateColumn("day").get(0)).hasToString("2026-01-31");
        assertThat(table.stringColumn("kind").asList()).containsExactly("lily, white", "NA");
        assertThat(table.name()).isEqualTo("flowers.csv");
    }

    @Test
    void leavesAColumnOut() throws IOException {
        Path file = file("a,b\n1,x\n");

        assertThat(CsvData.read(file, Map.of("a", ColumnType.DOUBLE, "b", ColumnType.SKIP))
                        .columnNames())
                .containsExactly("a");
    }

    @Test
    void makesADatasetWithClassesInOrder() throws IOException {
        Table table = CsvData.read(
                file("x,kind,y\n1,rose,2\n3,lily,4\n5,rose,6\n"),
                Map.of("x", ColumnType.DOUBLE, "y", ColumnType.INTEGER, "kind", ColumnType.STRING));
        Dataset data = CsvData.dataset(table, "kind");

        assertThat(data.inputs()).isEqualTo(Matrix.of(new double[][] {{1, 2}, {3, 4}, {5, 6}}));
        assertThat(data.labels()).containsExactly(1, 0, 1);
        assertThat(data.classes()).containsExactly("lily", "rose");
        assertThat(CsvData.dataset(table.retainColumns("x", "y"), "y").classes())
                .containsExactly("2", "4", "6");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            textBlock =
                    """
            x,7,2026-01-31,a       | column width: the cell is "x"; the column is declared as DOUBLE
            "1,5",7,2026-01-31,a   | column width: the cell is "1,5"
            5%,7,2026-01-31,a      | column width: the cell is "5%"
            NaN,7,2026-01-31,a     | column width: the cell is "NaN"
            1e999,7,2026-01-31,a   | column width: the cell is "1e999"
            ,7,2026-01-31,a        | column width: the cell is ""
            1,7.5,2026-01-31,a     | column count: the cell is "7.5"; the column is declared as INTEGER
            1,7000000000,2026-01-31,a | column count: the cell is "7000000000"
            1,NA,2026-01-31,a      | column count: the cell is "NA"
            1,7,31st of May,a      | column day: the cell is "31st of May"; the column is declared as LOCAL_DATE
            1,7,2026-01-31,        | column kind: the cell is ""; the column is declared as STRING
            """)
    void namesTheRowAndColumnOfABadCell(String line, String message) throws IOException {
        Path file = file("width,count,day,kind\n1,2,2026-01-31,a\n" + line + "\n");

        refuses(file, file + ": row 2, " + message);
    }

    @Test
    void refusesRowsOfAnotherLength() throws IOException {
        refuses(file("width,count,day,kind\n1,2,2026-01-31,a\n1,2\n"), "flowers.csv: ");
        refuses(file("width,count,day,kind\n1,2,2026-01-31,a,extra\n"), "flowers.csv: ");
    }

    @Test
    void refusesOtherColumns() throws IOException {
        refuses(
                file("width,count,day,sort\n1,2,2026-01-31,a\n"),
                "the columns are [width, count, day, sort], declared are [count, day, kind, width]");
        refuses(file("width,count,day\n1,2,2026-01-31\n"), "the columns are [width, count, day]");
        refuses(file("width,width,day,kind\n1,2,2026-01-31,a\n"), "flowers.csv: ");
        refuses(file(""), "flowers.csv: ");
    }

    @Test
    void refusesTextThatIsNotUtf8() throws IOException {
        Path file = Files.write(directory.resolve("old.csv"), "width\né".getBytes(StandardCharsets.ISO_8859_1));

        refuses(file, "old.csv: the text is not UTF-8");
    }

    @Test
    void refusesToMakeADatasetOfWhatIsNoNumber() {
        Table table = Table.create(DoubleColumn.create("x", 1, Double.NaN), StringColumn.create("word", "a", "b"));
        assertThatThrownBy(() -> CsvData.dataset(table, "x"))
                .hasMessageContaining("dataset: column word is of type STRING; all but the column of labels must be");
        assertThatThrownBy(() -> CsvData.dataset(table, "word"))
                .hasMessageContaining("dataset: row 2 of column x is missing");
        assertThatThrownBy(() -> CsvData.dataset(
                        table.retainColumns("x")
                                .addColumns(table.column("x").copy().setName("y")),
                        "y"))
                .hasMessageContaining("dataset: row 2 of column x is missing");
        assertThatThrownBy(() -> CsvData.dataset(table, "kind")).hasMessageContaining("the column kind");
    }

    private static void refuses(Path file, String message) {
        assertThatThrownBy(() -> CsvData.read(file, COLUMNS))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(message);
    }
}
