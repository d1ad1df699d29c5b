package org.fiftylayers.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.fiftylayers.data.Batches;
import org.fiftylayers.data.Synthetic;
import org.fiftylayers.display.Display;
import org.fiftylayers.display.Frontend;
import org.fiftylayers.display.MimeBundle;
import org.fiftylayers.matrix.Generator;
import org.fiftylayers.nn.Initialiser;
import org.fiftylayers.nn.Linear;
import org.fiftylayers.nn.Losses;
import org.fiftylayers.optim.Sgd;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private static final String WATCHED = "fiftylayers.watched";

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    private final Notebook notebook = new Notebook();
    private long nanos;

    @AfterEach
    void nobodyWatches() {
        System.clearProperty(WATCHED);
    }

    private Progress onTerminal(long firstStep, long steps, int stepsPerEpoch) {
        return new Progress(
                new ProgressLine.OnTerminal(out), 500_000_000, () -> nanos, firstStep, steps, stepsPerEpoch);
    }

    @Test
    void showsWhereItStandsTheLossAndTheTimeLeft() {
        // 100 steps were done before; 50 of the 900 left take 10 s
        Progress progress = onTerminal(100, 1000, 100);
        nanos = 10_000_000_000L;
        progress.show(150, 0.12345678);
        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .isEqualTo("\repoch 2 of 10, step 50 of 100, loss 0.1235, 2 min 50 s left");
    }

    @Test
    void writesOverTheLongerLineAndLeavesNoneBehind() {
        Progress progress = onTerminal(0, 10, 10);
        nanos = 1_000_000_000L;
        progress.show(5, 1234567);
        bytes.reset();
        nanos = 2_000_000_000L;
        progress.show(10, 1);
        String line = "epoch 1 of 1, step 10 of 10, loss 1.000, 0 s left";
        // 1.235e+06 was four longer than 1.000, and 5 one shorter than 10
        assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("\r" + line + "   ");
        bytes.reset();
        progress.end();
        assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("\r" + " ".repeat(line.length()) + "\r");
    }

    @Test
    void isQuietBetweenTwoHalfSeconds() {
        Progress progress = onTerminal(0, 10, 10);
        nanos = 499_999_999;
        progress.show(5, 1);
        progress.end();
        assertThat(bytes.size()).isZero();
    }

    @Test
    void isReplacedInOneDisplayOfANotebook() {
        Display.withFrontend(notebook, () -> {
            Progress progress = new Progress(new ProgressLine.InNotebook(), 200_000_000, () -> nanos, 0, 100, 100);
            for (int step = 1; step <= 100; step++) {
                nanos += 10_000_000;
                progress.show(step, 1.0 / step);
            }
            progress.end();
        });

        assertThat(notebook.texts)
                .hasSize(1 + 5 + 1)
                .startsWith("shown: 0 of 100 steps", "epoch 1 of 1, step 20 of 100, loss 0.05000, 1 s left")
                .endsWith("100 of 100 steps, loss 0.01000");
    }

    @Test
    void leavesTheSameWhetherSomebodyWatchesOrNot() {
        Display.withFrontend(notebook, () -> training(-1).run(3));
        String unwatched = notebook.texts.get(notebook.texts.size() - 1);
        assertThat(notebook.texts).hasSize(2);

        System.setProperty(WATCHED, "true");
        Display.withFrontend(notebook, () -> training(-1).run(3));

        assertThat(notebook.texts.get(notebook.texts.size() - 1))
                .isEqualTo(unwatched)
                .matches("12 of 12 steps, loss \\d\\.\\d+");
    }

    @Test
    void saysWhereItWasStoppedAndGoesOnFromThere() {
        Display.withFrontend(notebook, () -> {
            Training training = training(5);
            training.run(3);
            assertThat(notebook.texts.get(1)).startsWith("stopped after 5 of 12 steps, loss ");
            training.run(3);
        });

        assertThat(notebook.texts.get(2)).isEqualTo("shown: 5 of 12 steps");
        assertThat(notebook.texts.get(3)).startsWith("12 of 12 steps, loss ");
    }

    @Test
    void saysWhereItFailed() {
        Display.withFrontend(notebook, () -> assertThatThrownBy(() -> training(-1)
                        .loss((output, batch) -> {
                            throw new IllegalStateException("no loss");
                        })
                        .run(1))
                .hasMessage("no loss"));

        assertThat(notebook.texts).containsExactly("shown: 0 of 4 steps", "stopped after 0 of 4 steps");
    }

    @Test
    void isNotSeenOfAQuietTraining() {
        Display.withFrontend(notebook, () -> training(-1).quietly().run(1));

        assertThat(notebook.texts).isEmpty();
    }

    /** Four steps an epoch; interrupts itself in the given one. */
    private static Training training(int interruptedIn) {
        Generator random = new Generator(3);
        Linear model = new Linear("layer", 2, 3, Initialiser.xavier(), random);
        int[] losses = {0};
        return new Training(
                        model,
                        new Sgd(model.parameters(), 0.1),
                        new Batches(Synthetic.spirals(4, 0.1, random), 2, random))
                .loss((output, batch) -> {
                    if (++losses[0] == interruptedIn) {
                        Thread.currentThread().interrupt();
                    }
                    return Losses.crossEntropy(output, batch.labels());
                });
    }

    /** Remembers what it is to show. */
    private static final class Notebook implements Frontend {
        final List<String> texts = new ArrayList<>();

        @Override
        public void show(String id, MimeBundle bundle) {
            texts.add("shown: " + bundle.data().get(MimeBundle.TEXT));
        }

        @Override
        public void update(String id, MimeBundle bundle) {
            texts.add(String.valueOf(bundle.data().get(MimeBundle.TEXT)));
        }

        @Override
        public void clear(boolean later) {
            throw new UnsupportedOperationException();
        }
    }
}
