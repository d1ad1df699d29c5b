package org.fiftylayers.engine.execute;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.module.ModuleFinder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.fiftylayers.engine.notebook.Cell;
import org.fiftylayers.engine.notebook.CodeCell;
import org.fiftylayers.engine.notebook.Notebook;
import org.fiftylayers.engine.notebook.Notebooks;
import org.fiftylayers.engine.notebook.Output;
import org.jspecify.annotations.Nullable;

/** A notebook's JVM, as seen from outside: it may take too long, die, or never have started. */
final class WorkerProcess {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** How long a JVM may take to reach the first cell, and how much longer than its limit a cell may take to stop. */
    private static final Duration START = Duration.ofSeconds(60);

    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final int ERROR_LINES = 20;
    /** Lets the learning half compute with vector instructions; without it the results are the same, but later. */
    private static final String VECTORS = "jdk.incubator.vector";

    private final ExecutorOptions options;
    private final Notebook notebook;
    private final Runnable cellDone;
    private final Map<Integer, CodeCell> done = new TreeMap<>();
    private final Deque<String> errors = new ArrayDeque<>();
    private int cell;
    private Duration limit = START;
    private volatile long deadline = System.nanoTime() + START.toNanos();
    private volatile @Nullable Process process;
    private volatile boolean killed;
    private boolean ended;
    private @Nullable Failure failure;

    WorkerProcess(ExecutorOptions options, Notebook notebook, Runnable cellDone) {
        this.options = options;
        this.notebook = notebook;
        this.cellDone = cellDone;
    }

    /** Flags that make a notebook's outputs the same everywhere, before the user's own. */
    static List<String> fixedFlags() {
        return List.of(
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-XX:+DisplayVMOutputToStderr",
                "-Dfile.encoding=UTF-8",
                "-Duser.language=en",
                "-Duser.country=US",
                "-Duser.timezone=UTC",
                "-Djava.awt.headless=true",
                "-Dfiftylayers.threads=1"); // several notebooks run side by side
    }

    /** Runs the notebook; returns why it failed, or null. */
    @Nullable
    Failure run(Path folder) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(options.java().toString());
        command.addAll(fixedFlags());
        if (ModuleFinder.ofSystem().find(VECTORS).isPresent()) {
            command.add("--add-modules=" + VECTORS);
        }
        command.addAll(options.jvmFlags());
        command.addAll(List.of("-cp", options.classPath(), Worker.class.getName()));
        command.add(Long.toString(options.outputLimit()));
        command.add(Long.toString(options.timeLimit().toMillis()));
        Process process = new ProcessBuilder(command).directory(folder.toFile()).start();
        this.process = process;
        try {
            if (Thread.interrupted()) {
                throw new InterruptedException(); // before there was a process to kill
            }
            Thread errorReader = start("errors of " + folder, () -> readErrors(process.getErrorStream()));
            start("time limit of " + folder, () -> watch(process));
            send(process);
            receive(process.getInputStream());
            process.waitFor();
            errorReader.join(1000);
            return ended ? failure : died(process.exitValue());
        } finally {
            process.destroyForcibly();
        }
    }

    /** Ends the JVM, whatever it does; {@link #run} then returns. */
    void kill() {
        Process running = process;
        if (running != null) {
            running.destroyForcibly();
        }
    }

    /** The notebook with the outputs that came. */
    Notebook notebook() {
        List<Cell> cells = new ArrayList<>(notebook.cells());
        for (int i = 0; i < cells.size(); i++) {
            if (cells.get(i) instanceof CodeCell code) {
                cells.set(i, done.getOrDefault(i + 1, code.withOutputs(null, List.of())));
            }
        }
        return notebook.withCells(cells);
    }

    private void send(Process process) throws IOException {
        // The worker needs sources and metadata only. The stream stays open: its end tells the worker to die.
        String line = JSON.readTree(Notebooks.toJson(notebook.withoutOutputs())).toString() + "\n";
        try {
            OutputStream out = process.getOutputStream();
            out.write(line.getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException e) {
            // The JVM did not start, or died: its exit status tells more than a broken pipe.
        }
    }

    private void receive(InputStream in) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            try {
                JsonNode message = JSON.readTree(line);
                switch (message.path("event").asText()) {
                    case "begun" -> begun(message);
                    case "done" -> done(message);
                    case "end" -> end(message);
                    default -> errors.add(line);
                }
            } catch (JsonProcessingException e) {
                errors.add(line); // printed around System.out, by native code or a child process
            }
            if (ended) {
                return;
            }
        }
    }

    private void begun(JsonNode message) {
        cell = message.path("cell").asInt();
        limit = Duration.ofMillis(message.path("limit").asLong());
        deadline = System.nanoTime() + limit.plus(GRACE).toNanos();
    }

    private void done(JsonNode message) {
        int number = message.path("cell").asInt();
        List<Output> outputs = Notebooks.outputs(message.path("outputs"), "cell " + number);
        CodeCell code = (CodeCell) notebook.cells().get(number - 1);
        boolean first = done.put(number, code.withOutputs(message.path("count").asInt(), outputs)) == null;
        if (first) {
            cellDone.run();
        }
        deadline = System.nanoTime() + START.toNanos();
    }

    private void end(JsonNode message) {
        failure = message.path("failure").isObject() ? Failure.of(message.get("failure")) : null;
        ended = true;
    }

    private Failure died(int status) {
        List<String> last;
        synchronized (errors) {
            last = errors.stream().map(line -> "| " + line).toList();
        }
        if (killed) {
            return Failure.of(
                    cell,
                    cell == 0
                            ? "the notebook's JVM was not ready after " + START.toSeconds() + " s"
                            : "time limit: the cell ran longer than " + limit.toMillis() / 1000.0
                                    + " s, and its JVM had to be killed",
                    cell == 0
                            ? "try again when the machine is less busy"
                            : "look for a loop in library code that does not end");
        }
        if (status == Worker.OUT_OF_MEMORY) {
            return Failure.of(
                    cell,
                    "java.lang.OutOfMemoryError: the notebook's JVM ran out of memory",
                    "use less data at a time, let go of what is no longer needed, or give the JVM more memory (-Xmx)");
        }
        return new Failure(
                cell,
                0,
                "the notebook's JVM ended with status " + status,
                null,
                last,
                cell == 0
                        ? "check the JVM's flags and the class path"
                        : "look for native code, or a library that calls System.exit");
    }

    private void readErrors(InputStream in) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.contains("Using incubator modules")) {
                    continue; // what Java says of its own flag
                }
                synchronized (errors) {
                    errors.add(line);
                    if (errors.size() > ERROR_LINES) {
                        errors.remove();
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void watch(Process process) {
        try {
            while (!process.waitFor(100, TimeUnit.MILLISECONDS)) {
                if (System.nanoTime() - deadline > 0) {
                    killed = true;
                    process.destroyForcibly();
                }
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
        }
    }

    private static Thread start(String name, Runnable action) {
        Thread thread = new Thread(action, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
