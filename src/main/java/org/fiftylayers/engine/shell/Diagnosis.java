package org.fiftylayers.engine.shell;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.fiftylayers.engine.shell.CellError.Kind;
import org.jspecify.annotations.Nullable;

/** Turns what a cell threw into an error that a reader understands: cells and lines, no frames of the engine. */
final class Diagnosis {
    private static final String ENGINE = "org.fiftylayers.engine.";
    private static final int FRAMES = 12;
    private static final Pattern SNIPPET_CLASS = Pattern.compile("REPL\\.\\$JShell\\$\\d+[A-Z]*[.$]?");
    /** Names a class loader by its identity hash, which is another in every run. */
    private static final Pattern LOADERS = Pattern.compile(" \\([^()]* (is|are) in [^()]*\\)");

    private final SourceMap places;

    Diagnosis(SourceMap places) {
        this.places = places;
    }

    /** The error for something thrown in {@code cell}; without a cell, the place is that of the innermost frame. */
    CellError explain(Throwable thrown, @Nullable Cell cell) {
        StackTraceElement[] stack = thrown.getStackTrace();
        Place place = place(stack, cell == null ? null : cell.name);
        if (place == null && cell != null) {
            place = Place.of(cell.name, cell.source, cell.snippetStart, false);
        }
        if (thrown instanceof CellStopped stopped) {
            return stopped(stopped.kind, message(thrown), place, cell);
        }
        if (thrown instanceof EvalException inner) {
            return inner.error();
        }
        if (thrown instanceof MagicException magic) {
            return new CellError(Kind.EXCEPTION, magic.magic(), message(magic), place, List.of(), magic.remedy());
        }
        if (thrown instanceof StackOverflowError) {
            // Which frame of a recursion overflows is chance: name the statement that began it, and all who took part.
            // A
            // line that is there once is no part of the loop, but where a method was entered for the last time.
            Place begin = cell == null ? place : Place.of(cell.name, cell.source, cell.snippetStart, false);
            Set<String> seen = new HashSet<>();
            Set<String> loop = new TreeSet<>();
            for (StackTraceElement frame : stack) {
                String line = frameLine(frame);
                if (line != null && !frame.getMethodName().equals("do_it$") && !seen.add(line)) {
                    loop.add("recursion " + line);
                }
            }
            return new CellError(
                    Kind.STACK_OVERFLOW, typeName(thrown), "", begin, List.copyOf(loop), Remedies.STACK_OVERFLOW);
        }
        List<String> details = new ArrayList<>();
        addFrames(details, stack, place);
        addCauses(details, thrown);
        Kind kind = thrown instanceof OutOfMemoryError ? Kind.OUT_OF_MEMORY : Kind.EXCEPTION;
        return new CellError(
                kind, typeName(thrown), message(thrown), place, details, ExceptionRemedies.of(thrown, message(thrown)));
    }

    /** The error for a cell that was made to end. */
    CellError stopped(Kind kind, String message, @Nullable Place at, @Nullable Cell cell) {
        Place place = at;
        if (place == null && cell != null) {
            place = Objects.requireNonNullElseGet(
                    place(cell.stoppedAt, cell.name), () -> Place.of(cell.name, cell.source, cell.snippetStart, false));
        }
        return new CellError(kind, Remedies.title(kind), message, place, List.of(), Remedies.of(kind));
    }

    /** The innermost frame in the given cell, or in any when none is given. */
    @Nullable
    Place place(StackTraceElement[] stack, @Nullable String cell) {
        Place first = null;
        for (StackTraceElement frame : stack) {
            Place place = places.find(frame);
            if (place != null && place.cell().equals(cell)) {
                return place;
            }
            first = first == null ? place : first;
        }
        return cell == null ? first : null;
    }

    private void addFrames(List<String> lines, StackTraceElement[] stack, @Nullable Place shown) {
        String library = null;
        int frames = 0;
        for (StackTraceElement frame : stack) {
            if (!SourceMap.isSnippet(frame.getClassName())) {
                boolean ours = frame.getClassName().startsWith(ENGINE); // such as what stands in for System.in
                library = ours ? library : "in " + frame.getClassName() + "." + frame.getMethodName();
                continue;
            }
            String line = frameLine(frame);
            if (frames == 0 && library != null) {
                lines.add(library); // only the call that the cell itself made: what lies deeper differs between JDKs
            }
            if (line != null && ++frames <= FRAMES && !isJust(line, shown)) {
                lines.add(line);
            }
        }
        if (frames > FRAMES) {
            lines.add("… and " + (frames - FRAMES) + " more calls");
        }
    }

    private static boolean isJust(String line, @Nullable Place shown) {
        return shown != null && line.equals("at " + shown);
    }

    private @Nullable String frameLine(StackTraceElement frame) {
        Place place = places.find(frame);
        if (place == null) {
            return null;
        }
        String method = frame.getMethodName();
        String owner = clean(frame.getClassName());
        if (method.equals("do_it$") || method.startsWith("lambda$") || method.startsWith("<")) {
            return "at " + place;
        }
        return "at " + (owner.isEmpty() ? "" : owner.replace('$', '.') + ".") + method + " (" + place + ")";
    }

    private void addCauses(List<String> lines, Throwable thrown) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        seen.add(thrown);
        addSuppressed(lines, thrown, seen);
        for (Throwable cause = thrown.getCause(); cause != null && seen.add(cause); cause = cause.getCause()) {
            add(lines, "caused by ", cause);
            addSuppressed(lines, cause, seen);
        }
    }

    /** What went wrong besides, as when a file could not be closed after an error. */
    private void addSuppressed(List<String> lines, Throwable thrown, Set<Throwable> seen) {
        for (Throwable suppressed : thrown.getSuppressed()) {
            if (seen.add(suppressed)) {
                add(lines, "besides, ", suppressed);
            }
        }
    }

    private void add(List<String> lines, String label, Throwable thrown) {
        String message = message(thrown);
        lines.add(label + typeName(thrown) + (message.isEmpty() ? "" : ": " + message));
        for (StackTraceElement frame : thrown.getStackTrace()) {
            String line = frameLine(frame);
            if (line != null) {
                lines.add("  " + line);
                break;
            }
        }
    }

    private static String typeName(Throwable thrown) {
        return clean(thrown.getClass().getName()).replace('$', '.');
    }

    /** The message; the reader's own {@code getMessage} may throw as well. */
    private static String message(Throwable thrown) {
        try {
            String message = thrown.getLocalizedMessage();
            return message == null ? "" : clean(message);
        } catch (Throwable e) {
            return "(getMessage failed: " + e.getClass().getName() + ")";
        }
    }

    /** Text without JShell's class names and without what differs from run to run. */
    static String clean(String text) {
        return SNIPPET_CLASS.matcher(LOADERS.matcher(text).replaceAll("")).replaceAll("");
    }
}
