package org.fiftylayers.engine.kernel.client;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The process of a kernel, its connection file, and what it writes beside the protocol. */
final class KernelProcess {
    private static final int LOG_BYTES = 4000;
    private static final List<String> FILES = List.of("connection.json", "log.txt", "input");

    private final Launch launch;
    private final Path folder;
    private Process process;

    private KernelProcess(Launch launch, Path folder) throws IOException {
        this.launch = launch;
        this.folder = folder;
        this.process = launched();
    }

    static KernelProcess start(Launch launch, ConnectionFile connection) {
        try {
            Path folder = Files.createTempDirectory("kernel");
            deleteAtTheEnd(folder);
            try {
                connection.write(folder.resolve("connection.json"));
                return new KernelProcess(launch, folder);
            } catch (IOException e) {
                delete(folder);
                throw e;
            }
        } catch (IOException e) {
            throw new KernelException("the kernel could not be started: " + e.getMessage(), e);
        }
    }

    private Process launched() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(launch.command(folder.resolve("connection.json")));
        // As Jupyter does, so that a kernel can tell when whoever started it is gone.
        builder.environment()
                .put("JPY_PARENT_PID", Long.toString(ProcessHandle.current().pid()));
        builder.environment().putAll(launch.environment());
        File log = log();
        return builder.redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(nothing()))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                .start();
    }

    private File nothing() throws IOException {
        Path empty = folder.resolve("input");
        Files.deleteIfExists(empty);
        return Files.createFile(empty).toFile();
    }

    private File log() {
        return folder.resolve("log.txt").toFile();
    }

    /** Starts another process with the same connection file. */
    void startAgain() {
        try {
            process = launched();
        } catch (IOException e) {
            throw new KernelException("the kernel could not be started again: " + e.getMessage(), e);
        }
    }

    Process process() {
        return process;
    }

    boolean ends(Duration limit) {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The end of what the process wrote to its standard output and error. */
    String tail() {
        File log = log();
        if (!log.isFile()) {
            return "";
        }
        try (RandomAccessFile file = new RandomAccessFile(log, "r")) {
            byte[] end = new byte[(int) Math.min(LOG_BYTES, file.length())];
            file.seek(file.length() - end.length);
            file.readFully(end);
            return new String(end, StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Leaves neither the process, nor those it started, nor files. */
    void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        boolean unused = ends(Duration.ofSeconds(5));
        try {
            delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Should this process be told to end before {@link #close}. */
    private static void deleteAtTheEnd(Path folder) {
        folder.toFile().deleteOnExit();
        FILES.forEach(name -> folder.resolve(name).toFile().deleteOnExit()); // which are deleted before it
    }

    private static void delete(Path folder) throws IOException {
        for (String name : FILES) {
            Files.deleteIfExists(folder.resolve(name));
        }
        Files.deleteIfExists(folder);
    }
}
