package org.fiftylayers.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.fiftylayers.autodiff.Parameter;
import org.fiftylayers.autodiff.Tape;
import org.fiftylayers.autodiff.Variable;
import org.fiftylayers.matrix.Curve;
import org.fiftylayers.matrix.Generator;
import org.fiftylayers.matrix.Matrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RecurrentTest {
    private static final int FEATURES = 3;
    private static final int HIDDEN = 4;

    private final Generator generator = new Generator(1);
    private final Tape tape = new Tape();

    static Stream<Recurrent> layers() {
        Generator generator = new Generator(2);
        Initialiser input = Initialiser.lecun();
        Initialiser recurrent = Initialiser.orthogonal();
        return Stream.of(
                new Rnn("rnn", FEATURES, HIDDEN, input, recurrent, Curve.TANH, generator),
                new Lstm("lstm", FEATURES, HIDDEN, input, recurrent, generator).withForgetBias(1),
                new Gru("gru", FEATURES, HIDDEN, input, recurrent, generator));
    }

    private List<Variable> steps(int time, int batch) {
        return Stream.generate(() -> tape.constant(Matrix.gaussian(batch, FEATURES, 1, generator)))
                .limit(time)
                .toList();
    }

    private void move(Matrix matrix) {
        for (int i = 0; i < matrix.size(); i++) {
            matrix.data()[i] += generator.uniform(-0.3, 0.3);
        }
    }

    @ParameterizedTest
    @MethodSource("layers")
    void aSequenceInTwoPartsGivesTheSameStates(Recurrent layer) {
        List<Variable> steps = steps(6, 2);
        Unrolled whole = layer.forward(steps);
        Unrolled first = layer.forward(steps.subList(0, 4));
        Unrolled second = layer.forward(steps.subList(4, 6), first.state());
        assertThat(second.last().value()).isEqualTo(whole.last().value());
        assertThat(whole.hidden()).hasSize(6);
        assertThat(whole.hidden().get(5).value()).isEqualTo(whole.last().value());
        assertThat(whole.state()).hasSize(layer.states());
    }

    @ParameterizedTest
    @MethodSource("layers")
    void aDetachedStateCutsTheGradientAndOutlivesTheTape(Recurrent layer) {
        Variable x = tape.variable(Matrix.gaussian(2, FEATURES, 1, generator));
        List<Matrix> state = layer.forward(List.of(x)).detached();
        Unrolled second = layer.resume(steps(2, 2), state);
        second.last().sum().backward();
        assertThat(x.gradient().norm()).isZero();
        Matrix last = second.last().value().copy();
        layer.parameters().forEach(Parameter::zeroGradient);

        Unrolled joined = layer.forward(List.of(x));
        layer.forward(steps(2, 2), joined.state()).last().sum().backward();
        assertThat(x.gradient().norm()).isPositive();

        tape.reset();
        assertThat(state).allSatisfy(matrix -> assertThat(matrix.norm()).isPositive());
        assertThat(last.norm()).isPositive();
    }

    /** One row at a time, from the formulas in PyTorch's documentation. */
    @Test
    void lstmFollowsItsFormulas() {
        Lstm layer = new Lstm("lstm", FEATURES, HIDDEN, Initialiser.lecun(), Initialiser.lecun(), generator)
                .withForgetBias(0.7);
        Matrix w = layer.parameters().get(0).value();
        Matrix u = layer.parameters().get(1).value();
        Matrix b = layer.parameters().get(2).value();
        List<Variable> steps = steps(5, 1);
        Matrix h = Matrix.zeros(1, HIDDEN);
        double[] c = new double[HIDDEN];
        for (Variable x : steps) {
            Matrix a = x.value().matmul(w).plus(h.matmul(u)).plus(b);
            h = h.copy();
            for (int j = 0; j < HIDDEN; j++) {
                c[j] = sigmoid(a.get(0, HIDDEN + j)) * c[j]
                        + sigmoid(a.get(0, j)) * Math.tanh(a.get(0, 2 * HIDDEN + j));
                h.set(0, j, sigmoid(a.get(0, 3 * HIDDEN + j)) * Math.tanh(c[j]));
            }
        }
        Unrolled unrolled = layer.forward(steps);
        assertThat(unrolled.last().value().minus(h).norm()).isLessThan(1e-14);
        assertThat(unrolled.state().get(1).value().minus(Matrix.row(c)).norm()).isLessThan(1e-14);
        assertThat(b.get(0, HIDDEN)).isEqualTo(0.7);
        assertThat(b.sum()).isCloseTo(0.7 * HIDDEN, within(1e-15));
    }

    @Test
    void gruFollowsItsFormulas() {
        Gru layer = new Gru("gru", FEATURES, HIDDEN, Initialiser.lecun(), Initialiser.lecun(), generator);
        layer.parameters().forEach(p -> move(p.value()));
        Matrix w = layer.parameters().get(0).value();
        Matrix u = layer.parameters().get(1).value();
        Matrix b = layer.parameters().get(2).value();
        Matrix d = layer.parameters().get(3).value();
        List<Variable> steps = steps(5, 1);
        Matrix h = Matrix.zeros(1, HIDDEN);
        for (Variable x : steps) {
            Matrix p = x.value().matmul(w).plus(b);
            Matrix q = h.matmul(u);
            Matrix next = h.copy();
            for (int j = 0; j < HIDDEN; j++) {
                double r = sigmoid(p.get(0, j) + q.get(0, j));
                double z = sigmoid(p.get(0, HIDDEN + j) + q.get(0, HIDDEN + j));
                double n = Math.tanh(p.get(0, 2 * HIDDEN + j) + r * (q.get(0, 2 * HIDDEN + j) + d.get(0, j)));
                next.set(0, j, (1 - z) * n + z * h.get(0, j));
            }
            h = next;
        }
        assertThat(layer.forward(steps).last().value().minus(h).norm()).isLessThan(1e-14);
    }

    @Test
    void anRnnOfOneNumberMultipliesItsWeight() {
        Rnn layer = new Rnn("rnn", 1, 1, Initialiser.constant(1), Initialiser.constant(0.9), Curve.IDENTITY, generator);
        Variable zero = tape.constant(Matrix.zeros(1, 1));
        Variable start = tape.variable(Matrix.filled(1, 1, 1));
        Unrolled unrolled = layer.forward(Collections.nCopies(100, zero), List.of(start));
        unrolled.last().backward();
        assertThat(unrolled.last().number()).isCloseTo(2.6561398887587544e-5, within(1e-17));
        assertThat(start.gradient().number()).isCloseTo(2.6561398887587544e-5, within(1e-17));
    }

    /**
     * Row 45: without a weight from hidden to hidden, ∂c_T/∂c_0 is the product of the forget gates. Expected values are
     * σ(b)¹⁰⁰ and ln ½ / ln σ(b) by mpmath; a bias of ln 99 makes a gate of 0.99.
     */
    @ParameterizedTest
    @CsvSource({
        "0, 7.888609052210118e-31, 1",
        "1, 2.48437855572400772e-14, 2.21267779680087451",
        "2, 3.07316954368075738e-6, 5.46094731071831552",
        "5, 0.510923784856117582, 103.218348486777759",
        "4.59511985013459, 0.366032341273229505, 68.9675639365284933",
    })
    void theCellRemembersByItsForgetGate(double bias, double expected, double halfLife) {
        Lstm layer =
                new Lstm("lstm", 1, 1, Initialiser.lecun(), Initialiser.constant(0), generator).withForgetBias(bias);
        Variable zero = tape.constant(Matrix.zeros(1, 1));
        Variable cell = tape.variable(Matrix.filled(1, 1, 0.5));
        Unrolled unrolled = layer.forward(Collections.nCopies(100, zero), List.of(zero, cell));
        unrolled.state().get(1).backward();
        double kept = cell.gradient().number();
        assertThat(kept).isCloseTo(expected, within(1e-10 * expected));
        assertThat(100 * Math.log(0.5) / Math.log(kept)).isCloseTo(halfLife, within(1e-10 * halfLife));
    }

    /** Row 45: with a weight from hidden to hidden, c_0 acts through the gates as well. */
    @ParameterizedTest
    @CsvSource({"0, 0, 1e-14", "0.5, 0.01, 10"})
    void theProductOfForgetGatesIsAllOnlyWithoutRecurrentWeights(double recurrent, double least, double most) {
        Lstm layer = new Lstm("lstm", FEATURES, 1, Initialiser.lecun(), Initialiser.constant(recurrent), generator)
                .withForgetBias(1);
        List<Variable> steps = steps(20, 1);
        Variable zero = tape.constant(Matrix.zeros(1, 1));
        Variable cell = tape.variable(Matrix.filled(1, 1, 0.5));
        Unrolled unrolled = layer.forward(steps, List.of(zero, cell));
        unrolled.state().get(1).backward();
        double gradient = cell.gradient().number();

        double product = 1;
        double h = 0;
        for (int t = 0; t < steps.size(); t++) {
            Matrix seen = steps.get(t).value().matmul(layer.parameters().get(0).value());
            product *= sigmoid(seen.get(0, 1) + recurrent * h + 1);
            h = unrolled.hidden().get(t).number();
        }
        assertThat(Math.abs(gradient / product - 1)).isBetween(least, most);
        double difference = cellAfter(layer, steps, 0.5 + 1e-4) - cellAfter(layer, steps, 0.5 - 1e-4);
        assertThat(difference / 2e-4).isCloseTo(gradient, within(2e-7 * gradient));
    }

    private double cellAfter(Lstm layer, List<Variable> steps, double cell) {
        Matrix zero = Matrix.zeros(1, 1);
        return layer.resume(steps, List.of(zero, Matrix.filled(1, 1, cell)))
                .state()
                .get(1)
                .number();
    }

    @Test
    void aSequenceInOneRowIsReadFromLeftToRight() {
        Lstm layer = new Lstm("lstm", FEATURES, HIDDEN, Initialiser.lecun(), Initialiser.lecun(), generator);
        List<Variable> steps = steps(3, 2);
        Matrix rows = Matrix.zeros(2, 3 * FEATURES);
        for (int i = 0; i < rows.size(); i++) {
            int column = i % rows.columns();
            rows.data()[i] = steps.get(column / FEATURES).value().get(i / rows.columns(), column % FEATURES);
        }
        Layer whole = new LastHidden(layer, FEATURES);
        assertThat(whole.forward(tape.constant(rows)).value())
                .isEqualTo(layer.forward(steps).last().value());
        assertThat(whole.state().keySet()).containsExactly("lstm.input.weight", "lstm.recurrent.weight", "lstm.bias");
        assertThatThrownBy(() -> whole.forward(tape.constant(Matrix.zeros(2, 4))))
                .hasMessageContaining("lastHidden: input is 2×4; its columns must be");
    }

    @ParameterizedTest
    @MethodSource("layers")
    void refusesBadInputsNamingOperationArgumentValueAndRule(Recurrent layer) {
        Variable wide = tape.constant(Matrix.zeros(2, 5));
        assertThatThrownBy(() -> layer.forward(List.of())).hasMessageContaining("there are no time steps");
        assertThatThrownBy(() -> layer.resume(List.of(), List.of())).hasMessageContaining("there are no time steps");
        assertThatThrownBy(() -> layer.forward(List.of(steps(1, 2).get(0), wide)))
                .hasMessageContaining("time step 1 is 2×5, expected 2×3; steps are batch × features");
        assertThatThrownBy(() -> layer.forward(steps(1, 2), Collections.nCopies(layer.states(), wide)))
                .hasMessageContaining("a state is 2×5, expected 2×4");
        assertThatThrownBy(() -> layer.forward(steps(1, 2), Collections.nCopies(3, wide)))
                .hasMessageContaining("the state has 3 matrices, expected " + layer.states());
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }
}
