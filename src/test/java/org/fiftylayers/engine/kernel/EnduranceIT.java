package org.fiftylayers.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.fiftylayers.engine.kernel.client.Exchange;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Much of everything. */
class EnduranceIT {
    @RegisterExtension
    static final RunningKernel KERNEL = new RunningKernel();

    @Test
    @Tag("slow")
    void aThousandCellsInARow() {
        KERNEL.runWell("long sum = 0;");
        for (int i = 1; i <= 1000; i++) {
            Exchange exchange = KERNEL.runWell("sum += " + i + ";\nsum");
            assertThat(exchange.result()).isEqualTo(Long.toString(i * (i + 1L) / 2));
        }
    }

    @Test
    void fiftyMegabytesPrintedInOneCell() {
        Exchange exchange = KERNEL.client()
                .submit(
                        """
                        String line = "0123456789".repeat(10) + "\\n";
                        for (int i = 0; i < 500_000; i++) System.out.print(line);
                        """,
                        Map.of());
        KERNEL.client().await(exchange, Duration.ofSeconds(60));

        String printed = exchange.stream("stdout");
        assertThat(exchange.status()).isEqualTo("ok");
        assertThat(printed.length()).isEqualTo(500_000 * 101);
        assertThat(printed).endsWith("0123456789\n");
    }

    @Test
    void anImageOfFiveMegabytes() {
        Exchange exchange = KERNEL.runWell(
                """
                import org.fiftylayers.display.*;
                byte[] pixels = new byte[5_000_000];
                new Random(1).nextBytes(pixels);
                Displayable image = () -> MimeBundle.text("an image")
                        .and(MimeBundle.PNG, Base64.getEncoder().encodeToString(pixels));
                display(image);
                """);

        byte[] pixels = new byte[5_000_000];
        new java.util.Random(1).nextBytes(pixels);
        assertThat(Base64.getDecoder()
                        .decode(exchange.published("display_data")
                                .get(0)
                                .at("/data/image~1png")
                                .asText()))
                .isEqualTo(pixels);
    }

    @Test
    void manyCellsAtOnce() {
        var queue = new java.util.ArrayList<Exchange>();
        for (int i = 0; i < 100; i++) {
            queue.add(KERNEL.client().submit("display(" + i + "); " + i, Map.of()));
        }
        for (int i = 0; i < 100; i++) {
            assertThat(KERNEL.client().await(queue.get(i)).result()).isEqualTo(Integer.toString(i));
        }
    }
}
