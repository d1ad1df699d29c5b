package org.fiftylayers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.fiftylayers.autodiff.Tape;
import org.fiftylayers.autodiff.Variable;
import org.fiftylayers.check.GradientCheck;
import org.fiftylayers.data.Synthetic;
import org.fiftylayers.matrix.Generator;
import org.fiftylayers.matrix.Interruption;
import org.fiftylayers.matrix.Kernels;
import org.fiftylayers.matrix.Matrix;
import org.fiftylayers.matrix.PlainKernels;
import org.fiftylayers.matrix.accelerated.VectorSource;
import org.fiftylayers.nn.Initialiser;
import org.fiftylayers.probe.Jacobian;
import org.fiftylayers.probe.SingularValues;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What takes long ends at its next look at the interruption, which every kind of loop has: a new kind is a new row. */
class InterruptionTest {
    private static final Matrix SQUARE = Matrix.gaussian(160, 160, 1, new Generator(1));

    @AfterEach
    void goOn() {
        boolean unused = Thread.interrupted();
    }

    record Computation(String name, ThrowingCallable code) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Computation> computations() {
        return Stream.of(
                new Computation("product", () -> SQUARE.matmul(SQUARE)),
                new Computation("normal numbers", () -> Matrix.gaussian(2, 2, 1, new Generator(1))),
                new Computation("uniform numbers", () -> Matrix.uniform(2, 2, 0, 1, new Generator(1))),
                new Computation("forward", () -> new Tape().constant(SQUARE).square()),
                new Computation("orthogonal", () -> Initialiser.orthogonal().draw(4, 4, new Generator(1))),
                new Computation("singular values", () -> SingularValues.of(SQUARE)),
                new Computation("jacobian", () -> Jacobian.of(Variable::square, Matrix.row(1, 2))),
                new Computation(
                        "gradient check", () -> GradientCheck.matrices(1, x -> x[0].square(), Matrix.row(1, 2))),
                new Computation("digits", () -> Synthetic.digits(1, new Generator(1))),
                new Computation("textures", () -> Synthetic.textures(1, new Generator(1))));
    }

    @ParameterizedTest
    @MethodSource("computations")
    void endsEveryLongComputation(Computation computation) throws Throwable {
        computation.code.call();

        interruptedForAWhile();

        assertThatThrownBy(computation.code).isInstanceOf(CancellationException.class);
    }

    @Test
    void endsAWalkBackwards() {
        Variable sum = new Tape().variable(SQUARE).square().sum();

        interruptedForAWhile();

        assertThatThrownBy(sum::backward)
                .isInstanceOf(CancellationException.class)
                .hasMessage("backward: interrupted");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void endsAProductOnVectorRegistersOnAllItsThreads(int threads) {
        Kernels kernels = VectorSource.kernels(threads);
        Assumptions.assumeTrue(kernels != null);
        Matrix expected = SQUARE.matmul(SQUARE);

        interruptedForAWhile();

        assertThatThrownBy(() -> multiply(kernels)).hasMessage("multiply: interrupted");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(multiply(kernels)).isEqualTo(expected);
    }

    @Test
    void letsShortWorkComeToItsEnd() {
        Thread.currentThread().interrupt();

        assertThat(multiply(new PlainKernels())).isEqualTo(multiply(new PlainKernels()));
        assertThat(Thread.interrupted()).isTrue();
    }

    private static Matrix multiply(Kernels kernels) {
        Matrix product = Matrix.zeros(160, 160);
        kernels.multiply(SQUARE.view(), SQUARE.view(), product);
        return product;
    }

    /** As if a computation had looked once, and now again. */
    private static void interruptedForAWhile() {
        Thread.currentThread().interrupt();
        Interruption.check("test");
        long start = System.nanoTime();
        while (System.nanoTime() - start < 250_000_000) {
            Thread.onSpinWait(); // sleeping would end at once, and with it the interruption
        }
    }
}
