package org.fiftylayers.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatrixTest {
    private final Matrix a = Matrix.of(new double[][] {{1, 2, 3}, {4, 5, 6}});

    @Test
    void multipliesMatrices() {
        assertThat(a.matmul(Matrix.column(1, 0, -1))).isEqualTo(Matrix.column(-2, -2));
        assertThat(a.matmul(Matrix.identity(3))).isEqualTo(a);
        assertThat(a.transpose().transpose()).isEqualTo(a);
    }

    @Test
    void computesEntryByEntry() {
        assertThat(a.plus(a)).isEqualTo(a.times(2));
        assertThat(a.minus(a)).isEqualTo(Matrix.zeros(2, 3));
        assertThat(a.times(a)).isEqualTo(a.map(x -> x * x));
        assertThat(a.rowAt(1)).isEqualTo(Matrix.row(4, 5, 6));
        assertThat(a.min()).isEqualTo(1);
        assertThat(a.max()).isEqualTo(6);
        assertThat(a.mean()).isEqualTo(3.5);
    }

    @Test
    void measuresNormsWhoseSquaresUnderflowOrOverflow() {
        assertThat(Matrix.row(3, 4).norm()).isEqualTo(5);
        assertThat(Matrix.row(3e-200, 4e-200).norm()).isCloseTo(5e-200, within(1e-215));
        assertThat(Matrix.row(3e200, 4e200).norm()).isCloseTo(5e200, within(1e185));
        assertThat(Matrix.row(Double.MIN_VALUE, 0).norm()).isEqualTo(Double.MIN_VALUE);
        assertThat(Matrix.zeros(2, 2).norm()).isZero();
        assertThat(Matrix.row(1, Double.NaN).norm()).isNaN();
        assertThat(Matrix.row(1, Double.NEGATIVE_INFINITY).norm()).isInfinite();
    }

    @ParameterizedTest
    @CsvSource({"1,1,1", "2,3,4", "5,8,7", "16,16,16", "33,17,9", "3,70,65"})
    void multipliesInOrderOfTheInnerIndex(int m, int k, int n) {
        Generator generator = new Generator(m);
        Matrix left = Matrix.gaussian(m, k, 1, generator);
        Matrix right = Matrix.gaussian(k, n, 1, generator);
        Matrix start = Matrix.gaussian(m, n, 1, generator);
        Matrix expected = start.copy();
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                for (int p = 0; p < k; p++) {
                    expected.set(i, j, Math.fma(left.get(i, p), right.get(p, j), expected.get(i, j)));
                }
            }
        }
        Kernels kernels = new PlainKernels();
        Matrix plain = start.copy();
        kernels.multiply(left.view(), right.view(), plain.view());
        Matrix rightTransposed = start.copy();
        kernels.multiply(left.view(), right.transpose().view().transposed(), rightTransposed.view());
        Matrix leftTransposed = start.copy();
        kernels.multiply(left.transpose().view().transposed(), right.view(), leftTransposed.view());
        assertThat(plain).isEqualTo(expected);
        assertThat(rightTransposed).isEqualTo(expected);
        assertThat(leftTransposed).isEqualTo(expected);
    }

    @Test
    void sumsByATreeThatDependsOnTheLengthAlone() {
        Kernels kernels = new PlainKernels();
        Matrix x = Matrix.gaussian(1, 1003, 1, new Generator(1));
        double[] shifted = new double[1010];
        System.arraycopy(x.data(), 0, shifted, 5, 1003);
        double[] lanes = new double[8];
        for (int i = 0; i < 1003; i++) {
            lanes[i % 8] += x.data()[i];
        }
        double tree = ((lanes[0] + lanes[4]) + (lanes[2] + lanes[6])) + ((lanes[1] + lanes[5]) + (lanes[3] + lanes[7]));
        assertThat(x.sum()).isEqualTo(tree);
        assertThat(kernels.sum(1003, shifted, 5)).isEqualTo(tree);
        assertThat(kernels.dot(1003, x.data(), 0, Matrix.filled(1, 1003, 1).data(), 0))
                .isEqualTo(tree);
    }

    @Test
    void showsItselfAligned() {
        assertThat(Matrix.of(new double[][] {{1, -0.25}, {7.888609052210118e-31, 123456.789}}))
                .hasToString("Matrix 2×2\n           1   -0.25\n  7.8886e-31  123460");
        assertThat(Matrix.zeros(9, 1).toString()).endsWith("0\n  …");
    }

    @Test
    void refusesBadInputsNamingOperationArgumentValueAndRule() {
        refuses(() -> a.matmul(a), "matmul: left is 2×3, right is 2×3; left columns must equal right rows");
        refuses(() -> a.plus(Matrix.zeros(1, 3)), "plus: left is 2×3, right is 1×3; the shapes must be equal");
        refuses(() -> a.get(2, 0), "matrix: entry (2, 0) of a 2×3 matrix; rows run from 0 to 1");
        refuses(() -> Matrix.zeros(0, 3), "matrix: 0×3; a matrix has at least one row and one column");
        refuses(() -> Matrix.of(), "matrix: 0×0");
        refuses(() -> Matrix.of(new double[] {1}, new double[] {1, 2}), "of: row 1 has 2 numbers, row 0 has 1");
        refuses(() -> Matrix.wrap(2, 2, new double[3]), "wrap: 2×2 with 3 numbers");
        refuses(() -> new Generator(1).below(0), "below: n is 0; it must be at least 1");
        refuses(() -> new Generator(1).uniform(1, Double.NaN), "uniform: low is 1.0, high is NaN");
    }

    private static void refuses(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(RuntimeException.class).hasMessageContaining(message);
    }
}
