package org.fiftylayers.reference;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.fiftylayers.autodiff.Parameter;
import org.fiftylayers.matrix.Curve;
import org.fiftylayers.nn.Sequential;
import org.fiftylayers.optim.AdaGrad;
import org.fiftylayers.optim.Adam;
import org.fiftylayers.optim.AdamW;
import org.fiftylayers.optim.AmsGrad;
import org.fiftylayers.optim.Clipping;
import org.fiftylayers.optim.Decay;
import org.fiftylayers.optim.Momentum;
import org.fiftylayers.optim.Nesterov;
import org.fiftylayers.optim.Optimiser;
import org.fiftylayers.optim.RmsProp;
import org.fiftylayers.optim.Schedule;
import org.fiftylayers.optim.Sgd;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Ten steps of each optimiser, with decay, clipping and schedules, beside PyTorch's from the same initial weights. */
class OptimiserReferenceTest {
    static final Table TABLE = new Table("optimisers.json");

    private static void network(String name, Function<Sequential, Training> training) {
        TABLE.row(name, (row, tape, precision) -> training.apply(NetworkReferenceTest.mlp(Curve.TANH))
                .results(row, tape, precision));
    }

    private static void row(String name, Function<List<Parameter>, Optimiser> optimiser) {
        network(
                name,
                model -> new Training(
                        model.state(), optimiser.apply(model.parameters()), NetworkReferenceTest.crossEntropy(model)));
    }

    private static void clipped(String name, Consumer<List<Parameter>> clipping) {
        network(name, model -> {
            Sgd optimiser = new Sgd(model.parameters(), 0.5);
            return new Training(
                    model.state(),
                    optimiser,
                    NetworkReferenceTest.crossEntropy(model),
                    step -> clipping.accept(optimiser.parameters()));
        });
    }

    private static void schedule(String name, Schedule schedule) {
        network(name, model -> {
            Sgd optimiser = new Sgd(model.parameters(), 0);
            return new Training(
                    model.state(),
                    optimiser,
                    NetworkReferenceTest.crossEntropy(model),
                    step -> optimiser.setLearningRate(schedule.rate(step)));
        });
    }

    static {
        row("sgd", p -> new Sgd(p, 0.2));
        row("momentum", p -> new Momentum(p, 0.1, 0.9));
        row("nesterov", p -> new Nesterov(p, 0.1, 0.9));
        row("adagrad", p -> new AdaGrad(p, 0.1));
        row("rmsprop", p -> new RmsProp(p, 0.01));
        row("rmsprop with 0.9", p -> new RmsProp(p, 0.01, 0.9, 1e-6));
        row("adam", p -> new Adam(p, 0.02));
        row("adam with other coefficients", p -> new Adam(p, 0.02, 0.8, 0.95, 1e-6));
        row("amsgrad", p -> new AmsGrad(p, 0.1, 0.8, 0.6, 1e-8));
        row("adamw", p -> new AdamW(p, 0.02));
        row("adamw everywhere", p -> new Adam(p, 0.02).with(Decay.decoupled(0.1).everywhere()));
        row("sgd with l2", p -> new Sgd(p, 0.2).with(Decay.l2(0.1)));
        row("sgd with l2 everywhere", p -> new Sgd(p, 0.2).with(Decay.l2(0.1).everywhere()));
        row("momentum with l2", p -> new Momentum(p, 0.1, 0.9).with(Decay.l2(0.1)));
        row("nesterov with l2", p -> new Nesterov(p, 0.1, 0.9).with(Decay.l2(0.1)));
        row("adagrad with l2", p -> new AdaGrad(p, 0.1).with(Decay.l2(0.1)));
        row("rmsprop with l2", p -> new RmsProp(p, 0.01).with(Decay.l2(0.1)));
        row("adam with l2", p -> new Adam(p, 0.02).with(Decay.l2(0.1)));
        row("amsgrad with decoupled decay", p -> new AmsGrad(p, 0.1, 0.8, 0.6, 1e-8).with(Decay.decoupled(0.1)));
        clipped("clipped by value", p -> Clipping.byValue(p, 0.05));
        clipped("clipped by norm", p -> Clipping.byNorm(p, 0.1));
        clipped("clipped by global norm", p -> Clipping.byGlobalNorm(p, 0.2));
        schedule("step schedule", Schedule.step(0.4, 3, 0.5));
        schedule("cosine schedule", Schedule.cosine(0.4, 12));
        schedule("warm-up, then cosine", Schedule.warmUp(0.4, 4).until(4, Schedule.cosine(0.4, 8)));
    }

    @TestFactory
    List<DynamicTest> optimiserMovesWeightsAsInPyTorch() {
        return TABLE.tests();
    }

    @Test
    void everyReferenceIsCompared() {
        TABLE.requireAllRows();
    }
}
