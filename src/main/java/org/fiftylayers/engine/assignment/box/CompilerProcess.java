package org.fiftylayers.engine.assignment.box;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.fiftylayers.engine.assignment.program.CellCode;
import org.jspecify.annotations.Nullable;

/**
 * Compiles what students wrote, in a sandboxed process that serves many submissions, since a warm compiler is ten times
 * as fast. A program that kills it, or keeps it too long, costs that program; the next one has a new process.
 */
public final class CompilerProcess implements AutoCloseable {
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
     * Compiles cells; those that do not compile, alone or for want of another, are left out.
     *
     * @throws IOException if no process can be started
     */
    public synchronized Bytecode compile(String name, List<String> imports, List<CellCode> cells) throws IOException {
        boolean used = process != null;
        try {
            return attempt(name, imports, cells);
        } catch (BoxException e) {
            close();
            if (used && e.kind() == BoxException.Kind.DIED) {
                return compile(name, imports, cells); // an earlier program may have left it in a bad way
            }
            return Bytecode.none(
                    e.kind() == BoxException.Kind.TIMED_OUT
                            ? "the compiler was not done after " + limit.toSeconds() + " seconds"
                            : "the compiler broke down");
        }
    }

    private Bytecode attempt(String name, List<String> imports, List<CellCode> cells) throws IOException {
        SandboxedProcess now = process;
        if (now == null) {
            now = new SandboxedProcess(sandbox, classPath, CompilerAgent.class, List.of("-Xmx512m", "-Xss4m"));
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
