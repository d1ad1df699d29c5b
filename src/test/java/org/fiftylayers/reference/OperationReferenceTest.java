package org.fiftylayers.reference;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.fiftylayers.autodiff.Variable;
import org.fiftylayers.matrix.Curve;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every operation beside PyTorch's: value, tangent, gradients, and the Hessian in one direction. */
class OperationReferenceTest {
    private static final References REFERENCES = References.of("operations.json");
    private static final Map<String, Function<Variable[], Variable>> TABLE = new LinkedHashMap<>();

    private static void row(String name, Function<Variable[], Variable> operation) {
        TABLE.put(name, operation);
    }

    private static void activation(String name, Curve curve) {
        row(name, x -> x[0].apply(curve));
        row(name + " from -800 to 800", x -> x[0].apply(curve));
    }

    static {
        row("plus constant", x -> x[0].plus(3));
        row("minus constant", x -> x[0].minus(3));
        row("times constant", x -> x[0].times(3));
        row("divided by constant", x -> x[0].dividedBy(3));
        row("negated", x -> x[0].negated());
        row("square", x -> x[0].square());
        row("cube", x -> x[0].power(3));
        row("inverse root", x -> x[0].power(-0.5));
        row("reciprocal", x -> x[0].reciprocal());
        row("sqrt", x -> x[0].sqrt());
        row("exp", x -> x[0].exp());
        row("log", x -> x[0].log());
        row("abs", x -> x[0].abs());
        row("sin", x -> x[0].sin());

        activation("sigmoid", Curve.SIGMOID);
        activation("tanh", Curve.TANH);
        activation("relu", Curve.RELU);
        activation("leaky relu", Curve.leakyRelu(0.1));
        activation("hard sigmoid", Curve.HARD_SIGMOID);
        activation("elu", Curve.ELU);
        activation("selu", Curve.SELU);
        activation("softplus", Curve.SOFTPLUS);
        activation("gelu", Curve.GELU);
        activation("silu", Curve.SILU);
        activation("clamp", Curve.clamp(-1, 2));

        for (String shapes : new String[] {"plus", "plus row", "plus column", "plus number", "row plus column"}) {
            row(shapes, x -> x[0].plus(x[1]));
        }
        for (String shapes : new String[] {"minus", "row minus"}) {
            row(shapes, x -> x[0].minus(x[1]));
        }
        for (String shapes : new String[] {"times", "times row", "column times", "row times column", "times number"}) {
            row(shapes, x -> x[0].times(x[1]));
        }
        for (String shapes : new String[] {"divided by", "divided by column", "row divided by"}) {
            row(shapes, x -> x[0].dividedBy(x[1]));
        }
        for (String shapes : new String[] {"matmul", "row matmul column", "column matmul row"}) {
            row(shapes, x -> x[0].matmul(x[1]));
        }
        row("transpose", x -> x[0].transpose().matmul(x[1]));
        row("sum", x -> x[0].times(x[1]).sum().square());
        row("mean", x -> x[0].times(x[1]).mean().exp());
        row(
                "shared operand",
                x -> x[0].matmul(x[0].transpose()).times(x[1]).plus(x[0].sum().times(x[1])));
    }

    @TestFactory
    List<DynamicTest> operationAgreesWithPyTorch() {
        return TABLE.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(
                        entry.getKey(),
                        () -> Evaluation.checkOperation(REFERENCES.row(entry.getKey()), entry.getValue())))
                .toList();
    }

    @Test
    void everyReferenceIsCompared() {
        REFERENCES.requireRows(TABLE.keySet());
    }
}
