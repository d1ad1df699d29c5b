package org.fiftylayers.engine.execute;

import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How notebooks are run.
 *
 * @param java the JVM to start, a path of an executable
 * @param classPath what cells can import, and the engine itself; entries are made absolute
 * @param jvmFlags for the notebooks' JVMs, such as {@code -Xmx2g}
 * @param cache the folder in which outputs are kept, or null to run everything anew
 * @param parallel how many notebooks run at a time
 * @param timeLimit for a cell, where neither it nor its notebook says otherwise
 * @param outputLimit how many bytes a cell may print before it is stopped
 */
public record ExecutorOptions(
        Path java,
        String classPath,
        List<String> jvmFlags,
        @Nullable Path cache,
        int parallel,
        Duration timeLimit,
        long outputLimit) {
    public ExecutorOptions {
        classPath = Arrays.stream(classPath.split(File.pathSeparator))
                .filter(entry -> !entry.isEmpty())
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
        jvmFlags = List.copyOf(jvmFlags);
    }

    /** This JVM's own Java and class path, no cache, a notebook per core, 120 s and a million bytes a cell. */
    public static ExecutorOptions defaults() {
        return new ExecutorOptions(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                System.getProperty("java.class.path", ""),
                List.of(),
                null,
                Runtime.getRuntime().availableProcessors(),
                Duration.ofMinutes(2),
                1_000_000);
    }

    public ExecutorOptions withCache(@Nullable Path folder) {
        return new ExecutorOptions(java, classPath, jvmFlags, folder, parallel, timeLimit, outputLimit);
    }

    public ExecutorOptions withJvmFlags(List<String> flags) {
        return new ExecutorOptions(java, classPath, flags, cache, parallel, timeLimit, outputLimit);
    }

    public ExecutorOptions withTimeLimit(Duration limit) {
        return new ExecutorOptions(java, classPath, jvmFlags, cache, parallel, limit, outputLimit);
    }

    public ExecutorOptions withParallel(int notebooks) {
        return new ExecutorOptions(java, classPath, jvmFlags, cache, notebooks, timeLimit, outputLimit);
    }
}
