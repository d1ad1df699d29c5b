package org.fiftylayers.engine.kernel.install;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.fiftylayers.engine.kernel.client.Exchange;
import org.fiftylayers.engine.kernel.client.KernelClient;
import org.fiftylayers.engine.kernel.client.KernelException;
import org.fiftylayers.engine.kernel.client.Launch;

/**
 * How fast and how large a kernel is, seen from a front end.
 *
 * @param ready seconds from the start of its process to its reply to {@code kernel_info_request}
 * @param firstCell milliseconds from the first request, sent at once then, to reply and idle status
 * @param nextCell the same for the next: the median of twenty, sent without a pause
 * @param laterCell the same after a rest, as when somebody reads in between: the median of twenty
 * @param memory of the process after that, in megabytes of 2²⁰ bytes; not a number where the system does not tell
 */
public record Figures(double ready, double firstCell, double nextCell, double laterCell, double memory) {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int CELLS = 20;

    /**
     * Starts a kernel, runs 21 cells of the kind {@code 1 + 1}, and after a rest twenty more, and ends it.
     *
     * @throws KernelException if it does not answer, or not as it should
     */
    public static Figures measure(Launch launch, Duration rest) throws InterruptedException {
        long start = System.nanoTime();
        try (KernelClient kernel = KernelClient.start(launch, LIMIT)) {
            double ready = (System.nanoTime() - start) / 1e9;
            kernel.setLimit(LIMIT);
            double first = cell(kernel, 0);
            double next = cells(kernel, 1);
            Thread.sleep(rest.toMillis());
            double later = cells(kernel, 1 + CELLS);
            return new Figures(
                    ready, first, next, later, memory(kernel.process().pid()));
        }
    }

    private static double cells(KernelClient kernel, int from) {
        double[] millis = new double[CELLS];
        for (int i = 0; i < CELLS; i++) {
            millis[i] = cell(kernel, from + i);
        }
        return median(millis);
    }

    /** The median of each figure. */
    public static Figures median(List<Figures> all) {
        return new Figures(
                median(all.stream().mapToDouble(Figures::ready).toArray()),
                median(all.stream().mapToDouble(Figures::firstCell).toArray()),
                median(all.stream().mapToDouble(Figures::nextCell).toArray()),
                median(all.stream().mapToDouble(Figures::laterCell).toArray()),
                median(all.stream().mapToDouble(Figures::memory).toArray()));
    }

    private static double cell(KernelClient kernel, int i) {
        long start = System.nanoTime();
        Exchange exchange = kernel.execute(i + " + 1");
        double millis = (System.nanoTime() - start) / 1e6;
        if (!Integer.toString(i + 1).equals(exchange.result())) {
            throw new WrongAnswer(
                    "the cell `" + i + " + 1` gave " + exchange.result() + ", its reply was " + exchange.content());
        }
        return millis;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    /** Linux has it in a file; macOS and other systems have {@code ps}. */
    private static double memory(long pid) {
        Path status = Path.of("/proc", Long.toString(pid), "status");
        try {
            if (Files.isReadable(status)) {
                return Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("VmRSS:"))
                        .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
                        .findFirst()
                        .orElse(Double.NaN);
            }
            Process ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(pid)).start();
            String answer = new String(ps.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            return Double.parseDouble(answer.strip()) / 1024;
        } catch (IOException | NumberFormatException e) {
            return Double.NaN;
        }
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "ready after %.2f s, first cell %.0f ms, next cells %.0f ms, later cells %.0f ms, memory %s",
                ready,
                firstCell,
                nextCell,
                laterCell,
                Double.isNaN(memory) ? "unknown" : Math.round(memory) + " MB");
    }

    /** A kernel that runs, and does not do what it is there for. */
    static final class WrongAnswer extends RuntimeException {
        @java.io.Serial
        private static final long serialVersionUID = 1;

        WrongAnswer(String message) {
            super(message);
        }
    }
}
