package org.fiftylayers.engine.shell;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;
import jdk.jshell.spi.SPIResolutionException;
import org.fiftylayers.display.MimeBundle;
import org.fiftylayers.engine.shell.CellError.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates cells of Java one after the other, as Jupyter, the book and the grader need it.
 *
 * <p>Cells run in this JVM, on a thread of their own, and see each other's declarations. One cell runs at a time;
 * {@link #interrupt} may come from any thread. Several shells live side by side in one JVM.
 */
public final class Shell implements AutoCloseable {
    private static final long TICK_MILLIS = 50;
    private static final long PRESS_MILLIS = 250;
    /** How often a cell is told to stop before it is given up: two seconds. */
    private static final int PRESSES = 8;

    private final ShellOptions options;
    private final Console console = Console.ofThisJvm();
    private final CellControl control;
    private final JShell jshell;
    private final Snippets snippets;
    private final Questions questions;
    private final Libraries libraries;
    private final Session session;
    private final ScheduledExecutorService clock;
    /** The running cell, and earlier ones of which threads still run: what those print must still get out. */
    private final List<Cell> live = new CopyOnWriteArrayList<>();

    private volatile @Nullable Cell current;

    private Shell(ShellOptions options) {
        this.options = options;
        control = CellControl.create();
        jshell = JShell.builder()
                .executionEngine(new Engine(control), Map.of())
                .fileManager(ClassPathFiles::new)
                .compilerOptions(options.compilerOptions().toArray(String[]::new))
                .build();
        jshell.addToClasspath(options.classPath()); // as javac's option it would hide what is added later
        snippets = new Snippets(jshell, control);
        questions = new Questions(jshell, options, control, snippets);
        libraries = new Libraries(jshell, questions, options.maven());
        session = new Session(jshell, control.loader(), Set.copyOf(options.imports()));
        clock = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "shell clock");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Opens a shell, evaluates its imports and runs its startup scripts.
     *
     * @throws IllegalArgumentException if an import or a script is wrong; names it
     */
    public static Shell open(ShellOptions options) {
        Shell shell = new Shell(options);
        for (String line : options.imports()) {
            for (SnippetEvent event : shell.jshell.eval(line)) {
                if (event.status() != Snippet.Status.VALID) {
                    shell.close();
                    throw new IllegalArgumentException("imports: `" + line + "` does not compile;"
                            + " check its spelling, and that the class path has it: " + options.classPath());
                }
            }
        }
        options.libraries().forEach(pattern -> shell.libraries.add(Globs.find(pattern)));
        shell.startUp();
        Future<?> unused =
                shell.clock.scheduleWithFixedDelay(shell::flush, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
        return shell;
    }

    /**
     * Runs a cell to its end, its first error, its time limit or an {@link #interrupt}. No {@link Throwable} of the cell
     * gets out of here.
     *
     * @param name what errors call the cell, such as {@code cell 7}
     * @param source Java as JShell takes it: any number of imports, declarations, statements and expressions
     * @param limit how long the cell may run, or null for as long as the options say
     * @param listener told what the cell prints and shows, in order; by several threads, one at a time; threads that the
     *     cell starts may print after its end
     */
    public CellResult eval(String name, String source, @Nullable Duration limit, Listener listener) {
        Duration longest = limit != null ? limit : options.timeLimit();
        return run(name, source, longest, listener, cell -> snippets.run(cell, longest, true));
    }

    /** The shell whose cell the calling thread belongs to. */
    static Shell current() {
        CellOutput output = Console.ofThisJvm().current();
        if (output == null) {
            throw new IllegalStateException("only the cells of a notebook can do this");
        }
        return output.shell();
    }

    /** Takes the value of the running cell's last expression. */
    void keep(@Nullable Object value) {
        control.keep(value);
    }

    /** What errors call the running cell. */
    String cellName() {
        Cell cell = current;
        return cell == null ? "a thread" : cell.name;
    }

    /**
     * Runs code as part of the cell that calls this, and throws what the code throws. A thread other than the cell's own
     * waits until no cell runs.
     *
     * @param show whether to show the value that a reader would see, or to return whatever the last expression has
     */
    CellResult evalWithin(String name, String source, boolean show) {
        Cell outer = current;
        if (outer == null || !control.runsHere()) {
            CellOutput output = console.current();
            Listener listener = output == null ? event -> {} : output.listener();
            return orThrow(run(name, source, null, listener, cell -> snippets.run(cell, null, show)), null);
        }
        Cell inner = outer.within(name, MagicLines.rewrite(source));
        CellResult result = control.within(() -> snippets.run(inner, null, show));
        Kind reason = outer.stopReason.get();
        if (reason != null) {
            throw new CellStopped(reason, "stopped in " + name);
        }
        return orThrow(result, control.thrown());
    }

    private static CellResult orThrow(CellResult result, @Nullable Throwable thrown) {
        if (result.error() == null) {
            return result;
        }
        if (thrown != null && !(thrown instanceof SPIResolutionException)) {
            throw Kernel.<RuntimeException>asItIs(thrown);
        }
        throw new EvalException(result.error());
    }

    /** Forgets what the session has declared. */
    @Nullable
    Object reset() {
        session.drop();
        startUp();
        return null;
    }

    private void startUp() {
        for (ShellOptions.Script script : options.startup()) {
            try {
                CellResult unused = evalWithin(script.name(), script.source(), false);
            } catch (EvalException e) {
                throw new IllegalArgumentException(String.join("\n", e.error().lines()), e);
            }
        }
    }

    Libraries libraries() {
        return libraries;
    }

    Session session() {
        return session;
    }

    /**
     * Runs code of the reader that is no cell, such as what a widget calls, in the way of a cell: it prints, shows, fails
     * and is interrupted like one, and waits until none runs.
     *
     * @param name what errors call it, such as {@code the slider "depth"}
     */
    public CellResult call(String name, Runnable code, Listener listener) {
        return run(name, "", null, listener, cell -> snippets.call(cell, code));
    }

    private synchronized CellResult run(
            String name,
            String source,
            @Nullable Duration limit,
            Listener listener,
            Function<Cell, CellResult> evaluation) {
        CellOutput output = new CellOutput(this, listener, options.outputLimit());
        CellThreads threads = new CellThreads(name, snippets.diagnosis(), output);
        Cell cell = new Cell(name, MagicLines.rewrite(source), output, threads);
        control.enter(cell);
        console.setRunning(output);
        live.add(cell);
        current = cell;
        Future<?> alarm = limit == null
                ? null
                : clock.schedule(() -> stop(cell, Kind.TIME_LIMIT), limit.toMillis(), TimeUnit.MILLISECONDS);
        CellResult result;
        try {
            result = evaluation.apply(cell);
        } finally {
            current = null;
            control.leave();
            if (alarm != null) {
                alarm.cancel(false);
            }
            console.setRunning(null);
            threads.tellDeathsAtOnce();
            console.flush();
            output.flush(true);
        }
        if (result.error() != null && result.error().kind() != Kind.COMPILATION) {
            console.renew();
        }
        result.notices().forEach(notice -> listener.on(new ShellEvent.Printed(true, "Note: " + notice + "\n")));
        return result;
    }

    /** Runs a trivial cell that leaves nothing behind: the compiler is slow as long as it has not run some dozens of times. */
    public synchronized void rehearse() {
        Set<Snippet> before = jshell.snippets().collect(Collectors.toSet());
        eval("warm-up", "1 + 1", null, event -> {});
        jshell.snippets().filter(snippet -> !before.contains(snippet)).forEach(jshell::drop);
    }

    /** What could stand at the cursor, an offset into the source; not while a cell runs. */
    public synchronized Completion complete(String source, int cursor) {
        Completion magic = MagicCompletion.at(source, cursor);
        return magic != null ? magic : questions.complete(source, cursor);
    }

    /**
     * What is known of the name at the cursor, or of the method whose parameters are being written.
     *
     * @param detailed whether to go beyond signature and description
     * @return null if there is no such name
     */
    public synchronized @Nullable MimeBundle inspect(String source, int cursor, boolean detailed) {
        MimeBundle magic = MagicCompletion.inspect(source, cursor);
        return magic != null ? magic : questions.inspect(source, cursor, detailed);
    }

    /** Whether the source is a whole cell already. */
    public synchronized Completeness completeness(String source) {
        return questions.completeness(source);
    }

    /** Lets cells import what this folder or jar holds. */
    public void addToClassPath(Path place) {
        libraries.add(List.of(place));
    }

    /** Ends the running cell with an error of kind {@code INTERRUPTED}; does nothing between cells. */
    public void interrupt() {
        Cell cell = current;
        if (cell != null) {
            clock.execute(() -> stop(cell, Kind.INTERRUPTED));
        }
    }

    /** The threads that cells have started and that still run. */
    public List<RunningThread> runningThreads() {
        List<RunningThread> running = new ArrayList<>();
        for (Cell cell : live) {
            for (Thread thread : cell.threads.running()) {
                Place place = snippets.place(thread.getStackTrace());
                running.add(new RunningThread(cell.name, thread, place));
            }
        }
        return running;
    }

    /** Ends the JShell session. Threads that cells started and that do not react to being interrupted go on. */
    @Override
    public void close() {
        live.forEach(cell -> cell.threads.interrupt());
        clock.shutdownNow();
        jshell.close();
        libraries.close();
    }

    /** Passes on what cells, or threads they started, have printed up to now; otherwise that takes a moment. */
    public void flush() {
        live.removeIf(cell -> {
            boolean over = cell != current && cell.threads.running().isEmpty();
            cell.output.flush(over);
            return over;
        });
    }

    private void stop(Cell cell, Kind reason) {
        if (cell == current && cell.stopReason.compareAndSet(null, reason)) {
            cell.stoppedAt = control.whereNow();
            press(cell, 1);
        }
    }

    /** Tells the cell to stop, again and again: it may just be compiling, or catch what stops it. */
    private void press(Cell cell, int time) {
        if (cell != current) {
            return;
        }
        if (time <= PRESSES) {
            try {
                control.stop();
            } catch (ExecutionControl.ExecutionControlException e) {
                throw new IllegalStateException(e);
            }
        } else {
            cell.abandoned |= control.abandon();
        }
        Future<?> unused = clock.schedule(() -> press(cell, time + 1), PRESS_MILLIS, TimeUnit.MILLISECONDS);
    }

    private record Engine(CellControl control) implements ExecutionControlProvider {
        @Override
        public String name() {
            return "fiftylayers";
        }

        @Override
        public ExecutionControl generate(ExecutionEnv environment, Map<String, String> parameters) {
            return control;
        }
    }

    /**
     * A thread that outlived its cell.
     *
     * @param cell the cell that started it
     * @param thread the thread
     * @param place where in a cell it is just now, or null if it is in library code
     */
    public record RunningThread(String cell, Thread thread, @Nullable Place place) {
        /** What to call the thread: {@code the thread "poller"}, or {@code a thread} if it has no name of its own. */
        public String title() {
            return CellThreads.name(thread);
        }
    }
}
