package org.fiftylayers.bench;

import java.util.List;
import org.fiftylayers.autodiff.Tape;
import org.fiftylayers.autodiff.Variable;
import org.fiftylayers.matrix.Kernels;
import org.fiftylayers.matrix.PlainKernels;
import org.fiftylayers.matrix.Precision;
import org.fiftylayers.nn.Losses;
import org.fiftylayers.optim.Sgd;

/** What is timed: gradients set to zero, forward, cross-entropy, backward, and a step of SGD with learning rate 0.001. */
public final class TrainingStep {
    private final Workload workload;
    private final Tape tape;
    private final Sgd optimiser;

    public TrainingStep(Workload workload, Kernels kernels) {
        this.workload = workload;
        this.tape = new Tape(kernels, false, Precision.FLOAT64).forgettingGradients();
        this.optimiser = new Sgd(workload.parameters(), 1e-3);
    }

    /** {@code fastest} or {@code plain}. */
    static Kernels kernels(String name) {
        return switch (name) {
            case "fastest" -> Kernels.fastest();
            case "plain" -> new PlainKernels();
            default -> throw new IllegalArgumentException("kernels are " + name + "; they must be fastest or plain");
        };
    }

    /** All but the last part: gives the loss and leaves the gradients in the parameters. */
    public double gradients() {
        tape.reset();
        optimiser.zeroGradients();
        List<Variable> inputs = workload.inputs().stream().map(tape::constant).toList();
        Variable loss = Losses.crossEntropy(workload.network().logits(inputs), workload.labels());
        loss.backward();
        return loss.value().number();
    }

    /** One step; gives the loss before it. */
    public double run() {
        double loss = gradients();
        optimiser.step();
        return loss;
    }
}
