package org.fiftylayers.engine.assignment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fiftylayers.engine.assignment.box.Box;
import org.fiftylayers.engine.assignment.box.BoxException;
import org.fiftylayers.engine.assignment.box.Bytecode;
import org.fiftylayers.engine.assignment.box.Sandbox;
import org.fiftylayers.engine.assignment.box.Widening;
import org.fiftylayers.engine.assignment.gradebook.Verdict;
import org.fiftylayers.engine.assignment.program.Program;
import org.jspecify.annotations.Nullable;

/** One submission's box, which is replaced when it dies, and what the running test has met in it. */
final class Questions implements Answers, AutoCloseable {
    static final String STUDENT = "StudentProgram";

    /** All cells together may take as long as so many tests. */
    private static final int CELLS = 3;

    /** What a box does not survive. */
    private static final Set<BoxException.Kind> ENDS =
            Set.of(BoxException.Kind.TIMED_OUT, BoxException.Kind.DIED, BoxException.Kind.KILLED);

    private final Bytecode code;
    private final Map<String, String> wanted;
    private final Sandbox sandbox;
    private final String classPath;
    private final Duration limit;
    private final Map<String, String> unfinished = new HashMap<>();
    private final IdentityHashMap<Throwable, BoxException> thrown = new IdentityHashMap<>();
    private @Nullable Box box;
    private long deadline;
    private @Nullable BoxException worst;
    private @Nullable String fault;
    private @Nullable IOException ours;
    private boolean killed;

    /** @param wanted the id of the cell that should declare it, by name of a method or variable */
    Questions(Bytecode code, Map<String, String> wanted, Sandbox sandbox, String classPath, Duration limit) {
        this.code = code;
        this.wanted = wanted;
        this.sandbox = sandbox;
        this.classPath = classPath;
        this.limit = limit;
    }

    /** How long a test may go on in all, with a box that starts anew and its own work. */
    Duration longestTest() {
        return limit.multipliedBy(2 * CELLS);
    }

    /** A test begins, or what comes before it. */
    synchronized void begin() {
        worst = null;
        fault = null;
        thrown.clear();
        deadline = System.nanoTime() + limit.toNanos();
    }

    /** A test ends: what the box did counts before what the test made of it. */
    synchronized Outcome end(@Nullable Throwable end) {
        if (worst != null) {
            return outcome(worst);
        }
        BoxException student = end == null ? null : thrown.get(end);
        return student == null ? Outcome.of(end) : Thrown.outcome(student);
    }

    /** Throws what is our own failure, if there was one. */
    void check() throws IOException {
        if (ours != null) {
            throw ours;
        }
    }

    /** Whether a box was killed, which may be nobody's fault here. */
    boolean killed() {
        return killed;
    }

    private Outcome outcome(BoxException met) {
        String message = String.valueOf(met.getMessage());
        return switch (met.kind()) {
            case THREW -> Thrown.outcome(met);
            case MISSING ->
                fault == null ? same(Verdict.MISSING, message) : same(Verdict.NOT_COMPILED, message + "; " + fault);
            case UNFIT -> new Outcome(Verdict.FAILED, message, "a value of another type than expected");
            case TIMED_OUT -> same(Verdict.TIMED_OUT, "your code took longer than " + limit.toMillis() / 1000.0 + " s");
            case DIED, KILLED -> same(Verdict.DIED, message);
        };
    }

    private static Outcome same(Verdict verdict, String message) {
        return new Outcome(verdict, message, message);
    }

    /** The value of a student's variable. */
    synchronized @Nullable Object get(String name, String type) {
        try {
            Object value = box().get(name);
            String cell = code.variables().getOrDefault(name, "");
            String why = unfinished.get(cell);
            if (why != null && isDefault(value)) {
                throw new BoxException(
                        BoxException.Kind.MISSING,
                        "variable " + name + " has no value, since cell '" + cell + "' " + why);
            }
            return Widening.to(type, value, name);
        } catch (BoxException e) {
            throw note(e, name);
        }
    }

    private static boolean isDefault(@Nullable Object value) {
        return value == null
                || (value instanceof Number number && number.doubleValue() == 0)
                || Boolean.FALSE.equals(value)
                || Character.valueOf('\0').equals(value);
    }

    @Override
    public synchronized @Nullable Object call(
            String name, String returnType, String[] types, @Nullable Object[] arguments) {
        if (worst != null && ENDS.contains(worst.kind())) {
            throw worst; // this test is lost; a fresh box is for the next one
        }
        try {
            Object value = box().call(name, List.of(types), arguments);
            return Widening.to(returnType, value, "what " + name + " returns");
        } catch (BoxException e) {
            if (e.kind() != BoxException.Kind.THREW) {
                throw note(e, name);
            }
            Throwable same = Thrown.of(e);
            thrown.put(same, e);
            throw Questions.<RuntimeException>sneaky(same);
        }
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> RuntimeException sneaky(Throwable thrown) throws E {
        throw (E) thrown;
    }

    private BoxException note(BoxException met, String name) {
        killed |= met.kind() == BoxException.Kind.KILLED;
        if (worst == null) {
            worst = met;
            String cell = wanted.getOrDefault(name, "");
            fault = code.faults().stream()
                    .filter(each -> each.cell().equals(cell) || each.cell().isEmpty())
                    .map(each -> each.cell().isEmpty() ? each.message() : each.toString())
                    .findFirst()
                    .orElse(null);
        }
        return met;
    }

    private Box box() {
        Box now = box;
        if (now == null || !now.isAlive()) {
            long start = System.nanoTime();
            now = start();
            deadline += System.nanoTime() - start; // a box's start is no part of a test
            box = now;
        }
        now.limit(Duration.ofNanos(Math.max(1_000_000, deadline - System.nanoTime())));
        return now;
    }

    /** A box in which all cells have run but those that end it, which are left out. */
    private Box start() {
        if (code.classes().isEmpty()) {
            throw new BoxException(BoxException.Kind.MISSING, "there is no program");
        }
        while (true) {
            Box fresh;
            try {
                fresh = new Box(sandbox, classPath, limit.multipliedBy(CELLS));
            } catch (IOException e) {
                ours = e;
                throw new UncheckedIOException(e);
            }
            fresh.load(STUDENT, code.classes());
            if (ran(fresh)) {
                return fresh;
            }
            fresh.close();
        }
    }

    private boolean ran(Box fresh) {
        long end = System.nanoTime() + limit.multipliedBy(CELLS).toNanos();
        for (int i = 0; i < code.cells().size(); i++) {
            String cell = code.cells().get(i);
            String before = unfinished.get(cell);
            if (before != null && !before.startsWith("threw")) {
                continue;
            }
            fresh.limit(Duration.ofNanos(Math.max(1_000_000, end - System.nanoTime())));
            try {
                fresh.call(Program.run(i), List.of());
            } catch (BoxException e) {
                switch (e.kind()) {
                    case THREW -> {
                        List<String> classes = e.classes();
                        unfinished.put(cell, "threw " + (classes.isEmpty() ? "something" : classes.get(0)));
                    }
                    case TIMED_OUT -> unfinished.put(cell, "did not end");
                    default -> {
                        killed |= e.kind() == BoxException.Kind.KILLED;
                        unfinished.put(cell, "ended the process");
                    }
                }
                if (e.kind() != BoxException.Kind.THREW) {
                    return false;
                }
            }
        }
        return true;
    }

    @Override
    public synchronized void close() {
        if (box != null) {
            box.close();
        }
    }
}
