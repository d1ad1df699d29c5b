package org.fiftylayers.engine.shell;

/**
 * What {@code System.exit}, {@code Runtime.exit} and {@code Runtime.halt} become in a cell: {@link ExitRewriter} points
 * the calls here, so that a cell ends itself and not the JVM.
 */
@SuppressWarnings("DoNotCallSuggester") // only rewritten cells call these
public final class Exit {
    private Exit() {}

    /** In place of {@code System.exit(status)}. */
    public static void exit(int status) {
        throw new CellStopped(CellError.Kind.EXIT, "System.exit(" + status + ") was called");
    }

    /** In place of {@code runtime.exit(status)}. */
    public static void exit(Runtime runtime, int status) {
        throw new CellStopped(CellError.Kind.EXIT, "Runtime.exit(" + status + ") was called");
    }

    /** In place of {@code runtime.halt(status)}. */
    public static void halt(Runtime runtime, int status) {
        throw new CellStopped(CellError.Kind.EXIT, "Runtime.halt(" + status + ") was called");
    }
}
