package org.fiftylayers.engine.kernel.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.fiftylayers.engine.kernel.client.Channel;
import org.fiftylayers.engine.kernel.client.KernelClient;
import org.fiftylayers.engine.kernel.client.KernelException;
import org.fiftylayers.engine.kernel.client.Launch;

/**
 * A kernel's classes as the JVM has them in memory, in a file that the next JVM maps instead of loading them: a kernel
 * starts in two thirds of the time. It fits one jar and one Java; with any other the JVM does without it, silently.
 */
final class ClassArchive {
    private static final String NAME = "classes.jsa";
    private static final Duration LIMIT = Duration.ofMinutes(2);
    /** Cells that load what most notebooks need: values, printing, lambdas, displays, both kinds of error. */
    private static final List<String> REHEARSAL = List.of(
            "1 + 1",
            "int twice(int x) { return 2 * x; }",
            "for (int i = 0; i < 3; i++) System.out.println(twice(i));",
            "record Point(double x, double y) {}\nvar points = List.of(new Point(1, 2), new Point(3, 4));",
            "points.stream().mapToDouble(p -> p.x()).sum()",
            "new double[] {1, 2, 3}",
            "display(\"shown\")",
            "int wrong = \"text\";",
            "1 / (points.size() - 2)");

    private ClassArchive() {}

    static Path of(Path kernelFolder) {
        return kernelFolder.resolve(NAME);
    }

    /** Whether the kernel has one that is not older than its jar. */
    static boolean isFresh(Kernelspec spec) throws IOException {
        Path archive = of(spec.folder());
        return Files.exists(archive)
                && Files.getLastModifiedTime(archive).compareTo(Files.getLastModifiedTime(spec.jar())) >= 0;
    }

    /**
     * Runs the kernel once and keeps its classes.
     *
     * @throws KernelException if the kernel does not run, or does not leave an archive
     */
    static void make(Kernelspec spec) throws IOException, InterruptedException {
        Path archive = of(spec.folder());
        Path fresh = spec.folder().resolve(NAME + ".new"); // running kernels have the old one mapped
        String use = use(archive);
        List<String> command = spec.arguments().stream()
                .map(argument -> argument.equals(use) ? "-XX:ArchiveClassesAtExit=" + fresh : argument)
                .toList();
        try (KernelClient kernel = KernelClient.start(Launch.of(command), LIMIT)) {
            kernel.setLimit(LIMIT);
            REHEARSAL.forEach(kernel::execute);
            kernel.request(Channel.SHELL, "complete_request", Map.of("code", "points.", "cursor_pos", 7));
            kernel.request(Channel.SHELL, "inspect_request", Map.of("code", "Math.sqrt(", "cursor_pos", 10));
            kernel.request(Channel.SHELL, "is_complete_request", Map.of("code", "for ("));
            kernel.send(Channel.CONTROL, "shutdown_request", Map.of("restart", false));
            boolean unused = kernel.process().waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
        }
        Files.move(fresh, archive, StandardCopyOption.REPLACE_EXISTING);
    }

    /** The flag with which a JVM uses an archive. */
    static String use(Path archive) {
        return "-XX:SharedArchiveFile=" + archive;
    }
}
