package org.fiftylayers.matrix;

import java.math.BigDecimal;
import java.math.MathContext;

/** A matrix as text: its shape, then rows with aligned columns of five significant digits. */
final class MatrixText {
    private static final int SHOWN = 8;
    private static final MathContext FIVE_DIGITS = new MathContext(5);

    private MatrixText() {}

    static String of(Matrix matrix) {
        int rows = Math.min(matrix.rows(), SHOWN);
        int columns = Math.min(matrix.columns(), SHOWN);
        String[][] cells = new String[rows][columns];
        int[] widths = new int[columns];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                cells[i][j] = number(matrix.get(i, j));
                widths[j] = Math.max(widths[j], cells[i][j].length());
            }
        }
        StringBuilder text = new StringBuilder("Matrix ").append(matrix.shape());
        for (String[] row : cells) {
            text.append('\n');
            for (int j = 0; j < columns; j++) {
                text.append(" ".repeat(widths[j] - row[j].length() + 2)).append(row[j]);
            }
            text.append(columns < matrix.columns() ? "  …" : "");
        }
        return text.append(rows < matrix.rows() ? "\n  …" : "").toString();
    }

    private static String number(double x) {
        if (Double.isNaN(x) || Double.isInfinite(x) || x == 0) {
            return x == 0 ? "0" : Double.toString(x);
        }
        BigDecimal digits = new BigDecimal(x).round(FIVE_DIGITS).stripTrailingZeros();
        double size = Math.abs(x);
        if (size >= 1e-4 && size < 1e7) {
            return digits.toPlainString();
        }
        int exponent = digits.precision() - digits.scale() - 1;
        return digits.movePointLeft(exponent).stripTrailingZeros().toPlainString() + "e" + exponent;
    }
}
