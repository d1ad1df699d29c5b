package org.fiftylayers.engine.assignment.box;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A process that runs one student's program, for one use. */
public final class Box implements AutoCloseable {
    private final SandboxedProcess process;
    private Duration limit;

    /**
     * Starts a process.
     *
     * @param limit how long an answer may take
     * @throws IOException if it does not start; that is no student's fault
     */
    public Box(Sandbox sandbox, String classPath, Duration limit) throws IOException {
        this(sandbox, classPath, limit, List.of());
    }

    /** @param more options of the virtual machine */
    Box(Sandbox sandbox, String classPath, Duration limit, List<String> more) throws IOException {
        this.limit = limit;
        // of all collectors, the one that starts fastest: Java's own archive holds objects for this one only
        List<String> options = new ArrayList<>(List.of("-XX:+UseG1GC", "-Xmx" + Sandbox.MEGABYTES + "m", "-Xss1m"));
        options.addAll(more);
        process = new SandboxedProcess(sandbox, classPath, Agent.class, options);
    }

    /** Sets how long each later answer may take. */
    public void limit(Duration fresh) {
        limit = fresh;
    }

    /** Loads a program. */
    public void load(String name, Map<String, byte[]> classes) {
        process.ask(
                Frames.LOAD,
                out -> {
                    Values.writeText(out, name);
                    Bytecode.writeClasses(out, classes);
                },
                Values::read,
                limit);
    }

    /**
     * Calls a static method of the program.
     *
     * @param types the simple names of its parameters' types, without type arguments
     * @throws BoxException if no value comes back
     */
    public @Nullable Object call(String name, List<String> types, @Nullable Object... arguments) {
        return process.ask(
                Frames.CALL,
                out -> {
                    Values.writeText(out, name);
                    out.writeInt(types.size());
                    for (String type : types) {
                        Values.writeText(out, type);
                    }
                    for (Object argument : arguments) {
                        Values.write(out, argument);
                    }
                },
                Values::read,
                limit);
    }

    /**
     * The value of a static variable of the program.
     *
     * @throws BoxException if no value comes back
     */
    public @Nullable Object get(String name) {
        return process.ask(Frames.GET, out -> Values.writeText(out, name), Values::read, limit);
    }

    /** Lets the process end by itself, within the time. */
    void end(Duration time) throws IOException {
        process.end(time);
    }

    /** Whether it can still be asked. */
    public boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        process.close();
    }
}
