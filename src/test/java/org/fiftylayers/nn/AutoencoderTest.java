package org.fiftylayers.nn;

import static org.assertj.core.api.Assertions.assertThat;

import org.fiftylayers.autodiff.Tape;
import org.fiftylayers.autodiff.Variable;
import org.fiftylayers.matrix.Generator;
import org.fiftylayers.matrix.Matrix;
import org.fiftylayers.optim.Sgd;
import org.junit.jupiter.api.Test;

/** The encoder problem of Ackley, Hinton and Sejnowski, 1985: eight patterns through a layer of three. */
class AutoencoderTest {
    @Test
    void findsACodeOfThreeNumbersForEightPatterns() {
        Generator generator = new Generator(1);
        Sequential encoder =
                Sequential.of(new Linear("encoder", 8, 3, Initialiser.xavier(), generator), Activation.TANH);
        Sequential decoder = Sequential.of(new Linear("decoder", 3, 8, Initialiser.xavier(), generator));
        Sequential autoencoder = Sequential.of(encoder, decoder);
        Matrix patterns = Matrix.identity(8);
        Sgd optimiser = new Sgd(autoencoder.parameters(), 2);
        Tape tape = new Tape();
        for (int step = 0; step < 2000; step++) {
            tape.reset();
            optimiser.zeroGradients();
            Variable logits = autoencoder.forward(tape.constant(patterns));
            Losses.binaryCrossEntropy(logits, patterns).backward();
            optimiser.step();
        }
        tape.reset();
        Matrix code = encoder.forward(tape.constant(patterns)).value();
        Matrix restored = decoder.forward(tape.constant(code)).sigmoid().value();
        assertThat(code.shape()).isEqualTo("8×3");
        assertThat(restored.minus(patterns).abs().max()).isLessThan(0.2);
    }
}
