package org.fiftylayers.engine.assignment.box;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A process that runs one student's program, for one use. After the first answer that is none it is dead. */
public final class Box implements AutoCloseable {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Process process;
    private final Frames frames;
    private final ExecutorService reader = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "box");
        thread.setDaemon(true);
        return thread;
    });
    private Duration limit;
    private volatile boolean killed;

    /**
     * Starts a process.
     *
     * @param limit how long an answer may take
     * @throws IOException if there is no such program; that is no student's fault
     */
    public Box(Sandbox sandbox, String classPath, Duration limit) throws IOException {
        this.limit = limit;
        List<String> readable = new ArrayList<>(Arrays.asList(classPath.split(File.pathSeparator)));
        readable.add(System.getProperty("java.home"));
        List<String> java = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-Xss1m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-Xlog:disable",
                "-XX:+DisplayVMOutputToStderr",
                "-XX:-UsePerfData",
                "-cp",
                classPath,
                Agent.class.getName());
        ProcessBuilder builder = new ProcessBuilder(sandbox.command(java, readable));
        builder.environment().keySet().retainAll(List.of("PATH", "SystemRoot"));
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        process = builder.start();
        frames = new Frames(
                new BufferedInputStream(process.getInputStream()), new BufferedOutputStream(process.getOutputStream()));
    }

    /** Sets how long each later answer may take. */
    public void limit(Duration fresh) {
        limit = fresh;
    }

    /** Loads a program. */
    public void load(String name, Map<String, byte[]> classes) {
        ask(Frames.LOAD, out -> {
            Values.writeText(out, name);
            out.writeInt(classes.size());
            for (Map.Entry<String, byte[]> entry : classes.entrySet()) {
                Values.writeText(out, entry.getKey());
                out.writeInt(entry.getValue().length);
                out.write(entry.getValue());
            }
        });
    }

    /**
     * Calls a static method of the program.
     *
     * @param types the simple names of its parameters' types, without type arguments
     * @throws BoxException if no value comes back
     */
    public @Nullable Object call(String name, List<String> types, @Nullable Object... arguments) {
        return ask(Frames.CALL, out -> {
            Values.writeText(out, name);
            out.writeInt(types.size());
            for (String type : types) {
                Values.writeText(out, type);
            }
            for (Object argument : arguments) {
                Values.write(out, argument);
            }
        });
    }

    /**
     * The value of a static variable of the program.
     *
     * @throws BoxException if no value comes back
     */
    public @Nullable Object get(String name) {
        return ask(Frames.GET, out -> Values.writeText(out, name));
    }

    private synchronized @Nullable Object ask(byte kind, Frames.Content content) {
        long id = RANDOM.nextLong();
        CompletableFuture<@Nullable Object> answer = new CompletableFuture<>();
        reader.execute(() -> {
            try {
                frames.send(out -> {
                    out.writeByte(kind);
                    out.writeLong(id);
                    content.write(out);
                });
                answer.complete(answer(id));
            } catch (IOException | RuntimeException e) {
                answer.completeExceptionally(e);
            }
        });
        try {
            return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
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
            kill();
            throw new BoxException(BoxException.Kind.DIED, "the process ended, or gave no answer that can be read");
        }
    }

    private @Nullable Object answer(long id) throws IOException {
        DataInputStream frame = frames.receive();
        byte kind = frame.readByte();
        if (frame.readLong() != id) {
            throw new IOException("an answer to another question");
        }
        return switch (kind) {
            case Frames.VALUE -> Values.read(frame);
            case Frames.MISSING -> throw new BoxException(BoxException.Kind.MISSING, Values.readText(frame));
            case Frames.THROWN ->
                throw new BoxException(BoxException.Kind.THREW, Values.readText(frame) + ": " + Values.readText(frame));
            default -> throw new IOException("a frame of kind " + kind);
        };
    }

    /** Whether it can still be asked. */
    public boolean isAlive() {
        return !killed && process.isAlive();
    }

    private void kill() {
        killed = true; // the process itself takes a moment
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    @Override
    public void close() {
        kill();
        reader.shutdownNow();
    }
}
