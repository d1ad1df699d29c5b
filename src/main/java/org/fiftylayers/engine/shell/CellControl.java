package org.fiftylayers.engine.shell;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import jdk.jshell.execution.LocalExecutionControl;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.SPIResolutionException;
import org.fiftylayers.display.Display;
import org.jspecify.annotations.Nullable;

/**
 * Runs snippets in this JVM on a thread of our own, and keeps what they return and throw as objects: JShell itself hands
 * on only strings.
 *
 * <p>The inherited control instruments loops so that {@link #stop} ends them (from Java 22 on; before,
 * {@code Thread.stop} does). Its own {@code invoke} is called with an empty method, just to arm that.
 */
final class CellControl extends LocalExecutionControl {
    private static final boolean THREADS_CAN_BE_STOPPED = Runtime.version().feature() < 20;
    private static final Method NOTHING = nothing();

    private static final int RESERVE = 4 << 20;
    /** How long code may take to end after an interruption before its thread is stopped. */
    private static final int GRACE_MILLIS = 300;

    private final ClassLoader loader;
    private final Map<String, byte[]> snippets = new ConcurrentHashMap<>();
    private volatile boolean armed;
    private volatile @Nullable Task current;
    /** The thread of the cell's last snippet, which waits for the next one: to start another takes a millisecond. */
    private volatile @Nullable Runner waiting;
    /** Let go when memory runs out, so that there is some to say so. */
    private byte @Nullable [] reserve;

    private @Nullable Cell entered;
    private @Nullable Object value;
    private @Nullable Throwable thrown;

    private CellControl(ClassLoader before) {
        // The inherited constructor leaves its class loader as this thread's context class loader, and only there.
        loader = Thread.currentThread().getContextClassLoader();
        loader.setDefaultAssertionStatus(true); // who writes an assertion into a cell wants to hear of it
        Thread.currentThread().setContextClassLoader(before);
    }

    static CellControl create() {
        return new CellControl(Thread.currentThread().getContextClassLoader());
    }

    /** Called by reflection in the place of a snippet. */
    public static void doNothing() {}

    /** Lets the inherited control forget an earlier stop; only then, since it costs a thread. */
    private void arm() throws Exception {
        if (!armed) {
            armed = true;
            super.invoke(NOTHING);
        }
    }

    /** From now on snippets belong to this cell. */
    void enter(Cell cell) {
        entered = cell;
        if (reserve == null) {
            reserve = new byte[RESERVE];
        }
        clear();
    }

    /** The cell is over: its thread ends. */
    void leave() {
        Runner runner = waiting;
        waiting = null;
        if (runner != null) {
            try {
                runner.end(true);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    void clear() {
        value = null;
        thrown = null;
    }

    /** Takes what a statement that runs on the calling thread has instead of a value to return. */
    void keep(@Nullable Object found) {
        Task task = current;
        if (task != null && task.thread == Thread.currentThread()) {
            task.value = found;
        }
    }

    /** What the last snippet returned. */
    @Nullable
    Object value() {
        return value;
    }

    /** What the last snippet threw. */
    @Nullable
    Throwable thrown() {
        return thrown;
    }

    ClassLoader loader() {
        return loader;
    }

    /** The classes that snippets have become, by name: what is still being written is compiled against them. */
    Map<String, byte[]> snippets() {
        return snippets;
    }

    @Override
    public void load(ClassBytecodes[] classes)
            throws ClassInstallException, NotImplementedException, EngineTerminationException {
        for (ClassBytecodes loaded : classes) {
            snippets.put(loaded.name(), loaded.bytecodes());
        }
        super.load(Arrays.stream(classes)
                .map(c -> new ClassBytecodes(c.name(), ExitRewriter.rewrite(c.bytecodes())))
                .toArray(ClassBytecodes[]::new));
    }

    @Override
    protected String invoke(Method doIt) throws Exception {
        arm();
        run(() -> doIt.invoke(null));
        if (thrown instanceof SPIResolutionException) {
            throw new InvocationTargetException(thrown); // JShell knows which snippet it speaks of
        }
        if (thrown != null) {
            throw new ExecutionControl.StoppedException();
        }
        return ""; // never the value's toString: that is the reader's code, and the value may not be wanted
    }

    /** What the JVM can load by itself must not be loaded a second time. */
    @Override
    public void addToClasspath(String path) throws EngineTerminationException, InternalException {
        if (!path.equals(System.getProperty("java.class.path"))) {
            super.addToClasspath(path);
        }
    }

    /** Whether the calling thread is the one on which the cell runs now. */
    boolean runsHere() {
        Task task = current;
        return task != null && task.thread == Thread.currentThread();
    }

    /** Lets code that runs here run snippets of its own. While those compile, there is nothing that could be stopped. */
    CellResult within(Supplier<CellResult> snippets) {
        Task outer = current;
        current = null;
        try {
            return snippets.get();
        } finally {
            current = outer;
            clientCodeEnter(); // the snippets have left, this code has not
        }
    }

    /** Runs code of the reader that is no snippet, such as {@code toString} of a result. */
    void call(Callable<@Nullable Object> code) throws Exception {
        arm();
        clientCodeEnter();
        try {
            run(code);
        } finally {
            clientCodeLeave();
        }
    }

    /** Runs code of the reader, with the cell's output, on a thread that can be stopped or, at worst, left behind. */
    private void run(Callable<@Nullable Object> code) throws InterruptedException {
        Cell cell = entered;
        if (cell == null) {
            throw new IllegalStateException("no cell has been entered");
        }
        clear();
        Runner runner = waiting != null ? waiting : new Runner(cell);
        waiting = null; // code that runs snippets of its own has them run on another thread
        Task task = new Task(runner.thread, code);
        current = task;
        try {
            runner.run(task);
        } finally {
            current = null;
        }
        if (task.abandoned || task.stopped || waiting != null) {
            runner.end(!task.abandoned);
        } else {
            waiting = runner;
        }
        value = task.value;
        thrown = task.thrown;
        if (thrown instanceof OutOfMemoryError) {
            reserve = null;
            relieve(cell);
        }
    }

    private void relieve(Cell cell) {
        if (Relief.isNeeded()) {
            for (String variable : Relief.reset(snippets.keySet(), loader, cell.source)) {
                cell.notices.add(new Cell.Notice(
                        null, "variable `" + variable + "` was set to null because there was no memory left"));
            }
        }
    }

    /** Where the cell is now; empty if it runs no code. */
    StackTraceElement[] whereNow() {
        Task task = current;
        return task == null ? new StackTraceElement[0] : task.thread.getStackTrace();
    }

    @Override
    @SuppressWarnings({"deprecation", "removal"})
    public void stop() throws EngineTerminationException, InternalException {
        Task task = current;
        if (task == null) {
            return;
        }
        armed = false;
        task.stopped = true;
        super.stop();
        task.thread.interrupt();
        if (THREADS_CAN_BE_STOPPED && !endsByItself(task)) {
            task.thread.stop();
        }
    }

    /** Whether the code heeds the interruption, as a training loop does between two steps: to be killed, it would lose both. */
    private static boolean endsByItself(Task task) {
        try {
            return task.end.await(GRACE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Gives a thread up that does not stop; returns whether there was one. */
    boolean abandon() {
        Task task = current;
        if (task == null) {
            return false;
        }
        task.abandoned = true;
        task.end.countDown();
        return true;
    }

    private static Method nothing() {
        try {
            Method method = CellControl.class.getMethod("doNothing");
            method.setAccessible(true); // this class is not public, and JShell calls from another module
            return method;
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One snippet, or other code of the reader. */
    private static final class Task {
        final CountDownLatch end = new CountDownLatch(1);
        final Thread thread;
        private final Callable<@Nullable Object> code;
        volatile @Nullable Object value;
        volatile @Nullable Throwable thrown;
        volatile boolean stopped;
        volatile boolean abandoned;

        Task(Thread thread, Callable<@Nullable Object> code) {
            this.thread = thread;
            this.code = code;
        }

        void call() {
            try {
                Object returned = code.call();
                value = returned == null ? value : returned; // or what it has handed over
            } catch (InvocationTargetException e) {
                thrown = e.getCause();
            } catch (Throwable e) {
                thrown = e;
            }
        }
    }

    /** A thread of a cell, which runs one task after the other until it is told to end. */
    private final class Runner implements Runnable {
        private static final int LOOK_MILLIS = 100;
        private static final Task END = new Task(new Thread(), () -> null);

        final Thread thread;
        private final CellOutput output;
        private final BlockingQueue<Task> tasks = new LinkedBlockingQueue<>();

        Runner(Cell cell) {
            output = cell.output;
            thread = new Thread(cell.threads, this, "main");
            thread.setContextClassLoader(loader);
            thread.start();
        }

        /** Runs a task to its end, or until it is given up. */
        void run(Task task) throws InterruptedException {
            tasks.add(task);
            try {
                while (!task.end.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                    if (!thread.isAlive()) { // stopped before it took the task
                        return;
                    }
                }
            } catch (InterruptedException e) {
                end(false); // nobody will wait for it any more
                throw e;
            }
        }

        void end(boolean wait) throws InterruptedException {
            tasks.add(END);
            if (wait) {
                thread.join();
            }
        }

        @Override
        public void run() {
            for (Task task = next(); task != END; task = next()) {
                try {
                    Console.ofThisJvm().enter(output);
                    Display.withFrontend(output, task::call);
                } catch (Throwable e) { // a stop may arrive anywhere
                    task.thrown = e;
                } finally {
                    task.end.countDown();
                }
            }
        }

        /** An interruption that the last task has left behind is not the next one's. */
        private Task next() {
            while (true) {
                try {
                    return tasks.take();
                } catch (InterruptedException e) {
                    // which has cleared it
                }
            }
        }
    }
}
