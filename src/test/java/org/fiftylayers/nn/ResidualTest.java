package org.fiftylayers.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.fiftylayers.autodiff.Parameter;
import org.fiftylayers.autodiff.Tape;
import org.fiftylayers.autodiff.Variable;
import org.fiftylayers.matrix.Curve;
import org.fiftylayers.matrix.Generator;
import org.fiftylayers.matrix.Matrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResidualTest {
    private final Generator generator = new Generator(1);
    private final Tape tape = new Tape();

    private Linear linear(String name, int in, int out) {
        return new Linear(name, in, out, Initialiser.he(), generator);
    }

    @Test
    void addsTheBodyToTheShortcut() {
        Linear body = linear("body", 3, 2);
        Linear shortcut = linear("shortcut", 3, 2);
        Residual block = Residual.projected(body, shortcut).then(Activation.RELU);
        Variable x = tape.constant(Matrix.gaussian(4, 3, 1, generator));
        Matrix expected =
                body.forward(x).value().plus(shortcut.forward(x).value()).relu();
        assertThat(block.forward(x).value().minus(expected).norm()).isLessThan(1e-14);
        assertThat(block.parameters())
                .extracting(Parameter::name)
                .containsExactly("body.weight", "body.bias", "shortcut.weight", "shortcut.bias");
        assertThat(block.state().keySet())
                .containsExactly("body.weight", "body.bias", "shortcut.weight", "shortcut.bias");
    }

    /** A tape with tangents takes the steps one by one. */
    @Test
    void hasTheBitsOfItsStepsInOnePass() {
        Linear body = linear("body", 7, 7);
        Residual scaled = Residual.scaled(0.3, body);
        Residual identity = Residual.identity(body);
        Matrix at = Matrix.gaussian(5, 7, 1, generator);
        for (Residual block : List.of(
                identity,
                scaled,
                identity.then(Activation.RELU),
                scaled.then(Activation.RELU),
                Residual.identity(body).then(Activation.TANH))) {
            List<Matrix> once = outputAndGradients(tape, block, at);
            assertThat(outputAndGradients(Tape.withTangents(), block, at)).isEqualTo(once);
        }
    }

    private static List<Matrix> outputAndGradients(Tape tape, Residual block, Matrix at) {
        block.parameters().forEach(Parameter::zeroGradient);
        Variable x = tape.variable(at);
        Variable y = block.forward(block.forward(x));
        y.square().sum().backward();
        List<Matrix> found =
                new ArrayList<>(List.of(y.value().copy(), x.gradient().copy()));
        block.parameters().forEach(parameter -> found.add(parameter.gradient().copy()));
        return found;
    }

    /** Row 38: with F = 0 the Jacobian is the identity, however deep. */
    @Test
    void withoutABodyTheGradientArrivesAsItIs() {
        Variable x = tape.variable(Matrix.row(1, -2, 3));
        Variable y = x;
        for (int i = 0; i < 50; i++) {
            y = Residual.identity(new Linear("layer", 3, 3, Initialiser.constant(0), generator))
                    .forward(y);
        }
        Matrix g = Matrix.row(0.3, -7, 11);
        y.times(tape.constant(g)).sum().backward();
        assertThat(x.gradient()).isEqualTo(g);
    }

    /** Row 38: a shortcut can explode, by 1.1 per block as long as tanh is steep; the number is mpmath's. */
    @Test
    void fiftyShortcutsCanExplode() {
        Variable x = tape.variable(Matrix.row(0.1));
        Variable y = x;
        Curve tenth = Curve.times(0.1);
        Layer block = Residual.identity(Sequential.of(new Activation(tenth), Activation.TANH));
        for (int i = 0; i < 50; i++) {
            y = block.forward(y);
        }
        y.backward();
        assertThat(x.gradient().number()).isCloseTo(78.90660544119112, within(78e-9));
    }

    /** Row 37: with He weights the squared size doubles per block, both ways; scaled by 1/√depth it stays below e. */
    @ParameterizedTest
    @CsvSource({"10, 1, 1024", "50, 0.141421356237, 2.691588"})
    void blocksMultiplyTheSquaredSizeByOnePlusAlphaSquared(int depth, double alpha, double expected) {
        double ahead = 0;
        double back = 0;
        int repetitions = 4;
        for (int repetition = 0; repetition < repetitions; repetition++) {
            List<Layer> blocks = new ArrayList<>();
            for (int i = 0; i < depth; i++) {
                blocks.add(Residual.scaled(alpha, Sequential.of(Activation.RELU, linear("layer" + i, 200, 200))));
            }
            Matrix input = Matrix.gaussian(4, 200, 1, generator);
            Matrix g = Matrix.gaussian(4, 200, 1, generator);
            tape.reset();
            Variable x = tape.variable(input);
            Variable y = Sequential.of(blocks).forward(x);
            y.times(tape.constant(g)).sum().backward();
            ahead += y.value().square().mean() / input.square().mean() / repetitions;
            back += x.gradient().square().mean() / g.square().mean() / repetitions;
        }
        // without the factor, rare large sizes make the mean of few draws vary by up to 2 to the 0.6
        double low = alpha == 1 ? Math.pow(2, -0.6) : 0.9;
        double high = alpha == 1 ? Math.pow(2, 0.6) : 1.1;
        assertThat(ahead / expected).isBetween(low, high);
        assertThat(back / expected).isBetween(low, high);
    }

    @Test
    void refusesABodyOfAnotherShapeEvenWhereItWouldBroadcast() {
        Variable x = tape.constant(Matrix.zeros(4, 3));
        assertThatThrownBy(() -> Residual.identity(linear("body", 3, 1)).forward(x))
                .hasMessage("residual: the body gives 4×1, the shortcut 4×3; the shapes must be equal"
                        + " (project with another shortcut)");
    }

    @Test
    void passesTheModeOn() {
        Residual block = Residual.identity(new Dropout(0.5, generator));
        block.setTraining(false);
        assertThat(block.forward(tape.constant(Matrix.row(1, 2))).value()).isEqualTo(Matrix.row(2, 4));
    }
}
