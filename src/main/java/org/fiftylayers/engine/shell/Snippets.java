package org.fiftylayers.engine.shell;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.Status;
import jdk.jshell.Snippet.SubKind;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.UnresolvedReferenceException;
import jdk.jshell.VarSnippet;
import org.fiftylayers.display.Display;
import org.fiftylayers.display.MimeBundle;
import org.fiftylayers.engine.shell.CellError.Kind;
import org.jspecify.annotations.Nullable;

/** Cuts cells into snippets, gives them to JShell one by one, and makes sense of what comes back. */
final class Snippets {
    /** Assignments have a value in Java, but a reader who writes one does not ask to see it. */
    private static final Set<SubKind> WITH_RESULT = EnumSet.of(
            SubKind.VAR_VALUE_SUBKIND, SubKind.TEMP_VAR_EXPRESSION_SUBKIND, SubKind.OTHER_EXPRESSION_SUBKIND);

    private static final Pattern NULL_VARIABLE = Pattern.compile("because \"(\\w+)\" is null");

    private final JShell jshell;
    private final CellControl control;
    private final SourceCodeAnalysis analysis;
    private final SourceMap places = new SourceMap();
    private final Diagnosis diagnosis = new Diagnosis(places);
    private final CompileErrors compileErrors;
    /** By JShell's id, where a snippet stands. */
    private final Map<String, Home> homes = new HashMap<>();
    /** By name, what became of variables that a redefinition reset. */
    private final Map<String, String> resets = new HashMap<>();

    Snippets(JShell jshell, CellControl control) {
        this.jshell = jshell;
        this.control = control;
        analysis = jshell.sourceCodeAnalysis();
        compileErrors = new CompileErrors(jshell, control.loader());
    }

    /** How to explain what a cell's background thread died of. */
    Function<Throwable, CellError> diagnosis() {
        return thrown -> diagnosis.explain(thrown, null);
    }

    /** What stands before a snippet in its cell; empty if that is not known. */
    String textBefore(Snippet snippet) {
        Home home = homes.get(snippet.id());
        return home == null ? "" : home.cell.source.substring(0, home.start);
    }

    @Nullable
    Place place(StackTraceElement[] stack) {
        return diagnosis.place(stack, null);
    }

    /**
     * Runs a cell.
     *
     * @param show whether to show the value that a reader would see, or to return whatever the last expression has
     */
    CellResult run(Cell cell, @Nullable Duration limit, boolean show) {
        Set<Snippet> declared = new LinkedHashSet<>();
        Snippet last = null;
        boolean silent = true;
        boolean hasValue = false;
        String rest = cell.source;
        while (true) {
            int start = cell.source.length() - rest.length() + Source.start(rest);
            rest = cell.source.substring(start);
            if (rest.isEmpty()) {
                break;
            }
            Cut info = Cut.of(analysis, rest);
            String source = info.source();
            boolean whole = source != null && info.completeness() != SourceCodeAnalysis.Completeness.UNKNOWN;
            String remaining = whole ? info.remaining() : "";
            silent = Source.endsInSemicolon(rest.substring(0, rest.length() - remaining.length()));
            cell.snippetStart = start;
            control.clear();
            Shortcut shortcut = info.completeness() == SourceCodeAnalysis.Completeness.COMPLETE
                    ? Shortcut.of(rest.substring(0, rest.length() - remaining.length()), isBlank(remaining))
                    : null;
            List<SnippetEvent> events = shortcut == null ? List.of() : jshell.eval(shortcut.source());
            if (shortcut == null || events.get(0).status() == Status.REJECTED) {
                shortcut = null;
                events = jshell.eval(whole ? source : rest);
            }
            CellError error = note(events, cell, declared, shortcut);
            cell.threads.tellDeaths();
            if (error == null) {
                error = failure(events, cell, limit);
            }
            if (error != null) {
                return result(cell, null, null, error);
            }
            last = events.isEmpty() ? last : events.get(events.size() - 1).snippet();
            last = primary(events, last);
            hasValue = shortcut != null ? shortcut.keepsValue() : last != null && WITH_RESULT.contains(last.subKind());
            rest = remaining;
        }
        CellError unresolved = unresolved(declared, cell);
        if (unresolved != null) {
            return result(cell, null, null, unresolved);
        }
        if (!show) {
            boolean expression = hasValue || (last != null && last.kind() == Snippet.Kind.EXPRESSION);
            return result(cell, expression ? control.value() : null, null, null);
        }
        Object value = control.value();
        // who prints without a semicolon does not ask to see the stream
        boolean stream = value == System.out || value == System.err;
        if (!hasValue || silent || stream || cell.output.isNameOfLastShown(value)) {
            return result(cell, null, null, null);
        }
        return shown(cell, value, limit);
    }

    private static boolean isBlank(String text) {
        return Source.start(text) == text.length();
    }

    /** Runs code that is no snippet. */
    CellResult call(Cell cell, Runnable code) {
        try {
            control.call(() -> {
                code.run();
                return null;
            });
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        cell.threads.tellDeaths();
        Throwable thrown = control.thrown();
        CellError error = cell.stopReason.get() != null || thrown == null
                ? failure(List.of(), cell, null)
                : diagnosis.explain(thrown, null);
        return result(cell, null, null, error);
    }

    private static @Nullable Snippet primary(List<SnippetEvent> events, @Nullable Snippet before) {
        Snippet primary = before;
        for (SnippetEvent event : events) {
            primary = event.causeSnippet() == null ? event.snippet() : primary;
        }
        return primary;
    }

    /** The value of the cell, shown on the cell's own thread: {@code toString} may be the reader's, and endless. */
    private CellResult shown(Cell cell, @Nullable Object value, @Nullable Duration limit) {
        try {
            control.call(() -> Display.of(value));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        CellError error = failure(List.of(), cell, limit);
        return result(cell, value, error == null ? (MimeBundle) control.value() : null, error);
    }

    private CellResult result(
            Cell cell, @Nullable Object value, @Nullable MimeBundle shown, @Nullable CellError error) {
        List<String> notices =
                cell.notices.stream().map(Cell.Notice::text).distinct().toList();
        if (error == null && cell.output.isFull()) {
            error = diagnosis.stopped(Kind.OUTPUT_LIMIT, cell.output.limitReached(), null, cell);
        }
        return new CellResult(value, shown, error, notices, cell.abandoned);
    }

    /** Remembers where the snippets stand, and what became of others that depend on them. */
    private @Nullable CellError note(
            List<SnippetEvent> events, Cell cell, Set<Snippet> declared, @Nullable Shortcut shortcut) {
        CellError error = null;
        int lead = shortcut == null ? 0 : shortcut.lead();
        for (SnippetEvent event : events) {
            Snippet snippet = event.snippet();
            if (event.causeSnippet() == null) {
                homes.put(snippet.id(), new Home(cell, cell.snippetStart, lead));
                if (event.status() == Status.REJECTED && error == null) {
                    error = compileErrors.rejected(snippet, cell);
                }
                declared.add(snippet);
                if (snippet instanceof VarSnippet variable) {
                    cell.notices.removeIf(notice -> variable.name().equals(notice.variable()));
                    resets.remove(variable.name());
                }
            } else {
                noteDependent(event, cell);
            }
            Home home = homes.get(snippet.id());
            if (home != null && event.status().isActive() && snippet.kind() != Snippet.Kind.IMPORT) {
                places.add(analysis.wrapper(snippet), home.cell, home.start, home.lead);
            }
        }
        return error;
    }

    /** JShell compiles a variable again when its type or value changes its meaning, and then it is null or 0. */
    private void noteDependent(SnippetEvent event, Cell cell) {
        boolean replaced = event.status() == Status.OVERWRITTEN;
        if (!(event.snippet() instanceof VarSnippet variable)
                || !event.previousStatus().isDefined()
                || replaced) {
            return;
        }
        Home home = homes.get(variable.id());
        String cause = event.causeSnippet() instanceof DeclarationSnippet declaration
                ? "`" + declaration.name() + "` was redefined in " + cell.name
                : "of an import in " + cell.name;
        String from = home == null || home.cell == cell ? "" : " (" + home.cell.name + ")";
        boolean usable = event.status().isDefined();
        String reset =
                "variable `" + variable.name() + "`" + from + (usable ? " was reset because " : " is lost because ")
                        + cause + (usable ? "; run the cell that sets it again" : "");
        cell.notices.add(new Cell.Notice(variable.name(), reset));
        resets.put(variable.name(), reset);
    }

    private @Nullable CellError failure(List<SnippetEvent> events, Cell cell, @Nullable Duration limit) {
        Kind reason = cell.stopReason.get();
        if (reason != null) {
            String message = reason == Kind.TIME_LIMIT && limit != null
                    ? "the cell ran longer than " + limit.toMillis() / 1000.0 + " s"
                    : "the cell was interrupted";
            String left = cell.abandoned ? "; it could not be stopped and still runs" : "";
            return diagnosis.stopped(reason, message + left, null, cell);
        }
        for (SnippetEvent event : events) {
            if (event.exception() instanceof UnresolvedReferenceException unresolved) {
                DeclarationSnippet snippet = unresolved.getSnippet();
                String missing = String.join(", ", compileErrors.unresolved(snippet));
                return new CellError(
                        Kind.EXCEPTION,
                        "unresolved reference",
                        "`" + snippet.name() + "` needs " + missing + ", which is not declared",
                        Place.of(cell.name, cell.source, cell.snippetStart, false),
                        List.of(),
                        "declare it first, or correct its name");
            }
        }
        Throwable thrown = control.thrown();
        if (thrown == null) {
            return null;
        }
        CellError error = diagnosis.explain(thrown, cell);
        return thrown instanceof NullPointerException ? error.withRemedy(reset(error.message())) : error;
    }

    /** Java names the variable that is null; it may be one that a redefinition reset. */
    private @Nullable String reset(String message) {
        Matcher named = NULL_VARIABLE.matcher(message);
        return named.find() ? resets.get(named.group(1)) : null;
    }

    /** A variable of an unknown type is an error at once; a method or class may find what it needs in a later cell. */
    private @Nullable CellError unresolved(Set<Snippet> declared, Cell cell) {
        List<Cell.Notice> waiting = new ArrayList<>();
        for (Snippet snippet : declared) {
            Status status = jshell.status(snippet);
            boolean open = status == Status.RECOVERABLE_DEFINED || status == Status.RECOVERABLE_NOT_DEFINED;
            if (!open || !(snippet instanceof DeclarationSnippet declaration)) {
                continue;
            }
            Home home = homes.get(snippet.id());
            if (snippet instanceof VarSnippet && home != null) {
                return compileErrors.unresolved(declaration, cell, home.start);
            }
            String missing = String.join(", ", compileErrors.unresolved(declaration));
            waiting.add(new Cell.Notice(
                    null, "`" + declaration.name() + "` cannot be used until this is declared: " + missing));
        }
        cell.notices.addAll(waiting);
        return null;
    }

    /** @param lead how many characters stand before it that the reader did not write */
    private record Home(Cell cell, int start, int lead) {}
}
