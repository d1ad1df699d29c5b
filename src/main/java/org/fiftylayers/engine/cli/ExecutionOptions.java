package org.fiftylayers.engine.cli;

import java.nio.file.Path;
import java.util.List;
import org.fiftylayers.engine.execute.Execution;
import org.fiftylayers.engine.execute.Executor;
import org.fiftylayers.engine.execute.ExecutorOptions;
import picocli.CommandLine.Option;

/** The options of all commands that run notebooks, and how such a run shows itself. */
final class ExecutionOptions {
    @Option(
            names = "--jvm-arg",
            paramLabel = "FLAG",
            description = "a flag for the notebooks' JVMs, such as -Xmx2g; may be repeated")
    private List<String> jvmFlags = List.of();

    @Option(
            names = "--parallel",
            paramLabel = "N",
            description = "how many notebooks run at a time (default: all cores)")
    private int parallel = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--cache",
            paramLabel = "FOLDER",
            description = "where outputs are kept (default: ${DEFAULT-VALUE})",
            defaultValue = "target/notebook-cache")
    private Path cache = Path.of("target/notebook-cache");

    @Option(names = "--no-cache", description = "run everything anew")
    private boolean noCache;

    List<Execution> run(List<Path> files, boolean withCache) throws InterruptedException {
        return run(executor(withCache), files);
    }

    /** Runs notebooks, with progress on standard error, where failures are also reported at once. */
    static List<Execution> run(Executor executor, List<Path> files) throws InterruptedException {
        try (ConsoleProgress progress = ConsoleProgress.onStandardError(files.size())) {
            return executor.run(files, progress);
        }
    }

    Executor executor(boolean withCache) {
        Executor executor = new Executor(ExecutorOptions.defaults()
                .withJvmFlags(jvmFlags)
                .withParallel(parallel)
                .withCache(withCache && !noCache ? cache : null));
        Runtime.getRuntime().addShutdownHook(new Thread(executor::stop, "Ctrl-C"));
        return executor;
    }
}
