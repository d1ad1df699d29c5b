package org.fiftylayers.nn;

import java.util.List;
import org.fiftylayers.autodiff.Parameter;
import org.fiftylayers.autodiff.Variable;
import org.fiftylayers.matrix.Curve;
import org.fiftylayers.matrix.Matrix;

/**
 * x where positive, a·x elsewhere, with a slope a that is learnt for each feature, ¼ at first (He and others, 2015). Weight
 * decay should leave it alone, as it would pull towards ReLU.
 */
public final class PRelu implements Layer {
    private static final Curve NEGATIVE_PART =
            new Curve("min(0,·)", x -> x > 0 ? 0 : x, (x, y) -> x > 0 ? 0 : 1, (x, y) -> 0);

    private final Parameter slope;

    /**
     * @param name the prefix of the parameter's name, {@code name.slope}
     * @param features the columns of a batch, or 1 for one slope for all
     */
    public PRelu(String name, int features) {
        if (features < 1) {
            throw new IllegalArgumentException(
                    "pRelu " + name + ": features are " + features + "; there must be at least 1");
        }
        slope = new Parameter(name + ".slope", Matrix.filled(1, features, 0.25));
    }

    @Override
    public Variable forward(Variable x) {
        int features = slope.value().columns();
        if (features != 1 && x.columns() != features) {
            throw new IllegalArgumentException(
                    "pRelu: input is " + x.value().shape() + "; it must have " + features + " columns, as " + slope);
        }
        return x.relu().plus(x.apply(NEGATIVE_PART).times(x.tape().use(slope)));
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(slope);
    }

    @Override
    public String toString() {
        return "PRelu";
    }
}
