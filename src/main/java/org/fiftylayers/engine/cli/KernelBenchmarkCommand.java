package org.fiftylayers.engine.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.fiftylayers.engine.kernel.client.Launch;
import org.fiftylayers.engine.kernel.install.Figures;
import org.fiftylayers.engine.kernel.install.InstallException;
import org.fiftylayers.engine.kernel.install.Installation;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fiftylayers kernel benchmark} */
@Command(
        name = "benchmark",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Measure how fast and how large the kernel is, from the other end of its sockets.",
            "Each round starts it by its kernel.json as Jupyter does. Ready: from the start of the process to the reply"
                    + " to kernel_info_request. First cell: 0 + 1, sent at once after that, until reply and idle"
                    + " status have come. Next cells: the median of twenty more such, without a pause. Later cells: of"
                    + " twenty more after a rest of four seconds. Memory: the resident set after them. Printed is the"
                    + " median of all rounds. Other programs should rest."
        })
final class KernelBenchmarkCommand implements Callable<Integer> {
    private static final Duration REST = Duration.ofSeconds(4);

    @Mixin
    private KernelPlace place = new KernelPlace();

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "what notebooks call the kernel (default: ${DEFAULT-VALUE})",
            defaultValue = Installation.NAME)
    private String name = Installation.NAME;

    @Option(names = "--spec", paramLabel = "FILE", description = "any kernel's kernel.json instead, JJava's for one")
    private @Nullable Path file;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "how often the kernel is started (default: ${DEFAULT-VALUE})",
            defaultValue = "20")
    private int rounds = 20;

    @Override
    public Integer call() throws IOException, InterruptedException {
        try {
            Path spec =
                    file != null ? file : place.installed().get(name).folder().resolve("kernel.json");
            List<Figures> all = new ArrayList<>();
            for (int round = 1; round <= rounds; round++) {
                Figures figures = Figures.measure(Launch.of(spec), REST);
                all.add(figures);
                System.err.println("round " + round + ": " + figures);
            }
            Figures median = Figures.median(all);
            print("", "ready s", "first cell ms", "next cell ms", "later cell ms", "memory MB");
            print(
                    name,
                    number("%.2f", median.ready()),
                    number("%.0f", median.firstCell()),
                    number("%.1f", median.nextCell()),
                    number("%.1f", median.laterCell()),
                    number("%.0f", median.memory()));
            // What others took, measured in the same way on a shared machine of two cores.
            print("JJava, Java 17", "1.0–3.0", "125–357", "", "74–114", "243–267");
            print("IJava, Java 17", "0.7–1.2", "495–1198", "", "67–108", "249–255");
            return 0;
        } catch (InstallException e) {
            System.err.println("FAILED: " + e.getMessage());
            return 1;
        }
    }

    private static void print(String... columns) {
        System.out.printf(Locale.ROOT, "%-16s %9s %15s %14s %15s %11s%n", (Object[]) columns);
    }

    private static String number(String format, double value) {
        return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, format, value);
    }
}
