package org.fiftylayers.probe;

import java.util.ArrayList;
import java.util.List;
import org.fiftylayers.autodiff.Tape;
import org.fiftylayers.data.Batches;
import org.fiftylayers.data.Dataset;
import org.fiftylayers.data.Synthetic;
import org.fiftylayers.matrix.Curve;
import org.fiftylayers.matrix.Generator;
import org.fiftylayers.matrix.ImageShape;
import org.fiftylayers.nn.Activation;
import org.fiftylayers.nn.BatchNorm;
import org.fiftylayers.nn.Initialiser;
import org.fiftylayers.nn.LastHidden;
import org.fiftylayers.nn.Layer;
import org.fiftylayers.nn.Linear;
import org.fiftylayers.nn.Losses;
import org.fiftylayers.nn.ResNet;
import org.fiftylayers.nn.Residual;
import org.fiftylayers.nn.Rnn;
import org.fiftylayers.nn.Sequential;
import org.fiftylayers.optim.Sgd;

/** Networks for the doctor: trained on ten prototypes in ℝ⁶⁴, with a probe inside. */
final class Patient {
    static final int WIDTH = 64;

    private Patient() {}

    /** So many layers with weights, the last one to ten classes, with an activation after each other one. */
    static Sequential network(int depth, Initialiser initialiser, Layer activation) {
        Generator generator = new Generator(depth);
        List<Layer> layers = new ArrayList<>();
        for (int k = 1; k < depth; k++) {
            layers.add(new Linear("layer" + k, 64, WIDTH, initialiser, generator));
            layers.add(activation);
        }
        layers.add(new Linear("layer" + depth, WIDTH, 10, initialiser, generator));
        return Sequential.of(layers);
    }

    /** The same with batch normalisation before each activation. */
    static Sequential normalised(int depth, Layer activation) {
        Generator generator = new Generator(depth);
        List<Layer> layers = new ArrayList<>();
        for (int k = 1; k < depth; k++) {
            layers.add(new Linear("layer" + k, 64, WIDTH, Initialiser.xavier(), generator));
            layers.add(BatchNorm.dense("norm" + k, WIDTH));
            layers.add(activation);
        }
        layers.add(new Linear("layer" + depth, WIDTH, 10, Initialiser.xavier(), generator));
        return Sequential.of(layers);
    }

    /** Blocks x + α W relu(x), with α² = 1/depth. */
    static Sequential residual(int depth) {
        Generator generator = new Generator(depth);
        List<Layer> layers = new ArrayList<>();
        for (int k = 1; k < depth; k++) {
            Layer linear = new Linear("layer" + k, 64, WIDTH, Initialiser.he(), generator);
            layers.add(Residual.scaled(1 / Math.sqrt(depth), Sequential.of(Activation.RELU, linear)));
        }
        layers.add(new Linear("layer" + depth, WIDTH, 10, Initialiser.lecun(), generator));
        return Sequential.of(layers);
    }

    /** Eight layers with weights, for the prototypes as images of 8 × 8. */
    static Sequential resNet() {
        return ResNet.cifar(1, new ImageShape(1, 8, 8), 10, new Generator(1));
    }

    /** Reads the prototypes in four parts of 16, and classifies by the last hidden state. */
    static Sequential recurrent(Initialiser input) {
        Generator generator = new Generator(1);
        Rnn rnn = new Rnn("rnn", 16, WIDTH, input, Initialiser.orthogonal(), Curve.TANH, generator);
        return Sequential.of(new LastHidden(rnn, 16), new Linear("last", WIDTH, 10, Initialiser.xavier(), generator));
    }

    /** Trains for so many steps by gradient descent. */
    static Probe trained(Sequential model, double rate, int steps) {
        Generator generator = new Generator(1);
        Dataset data = Synthetic.prototypes(64 * steps, generator);
        Probe probe = new Probe(model);
        Sgd optimiser = new Sgd(model.parameters(), rate);
        Tape tape = new Tape();
        for (Dataset batch : new Batches(data, 64, generator)) {
            tape.reset();
            optimiser.zeroGradients();
            Losses.crossEntropy(probe.forward(tape.constant(batch.inputs())), batch.labels())
                    .backward();
            optimiser.step();
            probe.record();
        }
        return probe;
    }
}
