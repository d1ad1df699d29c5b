package org.fiftylayers.engine.assignment;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fiftylayers.display.MimeBundle;
import org.fiftylayers.engine.notebook.Cell;
import org.fiftylayers.engine.notebook.CodeCell;
import org.fiftylayers.engine.notebook.Notebook;
import org.fiftylayers.engine.notebook.Notebooks;
import org.fiftylayers.engine.shell.CellError;
import org.fiftylayers.engine.shell.CellResult;
import org.fiftylayers.engine.shell.Shell;
import org.fiftylayers.engine.shell.ShellEvent;
import org.fiftylayers.engine.shell.ShellOptions;

/**
 * A student's own check: runs a notebook from top to bottom, as Jupyter's “Restart and run all” does, and tells which
 * public tests pass. It runs here and now, in no sandbox: what comes out is for the student, and proves nothing to others.
 */
public final class Validation {
    private static final Pattern TEST_CLASS = Pattern.compile("(?m)^(?:\\w+\\s+)*class\\s+(\\w+)");

    private Validation() {}

    /**
     * What became of a cell.
     *
     * @param id the {@code grade_id}, or the cell's own
     * @param points what its public and hidden tests together are worth
     * @param problem empty if all went well
     * @param shown what its tests printed
     */
    public record Result(String id, GradedCell.Kind kind, double points, String problem, String shown) {
        /** Whether nothing went wrong. */
        public boolean passed() {
            return problem.isEmpty();
        }
    }

    /**
     * Runs a notebook.
     *
     * @param limit how long a cell may take
     * @return test cells, solution cells that fail, and whatever else of the notebook fails
     * @throws AssignmentException if it is no assignment's notebook
     */
    public static List<Result> of(Path file, Duration limit) throws IOException {
        Notebook notebook = Notebooks.read(file);
        List<Result> results = new ArrayList<>();
        boolean any = false;
        try (Shell shell = Shell.open(ShellOptions.defaults())) {
            for (Cell cell : notebook.cells()) {
                GradedCell role = GradedCell.of(cell, file.toString());
                any |= role != null && role.kind() == GradedCell.Kind.TEST;
                if (cell instanceof CodeCell) {
                    Result result = run(shell, cell, role == null ? GradedCell.locked(cell.id()) : role, limit);
                    if (!result.passed() || result.kind() == GradedCell.Kind.TEST) {
                        results.add(result);
                    }
                }
            }
        }
        if (!any) {
            throw new AssignmentException(file.toString(), "", "has no test cells; is it a released assignment?");
        }
        return results;
    }

    private static Result run(Shell shell, Cell cell, GradedCell role, Duration limit) {
        StringBuilder shown = new StringBuilder();
        CellResult result = shell.eval(role.id(), source(cell, role), limit, event -> {
            if (event instanceof ShellEvent.Shown bundle) {
                shown.append(bundle.bundle().data().get(MimeBundle.TEXT)).append('\n');
            }
        });
        CellError error = result.error();
        String problem = error == null ? "" : String.join("\n", error.lines());
        if (error == null && cell.source().contains(Release.THROW)) {
            problem = "is still as it was handed out";
        }
        return new Result(
                role.id(),
                role.kind(),
                role.points(),
                role.kind() == GradedCell.Kind.TEST ? words(error) : problem,
                shown.toString().stripTrailing());
    }

    private static String words(@org.jspecify.annotations.Nullable CellError error) {
        if (error == null) {
            return "";
        }
        return error.type().endsWith(".Told") ? error.message() : String.join("\n", error.lines());
    }

    /** With its tests run, where the instructor only declares them. */
    private static String source(Cell cell, GradedCell role) {
        String source = cell.source();
        if (role.kind() != GradedCell.Kind.TEST || source.contains("Tests.run(")) {
            return source;
        }
        List<String> classes = new ArrayList<>();
        Matcher found = TEST_CLASS.matcher(source);
        while (source.contains("@Test") && found.find()) {
            classes.add(found.group(1) + ".class");
        }
        return classes.isEmpty()
                ? source
                : source + "\norg.fiftylayers.assignment.Tests.run(" + String.join(", ", classes) + ");";
    }
}
