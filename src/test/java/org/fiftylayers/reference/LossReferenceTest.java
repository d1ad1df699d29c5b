package org.fiftylayers.reference;

import java.util.List;
import java.util.function.Function;
import org.fiftylayers.autodiff.Variable;
import org.fiftylayers.matrix.Matrix;
import org.fiftylayers.nn.Losses;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every loss beside PyTorch's: value, tangent, gradients, and the Hessian in one direction. */
class LossReferenceTest {
    static final Table TABLE = new Table("losses.json");
    private static final Matrix TARGET =
            Matrix.of(new double[][] {{0, 1, 0.25, 0.5}, {1, 1, 0, 0}, {0.125, 0, 1, 0.75}});
    private static final int[] LABELS = {2, 0, 3};

    private static void row(String name, Function<Variable[], Variable> loss) {
        TABLE.row(name, Evaluation.operation(loss));
    }

    static {
        row("squared error", x -> Losses.squaredError(x[0].matmul(x[1]), Matrix.filled(3, 4, 0.5)));
        row("cross-entropy", x -> Losses.crossEntropy(x[0].matmul(x[1]), LABELS));
        row("cross-entropy of logits from -800 to 800", x -> Losses.crossEntropy(x[0], LABELS));
        row("binary cross-entropy", x -> Losses.binaryCrossEntropy(x[0].matmul(x[1]), TARGET));
        row("binary cross-entropy of logits from -800 to 800", x -> Losses.binaryCrossEntropy(x[0], TARGET));
        row("huber", x -> Losses.huber(x[0].matmul(x[1]), TARGET, 0.7));
    }

    @TestFactory
    List<DynamicTest> lossAgreesWithPyTorch() {
        return TABLE.tests();
    }

    @Test
    void everyReferenceIsCompared() {
        TABLE.requireAllRows();
    }
}
