package org.fiftylayers.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    private long nanos;

    @Test
    void showsWhereItStandsTheLossAndTheTimeLeft() {
        // 100 steps were done before; 50 of the 900 left take 10 s
        Progress progress = new Progress(out, () -> nanos, 100, 1000, 100);
        nanos = 10_000_000_000L;
        progress.show(150, 0.12345678);
        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .isEqualTo("\repoch 2 of 10, step 50 of 100, loss 0.1235, 2 min 50 s left");
    }

    @Test
    void writesOverTheLongerLineAndLeavesNoneBehind() {
        Progress progress = new Progress(out, () -> nanos, 0, 10, 10);
        nanos = 1_000_000_000L;
        progress.show(5, 1234567);
        bytes.reset();
        nanos = 2_000_000_000L;
        progress.show(10, 1);
        String line = "epoch 1 of 1, step 10 of 10, loss 1.000, 0 s left";
        // 1.235e+06 was four longer than 1.000, and 5 one shorter than 10
        assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("\r" + line + "   ");
        bytes.reset();
        progress.clear();
        assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("\r" + " ".repeat(line.length()) + "\r");
    }

    @Test
    void isQuietBetweenTwoHalfSecondsAndWhereNobodyWatches() {
        Progress progress = new Progress(out, () -> nanos, 0, 10, 10);
        nanos = 499_999_999;
        progress.show(5, 1);
        progress.clear();
        Progress unwatched = new Progress(null, () -> nanos, 0, 10, 10);
        nanos = 5_000_000_000L;
        unwatched.show(5, 1);
        unwatched.clear();
        assertThat(bytes.size()).isZero();
    }
}
