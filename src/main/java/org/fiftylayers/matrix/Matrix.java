package org.fiftylayers.matrix;

import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleSupplier;
import java.util.function.DoubleUnaryOperator;

/**
 * A dense matrix of doubles, row after row in one array. Methods that compute return a new matrix and leave their
 * operands alone; {@link #set} and {@link #data} change this one.
 */
public final class Matrix implements Elementwise<Matrix> {
    /** The length of the longest array that every Java machine makes. */
    private static final int MOST = Integer.MAX_VALUE - 8;

    private final int rows;
    private final int columns;
    private final double[] data;
    /** Whether the matrix counts as 0 whatever the array holds. */
    private boolean blank;

    private Matrix(int rows, int columns, double[] data) {
        this.rows = rows;
        this.columns = columns;
        this.data = data;
    }

    /** A matrix of zeros, with at least one row and one column. */
    public static Matrix zeros(int rows, int columns) {
        if (rows < 1 || columns < 1) {
            throw new IllegalArgumentException(
                    "matrix: " + rows + "×" + columns + "; a matrix has at least one row and one column");
        }
        if ((long) rows * columns > MOST) {
            throw new IllegalArgumentException(
                    "matrix: " + rows + "×" + columns + "; a matrix has at most " + MOST + " numbers");
        }
        return new Matrix(rows, columns, new double[rows * columns]);
    }

    /** A matrix with the same value everywhere. */
    public static Matrix filled(int rows, int columns, double value) {
        Matrix result = zeros(rows, columns);
        Arrays.fill(result.data(), value);
        return result;
    }

    /** The given rows, all of one length, copied. */
    public static Matrix of(double[]... rows) {
        Matrix result = zeros(rows.length, rows.length == 0 ? 0 : rows[0].length);
        for (int i = 0; i < rows.length; i++) {
            if (rows[i].length != result.columns) {
                throw new IllegalArgumentException("of: row " + i + " has " + rows[i].length + " numbers, row 0 has "
                        + result.columns + "; all rows must have the same length");
            }
            System.arraycopy(rows[i], 0, result.data(), i * result.columns, result.columns);
        }
        return result;
    }

    /** A matrix of one row. */
    public static Matrix row(double... values) {
        return of(values);
    }

    /** A matrix of one column. */
    public static Matrix column(double... values) {
        Matrix result = zeros(values.length, 1);
        System.arraycopy(values, 0, result.data(), 0, values.length);
        return result;
    }

    /** The given array as a matrix, without a copy: a change in one is a change in the other. */
    public static Matrix wrap(int rows, int columns, double[] data) {
        if (rows < 1 || columns < 1 || (long) rows * columns != data.length) {
            throw new IllegalArgumentException("wrap: " + rows + "×" + columns + " with " + data.length
                    + " numbers; rows times columns must be the length of the array, and at least 1");
        }
        return new Matrix(rows, columns, data);
    }

    /** The n × n matrix with 1 on the diagonal and 0 elsewhere. */
    public static Matrix identity(int n) {
        Matrix result = zeros(n, n);
        for (int i = 0; i < n; i++) {
            result.data()[i * n + i] = 1;
        }
        return result;
    }

    /** Independent normal entries of mean 0 and the given standard deviation. */
    public static Matrix gaussian(int rows, int columns, double deviation, Generator generator) {
        if (!(deviation >= 0 && deviation < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "gaussian: deviation is " + deviation + "; it must be a finite number, at least 0");
        }
        return drawn("gaussian", rows, columns, () -> deviation * generator.gaussian());
    }

    /** Independent entries, uniform in [low, high). */
    public static Matrix uniform(int rows, int columns, double low, double high, Generator generator) {
        return drawn("uniform", rows, columns, () -> generator.uniform(low, high));
    }

    private static Matrix drawn(String operation, int rows, int columns, DoubleSupplier next) {
        Matrix result = zeros(rows, columns);
        double[] data = result.data();
        for (int start = 0; start < data.length; start += columns) {
            Interruption.check(operation);
            for (int i = start; i < start + columns; i++) {
                data[i] = next.getAsDouble();
            }
        }
        return result;
    }

    public int rows() {
        return rows;
    }

    public int columns() {
        return columns;
    }

    /** Sets every entry. */
    public void fill(double value) {
        Arrays.fill(overwrite(), value);
    }

    /** Rows times columns. */
    public int size() {
        return data.length;
    }

    /** The entry at a row and a column, counted from 0. */
    public double get(int row, int column) {
        return data()[index(row, column)];
    }

    /** The number in a 1×1 matrix. */
    public double number() {
        if (size() != 1) {
            throw new IllegalStateException("number: the matrix is " + shape() + "; only 1×1 is a number");
        }
        return data()[0];
    }

    /** Sets the entry at a row and a column, counted from 0. */
    public void set(int row, int column, double value) {
        data()[index(row, column)] = value;
    }

    /** The numbers themselves, row after row; writing here changes the matrix. */
    public double[] data() {
        if (blank) {
            blank = false;
            Arrays.fill(data, 0);
        }
        return data;
    }

    /**
     * Sets every entry to 0, as late as possible: when they are looked at, or never, if what comes next is written over
     * them. An array that was taken from {@link #data} before shows the old numbers until then.
     */
    public void clear() {
        blank = true;
    }

    /** The numbers themselves with arbitrary content, for someone who sets every one of them. */
    public double[] overwrite() {
        blank = false;
        return data;
    }

    /** Whether this counts as 0 since {@link #clear}, and nobody has looked. */
    public boolean isBlank() {
        return blank;
    }

    /** This matrix as a view of its array. */
    public View view() {
        return new View(data(), 0, rows, columns, columns, 1);
    }

    /** The same numbers in an array of their own. */
    public Matrix copy() {
        return new Matrix(rows, columns, data().clone());
    }

    /** One row as a new matrix of one row. */
    public Matrix rowAt(int row) {
        int start = index(row, 0);
        return new Matrix(1, columns, Arrays.copyOfRange(data(), start, start + columns));
    }

    /** The sum entry by entry, of matrices of the same shape. */
    public Matrix plus(Matrix other) {
        return combine("plus", other, (a, b) -> a + b);
    }

    /** The difference entry by entry, of matrices of the same shape. */
    public Matrix minus(Matrix other) {
        return combine("minus", other, (a, b) -> a - b);
    }

    /** The product entry by entry; see {@link #matmul} for the product of matrices. */
    public Matrix times(Matrix other) {
        return combine("times", other, (a, b) -> a * b);
    }

    /** The matrix product A B, each entry summed over the inner index in order. */
    public Matrix matmul(Matrix right) {
        if (columns != right.rows) {
            throw new IllegalArgumentException("matmul: left is " + shape() + ", right is " + right.shape()
                    + "; left columns must equal right rows");
        }
        Matrix result = zeros(rows, right.columns);
        new PlainKernels().multiply(view(), right.view(), result.view());
        return result;
    }

    /** Rows and columns exchanged. */
    public Matrix transpose() {
        Matrix result = zeros(columns, rows);
        addTransposeTo(result);
        return result;
    }

    /** target += this transposed. */
    public void addTransposeTo(Matrix target) {
        if (target.rows != columns || target.columns != rows) {
            throw new IllegalArgumentException("addTransposeTo: target is " + target.shape() + ", this is " + shape()
                    + "; rows and columns must be exchanged");
        }
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                target.data()[j * rows + i] += data()[i * columns + j];
            }
        }
    }

    /** The function of each entry. */
    public Matrix map(DoubleUnaryOperator function) {
        Matrix result = new Matrix(rows, columns, new double[size()]);
        for (int i = 0; i < size(); i++) {
            result.data()[i] = function.applyAsDouble(data()[i]);
        }
        return result;
    }

    /** The value of the curve at each entry. */
    @Override
    public Matrix apply(Curve f) {
        return map(f.value());
    }

    /** The sum of all entries, in an order that is the same on every machine. */
    public double sum() {
        return new PlainKernels().sum(size(), data(), 0);
    }

    /** The sum of all entries divided by their number. */
    public double mean() {
        return sum() / size();
    }

    /** The Frobenius norm √Σx², also where the squares would underflow or overflow. */
    public double norm() {
        Kernels kernels = new PlainKernels();
        double squares = kernels.dot(size(), data(), 0, data(), 0);
        if (squares > 1e-280 && squares < 1e300) {
            return Math.sqrt(squares);
        }
        double largest = Math.max(-min(), max());
        if (largest == 0 || !(largest < Double.POSITIVE_INFINITY)) {
            return largest;
        }
        // a power of two changes no digit; two steps, since its inverse may overflow
        int exponent = Math.getExponent(largest);
        double[] scaled = map(x -> Math.scalb(x, -exponent)).data();
        return Math.scalb(Math.sqrt(kernels.dot(scaled.length, scaled, 0, scaled, 0)), exponent);
    }

    /** The smallest entry; NaN if any is NaN. */
    public double min() {
        return Arrays.stream(data()).reduce(Double.POSITIVE_INFINITY, Math::min);
    }

    /** The largest entry; NaN if any is NaN. */
    public double max() {
        return Arrays.stream(data()).reduce(Double.NEGATIVE_INFINITY, Math::max);
    }

    /** Rows × columns, as error messages write it. */
    public String shape() {
        return rows + "×" + columns;
    }

    /** Refuses another matrix of another shape, naming what it was for. */
    public void requireShapeOf(String what, Matrix other) {
        if (rows != other.rows || columns != other.columns) {
            throw new IllegalArgumentException(
                    what + " is " + other.shape() + ", expected " + shape() + "; the shapes must be equal");
        }
    }

    /** Same shape, same bits (so 0 differs from −0, and NaN equals NaN). */
    @Override
    public boolean equals(Object other) {
        return other instanceof Matrix m && rows == m.rows && columns == m.columns && Arrays.equals(data(), m.data());
    }

    @Override
    public int hashCode() {
        return 31 * (31 * rows + columns) + Arrays.hashCode(data());
    }

    /** The shape, then aligned rows; of large matrices the corner. */
    @Override
    public String toString() {
        return MatrixText.of(this);
    }

    private int index(int row, int column) {
        if (row < 0 || row >= rows || column < 0 || column >= columns) {
            throw new IndexOutOfBoundsException("matrix: entry (" + row + ", " + column + ") of a " + shape()
                    + " matrix; rows run from 0 to " + (rows - 1) + ", columns from 0 to " + (columns - 1));
        }
        return row * columns + column;
    }

    private Matrix combine(String operation, Matrix other, DoubleBinaryOperator function) {
        if (rows != other.rows || columns != other.columns) {
            throw new IllegalArgumentException(
                    operation + ": left is " + shape() + ", right is " + other.shape() + "; the shapes must be equal");
        }
        Matrix result = new Matrix(rows, columns, new double[size()]);
        for (int i = 0; i < size(); i++) {
            result.data()[i] = function.applyAsDouble(data()[i], other.data()[i]);
        }
        return result;
    }
}
