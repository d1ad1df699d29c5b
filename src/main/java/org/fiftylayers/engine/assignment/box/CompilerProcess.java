package org.fiftylayers.engine.assignment.box;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.fiftylayers.engine.assignment.program.CellCode;
import org.fiftylayers.engine.assignment.program.Fault;
import org.jspecify.annotations.Nullable;

/**
 * Compiles what students wrote, in a sandboxed process that serves many submissions, since a warm compiler is ten times
 * as fast. A program that breaks it down, or keeps it too long, pays for it; the next one has a new process.
 */
public final class CompilerProcess implements AutoCloseable {
    private static final int KILLS = 3;
    /** So many new processes have to end with a program before it is taken for the cause. */
    private static final int DEATHS = 2;

    private final Sandbox sandbox;
    private final String classPath;
    private final Duration limit;
    private @Nullable SandboxedProcess process;

    /** A compiler for programs that see this class path, each of which may take half a minute. */
    public CompilerProcess(Sandbox sandbox, String classPath) {
        this(sandbox, classPath, Duration.ofSeconds(30));
    }

    CompilerProcess(Sandbox sandbox, String classPath, Duration limit) {
        this.sandbox = sandbox;
        this.classPath = classPath;
        this.limit = limit;
    }

    /**
     * Compiles cells; those that do not compile, alone or for want of another, are left out. So is the longest where the
     * compiler breaks down or takes too long, as it is the likeliest cause.
     *
     * @throws IOException if no process can be started
     */
    public synchronized Bytecode compile(String name, List<String> imports, List<CellCode> cells) throws IOException {
        List<CellCode> left = new ArrayList<>(cells);
        List<Fault> faults = new ArrayList<>();
        int kills = 0;
        int deaths = 0;
        while (true) {
            boolean used = process != null;
            try {
                Bytecode code = attempt(name, imports, left);
                faults.addAll(code.faults());
                return new Bytecode(code.cells(), code.variables(), code.classes(), faults);
            } catch (BoxException e) {
                close();
                boolean slow = e.kind() == BoxException.Kind.TIMED_OUT;
                if (e.kind() == BoxException.Kind.KILLED && kills++ < KILLS) {
                    continue; // not the program's doing, as far as one can know
                }
                if (slow && !faults.isEmpty()) {
                    return Bytecode.none("the compiler was not done after " + limit.toSeconds() + " seconds");
                }
                if (left.isEmpty()) {
                    return Bytecode.none("the compiler breaks down");
                }
                deaths += used ? 0 : 1; // a used one may have been left in a bad way by an earlier program
                if (slow || deaths == DEATHS) {
                    deaths = 0;
                    CellCode longest = Collections.max(
                            left, Comparator.comparingInt(cell -> cell.source().length()));
                    left.remove(longest);
                    faults.add(new Fault(
                            longest.id(),
                            1,
                            1,
                            slow ? "takes the compiler too long" : "nests too deeply for the compiler"));
                }
            }
        }
    }

    private Bytecode attempt(String name, List<String> imports, List<CellCode> cells) throws IOException {
        SandboxedProcess now = process;
        if (now == null) {
            now = new SandboxedProcess(
                    sandbox, classPath, CompilerAgent.class, List.of("-XX:+UseSerialGC", "-Xmx512m", "-Xss4m"));
            process = now;
        }
        return Objects.requireNonNull(now.ask(
                Frames.COMPILE,
                out -> {
                    Values.writeText(out, name);
                    out.writeInt(imports.size());
                    for (String line : imports) {
                        Values.writeText(out, line);
                    }
                    out.writeInt(cells.size());
                    for (CellCode cell : cells) {
                        Values.writeText(out, cell.id());
                        Values.writeText(out, cell.source());
                    }
                },
                Bytecode::read,
                limit));
    }

    @Override
    public synchronized void close() {
        if (process != null) {
            process.close();
            process = null;
        }
    }
}
