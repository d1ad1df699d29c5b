package org.fiftylayers.engine.execute;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.fiftylayers.engine.notebook.Notebook;
import org.fiftylayers.engine.notebook.Notebooks;
import org.fiftylayers.engine.shell.Shell;
import org.fiftylayers.engine.shell.ShellOptions;
import org.jspecify.annotations.Nullable;

/**
 * The main class of a notebook's JVM. Reads one line of JSON, the notebook, from standard input, runs it, and writes a
 * line of JSON for each thing that happens. Ends at once when standard input ends: the parent is gone then.
 */
public final class Worker {
    static final int OUT_OF_MEMORY = 3;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final PrintStream parent;

    private Worker(PrintStream parent) {
        this.parent = parent;
    }

    public static void main(String[] args) {
        // Standard output belongs to the protocol: what anybody prints outside a cell must not get into it.
        PrintStream parent = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        System.setOut(System.err);
        InputStream in = System.in;
        System.setIn(InputStream.nullInputStream());
        try {
            new Worker(parent).run(in, Long.parseLong(args[0]), Duration.ofMillis(Long.parseLong(args[1])));
            Runtime.getRuntime().halt(0); // whatever still runs
        } catch (OutOfMemoryError e) {
            Runtime.getRuntime().halt(OUT_OF_MEMORY);
        } catch (Throwable e) {
            e.printStackTrace();
            Runtime.getRuntime().halt(1);
        }
    }

    private void run(InputStream in, long outputLimit, Duration timeLimit) throws Exception {
        CompletableFuture<Notebook> notebook = new CompletableFuture<>();
        Thread reader = new Thread(() -> read(in, notebook), "parent");
        reader.setDaemon(true);
        reader.start();
        Shell shell = Shell.open(ShellOptions.defaults().withOutputLimit(outputLimit));
        Failure failure = new NotebookRun(notebook.get(), shell, timeLimit, new Lines()).run();
        ObjectNode end = message("end");
        end.set("failure", failure == null ? null : failure.tree());
        send(end);
    }

    private static void read(InputStream in, CompletableFuture<Notebook> notebook) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            @Nullable String line = lines.readLine();
            if (line != null) {
                notebook.complete(Notebooks.parse(line, "notebook"));
                while (lines.readLine() != null) {
                    // nothing else is sent
                }
            }
        } catch (IOException | RuntimeException e) {
            notebook.completeExceptionally(e);
            return;
        }
        Runtime.getRuntime().halt(0);
    }

    private static ObjectNode message(String event) {
        return JSON.createObjectNode().put("event", event);
    }

    private synchronized void send(ObjectNode message) {
        parent.println(message);
        parent.flush();
    }

    private final class Lines implements NotebookRun.Report {
        @Override
        public void begun(int cell, Duration limit) {
            send(message("begun").put("cell", cell).put("limit", limit.toMillis()));
        }

        @Override
        public void done(int cell, int count, Outputs outputs) {
            ObjectNode done = message("done").put("cell", cell).put("count", count);
            done.set("outputs", Notebooks.tree(outputs.take()));
            send(done);
        }
    }
}
