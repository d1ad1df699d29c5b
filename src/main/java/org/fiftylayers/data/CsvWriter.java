package org.fiftylayers.data;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.fiftylayers.matrix.Matrix;

/** Writes what {@link CsvData} reads back the same: each number with as many digits as tell it from its neighbours. */
final class CsvWriter {
    private CsvWriter() {}

    /**
     * Writes a line of names, then one for each row of the matrices, which stand side by side.
     *
     * @param words what ends each row; empty for nothing
     */
    static void write(Path file, List<String> columns, List<Matrix> numbers, List<String> words) throws IOException {
        int rows = numbers.get(0).rows();
        WholeFile.write(file, out -> {
            Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
            text.write(String.join(",", columns));
            text.write('\n');
            for (int i = 0; i < rows; i++) {
                int column = 0;
                for (Matrix matrix : numbers) {
                    for (int j = 0; j < matrix.columns(); j++) {
                        text.write(column == 0 ? "" : ",");
                        text.write(number(matrix.get(i, j), i, columns.get(column++)));
                    }
                }
                text.write(words.isEmpty() ? "\n" : "," + quoted(words.get(i)) + "\n");
            }
            text.flush();
        });
    }

    /** The decimal of 15 to 17 digits, without zeros at its end, that reads as this number: the same on every Java. */
    private static String number(double x, int row, String column) {
        if (!Double.isFinite(x)) {
            throw new IllegalArgumentException("csv: row " + (row + 1) + ", column " + column + " is " + x
                    + "; what can be read back are finite numbers");
        }
        if (x == Math.rint(x) && Math.abs(x) < 1e15) {
            return 1 / x == Double.NEGATIVE_INFINITY ? "-0" : Long.toString((long) x);
        }
        BigDecimal exact = new BigDecimal(x);
        BigDecimal rounded = exact;
        for (int digits = 15; digits <= 17; digits++) {
            rounded = exact.round(new MathContext(digits));
            if (rounded.doubleValue() == x) {
                break;
            }
        }
        return rounded.stripTrailingZeros().toString();
    }

    private static String quoted(String word) {
        return word.matches("[\\w.-]+") ? word : '"' + word.replace("\"", "\"\"") + '"';
    }
}
