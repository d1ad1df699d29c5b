package org.fiftylayers.engine.assignment.box;

import java.io.DataInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A Java process behind a wall, which answers questions. After the first answer that is none, or comes late, it is dead. */
final class SandboxedProcess implements AutoCloseable {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Duration START = Duration.ofSeconds(60);
    private static final int OUT_OF_MEMORY = 3; // what -XX:+ExitOnOutOfMemoryError leaves behind
    private static final int KILLED = 128 + 9;
    private static final int PATIENCE = 2;
    private static final Duration SOON = Duration.ofMillis(50);
    private static final List<String> OPTIONS = List.of(
            "-XX:TieredStopAtLevel=1",
            "-XX:CompressedClassSpaceSize=64m",
            "-XX:ReservedCodeCacheSize=64m",
            "-XX:MaxDirectMemorySize=64m",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:+DisableAttachMechanism",
            "-XX:-UsePerfData",
            "-XX:-CreateCoredumpOnCrash",
            "-Xshare:auto",
            "-Xlog:disable", // or warnings would stand among the frames
            "-XX:+DisplayVMOutputToStderr",
            "-Djava.awt.headless=true");

    private final Process process;
    private final Frames frames;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread created = new Thread(task, "box");
        created.setDaemon(true);
        return created;
    });
    private volatile boolean killed;

    /**
     * Starts a process and waits until it says that it is there.
     *
     * @throws IOException if it does not; that is no student's fault
     */
    SandboxedProcess(Sandbox sandbox, String classPath, Class<?> main, List<String> options) throws IOException {
        List<String> all = new ArrayList<>(OPTIONS);
        all.addAll(options);
        ProcessBuilder builder = new ProcessBuilder(sandbox.command(all, existing(classPath), main.getName()));
        builder.environment().keySet().retainAll(List.of("PATH", "SystemRoot", "DOCKER_HOST", "XDG_RUNTIME_DIR"));
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        try {
            // a process that is to die with its parent dies with the thread that started it
            process = thread.submit(builder::start).get();
        } catch (InterruptedException e) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while starting a box", e);
        } catch (ExecutionException e) {
            thread.shutdownNow();
            throw new IOException("no box can be started: " + e.getCause(), e);
        }
        frames = new Frames(process.getInputStream(), process.getOutputStream());
        try {
            ask(Frames.HELLO, out -> {}, in -> true, START);
        } catch (BoxException e) {
            close();
            throw new IOException("a box does not start: " + e.getMessage(), e);
        }
    }

    /** What there is of a class path, absolute. */
    static List<Path> existing(String classPath) {
        return Arrays.stream(classPath.split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().normalize())
                .filter(Files::exists)
                .distinct()
                .toList();
    }

    /**
     * Asks, and reads the answer.
     *
     * @throws BoxException if no value comes back
     */
    synchronized <T> @Nullable T ask(byte kind, Frames.Content question, Frames.Reader<T> reader, Duration limit) {
        if (killed) {
            throw new BoxException(BoxException.Kind.DIED, "the process has ended");
        }
        long id = RANDOM.nextLong();
        CompletableFuture<@Nullable T> answer = new CompletableFuture<>();
        thread.execute(() -> {
            try {
                frames.send(out -> {
                    out.writeByte(kind);
                    out.writeLong(id);
                    question.write(out);
                });
                answer.complete(answer(id, reader));
            } catch (IOException | RuntimeException | OutOfMemoryError e) {
                answer.completeExceptionally(e);
            }
        });
        try {
            return await(answer, limit);
        } catch (TimeoutException e) {
            kill();
            throw new BoxException(BoxException.Kind.TIMED_OUT, "no answer within " + limit.toMillis() + " ms");
        } catch (InterruptedException e) {
            kill();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof BoxException known) {
                throw known;
            }
            throw died();
        }
    }

    /** A process that was not given the processor for at least half of its time gets more of it, {@code PATIENCE} times. */
    private <T> @Nullable T await(CompletableFuture<@Nullable T> answer, Duration limit)
            throws InterruptedException, ExecutionException, TimeoutException {
        Duration first = limit.compareTo(SOON) < 0 ? limit : SOON;
        try {
            return answer.get(first.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            // only now is it worth a millisecond to look at the processes of the machine
        }
        Duration before = processorTime();
        Duration rest = limit.minus(first);
        for (int more = 0; ; more++) {
            try {
                return answer.get(rest.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                rest = limit;
                Duration used = processorTime().minus(before);
                if (more == PATIENCE || used.compareTo(limit.dividedBy(2)) >= 0) {
                    throw e;
                }
            }
        }
    }

    private Duration processorTime() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .map(part -> part.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }

    private BoxException died() {
        int end = 0;
        try {
            // it closes its output a moment before, or long before where the machine is busy
            end = process.waitFor(10, TimeUnit.SECONDS) ? process.exitValue() : 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        kill();
        return switch (end) {
            case OUT_OF_MEMORY -> new BoxException(BoxException.Kind.DIED, "the process ran out of memory");
            case KILLED -> new BoxException(BoxException.Kind.KILLED, "the process was killed");
            default ->
                new BoxException(BoxException.Kind.DIED, "the process ended, or gave no answer that can be read");
        };
    }

    private <T> @Nullable T answer(long id, Frames.Reader<T> reader) throws IOException {
        DataInputStream frame = frames.receive();
        byte kind = frame.readByte();
        if (frame.readLong() != id) {
            throw new IOException("an answer to another question");
        }
        return switch (kind) {
            case Frames.VALUE -> reader.read(frame);
            case Frames.MISSING -> throw new BoxException(BoxException.Kind.MISSING, Values.readText(frame));
            case Frames.UNFIT -> throw new BoxException(BoxException.Kind.UNFIT, Values.readText(frame));
            case Frames.THROWN -> throw thrown(frame);
            default -> throw new IOException("a frame of kind " + kind);
        };
    }

    private static BoxException thrown(DataInputStream frame) throws IOException {
        String message = Values.readText(frame);
        List<String> classes = new ArrayList<>();
        for (int i = Math.min(frame.readInt(), 20); i > 0; i--) {
            classes.add(Values.readText(frame));
        }
        return new BoxException(BoxException.Kind.THREW, message, classes);
    }

    /** Whether it can still be asked. */
    boolean isAlive() {
        return !killed && process.isAlive();
    }

    /** Lets it end by itself, which it does when nobody can ask it any more. */
    void end(Duration time) throws IOException {
        process.getOutputStream().close();
        try {
            if (!process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException("a box does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a box ends", e);
        }
    }

    private void kill() {
        killed = true; // the process itself takes a moment
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    @Override
    public void close() {
        kill();
        thread.shutdownNow();
    }
}
