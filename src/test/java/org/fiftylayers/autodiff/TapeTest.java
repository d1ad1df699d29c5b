package org.fiftylayers.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.fiftylayers.matrix.Generator;
import org.fiftylayers.matrix.Matrix;
import org.junit.jupiter.api.Test;

class TapeTest {
    private final Tape tape = new Tape();

    @Test
    void walksBackOverAMillionOperations() {
        Variable x = tape.variable(Matrix.filled(1, 1, 1));
        Variable y = x;
        for (int i = 0; i < 1_000_000; i++) {
            y = y.times(1);
        }
        y.backward();
        assertThat(x.gradient()).isEqualTo(Matrix.filled(1, 1, 1));
    }

    @Test
    void addsUpGradientsOfLeavesFromOneBackwardToTheNext() {
        Parameter weight = new Parameter("w", Matrix.filled(1, 1, 3));
        Variable leaf = tape.use(weight);
        Variable square = leaf.times(leaf);
        Variable y = square.times(2);
        y.backward();
        y.backward();
        assertThat(weight.gradient().get(0, 0)).isEqualTo(24);
        assertThat(square.gradient().get(0, 0)).isEqualTo(2);
        weight.zeroGradient();
        y.backward();
        assertThat(leaf.gradient().get(0, 0)).isEqualTo(12);
    }

    @Test
    void usesItsMatricesAgainAfterAReset() {
        Matrix inputs = Matrix.gaussian(4, 3, 1, new Generator(1));
        Parameter weight = new Parameter("w", Matrix.gaussian(3, 3, 1, new Generator(2)));
        List<List<double[]>> steps = new ArrayList<>();
        for (int step = 0; step < 3; step++) {
            tape.reset();
            Variable x = tape.variable(inputs);
            Variable hidden = x.matmul(weight).times(x).sigmoid();
            Variable loss = hidden.plus(x).square().mean();
            loss.backward();
            steps.add(List.of(
                    hidden.value().data(),
                    hidden.gradient().data(),
                    x.gradient().data(),
                    loss.value().data(),
                    tape.pool.next(1, 1).value().data()));
        }
        for (int i = 0; i < steps.get(0).size(); i++) {
            assertThat(steps.get(2).get(i))
                    .isSameAs(steps.get(1).get(i))
                    .isSameAs(steps.get(0).get(i));
        }
    }

    @Test
    void adaptsWhenTheNextStepHasOtherShapes() {
        for (int rows : new int[] {4, 2, 4}) {
            tape.reset();
            Variable x = tape.variable(Matrix.filled(rows, 3, 1));
            x.times(2).sum().backward();
            assertThat(x.gradient()).isEqualTo(Matrix.filled(rows, 3, 2));
        }
    }

    @Test
    void sendsGradientsThroughTwoMatricesIfItForgetsThem() {
        Tape forgetful = new Tape().forgettingGradients();
        Set<double[]> sent = Collections.newSetFromMap(new IdentityHashMap<>());
        for (int step = 0; step < 3; step++) {
            forgetful.reset();
            Variable x = forgetful.variable(Matrix.filled(1, 1, 3));
            Variable y = x;
            for (int i = 0; i < 20; i++) {
                y = Operation.linear(y, TapeTest::addTwice, (from, to) -> {
                            sent.add(from.data());
                            addTwice(from, to);
                        })
                        .record(1, 1);
            }
            y.backward();
            assertThat(x.gradient()).isEqualTo(Matrix.filled(1, 1, 1 << 20));
        }
        assertThat(sent).hasSize(2);
    }

    private static void addTwice(Matrix from, Matrix to) {
        to.data()[0] += 2 * from.data()[0];
    }

    @Test
    void keepsTheGradientsThatItIsToldToKeep() {
        Variable x = tape.forgettingGradients().variable(Matrix.filled(1, 1, 3));
        Variable kept = x.times(2).keepGradient();
        Variable forgotten = kept.times(5);
        Variable y = forgotten.times(7);
        for (int walk = 1; walk <= 2; walk++) {
            y.backward();
            assertThat(x.gradient().number()).isEqualTo(walk * 70);
            assertThat(kept.gradient().number()).isEqualTo(35);
            refuses(forgotten::gradient, "gradient: that of Variable 1×1 was sent on and forgotten");
        }
    }

    @Test
    void keepsASharedParameterOneLeaf() {
        Parameter weight = new Parameter("w", Matrix.filled(1, 1, 3));
        assertThat(tape.use(weight)).isSameAs(tape.use(weight));
        tape.reset();
        tape.use(weight).times(tape.use(weight)).backward();
        assertThat(weight.gradient().get(0, 0)).isEqualTo(6);
    }

    @Test
    void computesNoGradientForConstants() {
        Variable x = tape.constant(Matrix.row(1, 2));
        Variable w = tape.variable(Matrix.row(3, 4));
        x.times(w).sum().backward();
        assertThat(w.gradient()).isEqualTo(Matrix.row(1, 2));
        assertThat(x.needsGradient()).isFalse();
        refuses(x::gradient, "is constant; make its leaves by variable()");
    }

    @Test
    void leavesOutWhatTheResultDoesNotDependOn() {
        Variable x = tape.variable(Matrix.row(0, 1));
        Variable infinite = x.log();
        x.sum().backward();
        assertThat(x.gradient()).isEqualTo(Matrix.row(1, 1));
        assertThat(infinite.gradient()).isEqualTo(Matrix.zeros(1, 2));
    }

    @Test
    void trainsThePenaltyOnTheNormOfAGradient() {
        // J = ½aw², so ∂J/∂w = aw, and the gradient of (∂J/∂w)² is 2·H·(aw) = 2a²w
        Parameter w = new Parameter("w", Matrix.filled(1, 1, 2));
        half(new Tape(), w).backward();
        Matrix slope = w.gradient().copy();
        w.setTangent(slope);
        half(Tape.withTangents(), w).backward();
        assertThat(2 * w.gradientTangent().get(0, 0)).isCloseTo(36, within(1e-12));
    }

    private static Variable half(Tape tape, Parameter w) {
        return tape.use(w).square().times(0.5 * 3);
    }

    @Test
    void givesTheSameGradientWithAndWithoutTangents() {
        Parameter weight = new Parameter("w", Matrix.gaussian(3, 3, 1, new Generator(2)));
        Matrix inputs = Matrix.gaussian(4, 3, 1, new Generator(1));
        tape.constant(inputs).matmul(weight).tanh().mean().backward();
        Matrix first = weight.gradient().copy();
        weight.zeroGradient();
        weight.setTangent(inputs.transpose().matmul(inputs));
        Tape.withTangents().constant(inputs).matmul(weight).tanh().mean().backward();
        assertThat(weight.gradient()).isEqualTo(first);
    }

    @Test
    void refusesBadInputsNamingOperationArgumentValueAndRule() {
        Variable x = tape.variable(Matrix.zeros(2, 3));
        refuses(() -> x.matmul(x), "matmul: left is 2×3, right is 2×3; left columns must equal right rows");
        refuses(() -> x.plus(tape.constant(Matrix.zeros(3, 3))), "plus: left is 2×3, right is 3×3");
        refuses(() -> x.times(tape.constant(Matrix.zeros(2, 2))), "times: left is 2×3, right is 2×2");
        refuses(x::backward, "backward: the variable is 2×3; only a 1×1 matrix");
        refuses(x::number, "number: the matrix is 2×3");
        refuses(x::tangent, "make it with Tape.withTangents()");
        refuses(() -> x.plus(new Tape().constant(Matrix.zeros(2, 3))), "belongs to another tape");
        Parameter w = new Parameter("layer1.weight", Matrix.zeros(2, 2));
        refuses(
                () -> w.setTangent(Matrix.zeros(1, 2)),
                "setTangent: direction of layer1.weight is 1×2, expected 2×2; the shapes must be equal");
        refuses(
                () -> Tape.withTangents().variable(Matrix.zeros(1, 2), Matrix.zeros(2, 1)),
                "variable: tangent is 2×1, expected 1×2");
        Variable leaf = tape.use(w);
        tape.reset();
        refuses(x::sum, "is from before its tape's reset");
        refuses(x::value, "is from before its tape's reset");
        refuses(leaf::sum, "is from before its tape's reset");
    }

    private static void refuses(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(RuntimeException.class).hasMessageContaining(message);
    }

    @Test
    void forgetsTheDirectionsOfTheStepBefore() {
        Parameter w = new Parameter("w", Matrix.row(0.5));
        Parameter v = new Parameter("v", Matrix.row(0.7));
        Tape tape = Tape.withTangents();
        w.setTangent(Matrix.row(1));
        tape.use(w).sigmoid().plus(tape.use(v).square()).backward();
        tape.reset();
        w.zeroGradient();
        w.setTangent(null);
        v.setTangent(Matrix.row(1));
        tape.use(w).sigmoid().plus(tape.use(v).square()).backward();
        assertThat(w.gradientTangent()).isEqualTo(Matrix.row(0));
    }
}
