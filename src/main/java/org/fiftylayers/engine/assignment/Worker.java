package org.fiftylayers.engine.assignment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.fiftylayers.engine.assignment.box.CompilerProcess;
import org.fiftylayers.engine.assignment.box.Sandbox;
import org.fiftylayers.engine.assignment.gradebook.Gradebook;
import org.fiftylayers.engine.assignment.gradebook.Mark;
import org.fiftylayers.engine.assignment.gradebook.Row;
import org.fiftylayers.engine.assignment.program.Compiler;
import org.jspecify.annotations.Nullable;

/**
 * Judges one row after another in one thread. A failure of ours is tried again and never becomes a mark; a row with which
 * the grader itself ended, or failed, three times is held for a person.
 */
final class Worker implements AutoCloseable {
    private static final int ATTEMPTS = 3;

    private final Course course;
    private final Gradebook book;
    private final Assignments assignments;
    private final Sandbox sandbox;
    private final Grader.Options options;
    private final Compiler compiler;
    private final CompilerProcess students;
    private String last = "";
    private @Nullable Judge judge;

    Worker(Course course, Gradebook book, Assignments assignments, Sandbox sandbox, Grader.Options options) {
        this.course = course;
        this.book = book;
        this.assignments = assignments;
        this.sandbox = sandbox;
        this.options = options;
        compiler = new Compiler(options.classPath());
        students = new CompilerProcess(sandbox, options.classPath());
    }

    /**
     * Judges a row.
     *
     * @return the row as it is from now on
     * @throws IOException if no sandbox starts, or the gradebook cannot be written: nothing more can be judged
     */
    Row judge(Row row) throws IOException {
        Row now = row.state() == Row.State.PENDING ? row : book.reopen(row);
        if (now.attempts() >= ATTEMPTS) {
            return hold(now, "the grader ended");
        }
        now = book.begin(now);
        for (int failures = 1; ; failures++) {
            try {
                return once(now);
            } catch (AssignmentException e) {
                throw e; // the instructor's notebook is wrong, for everybody
            } catch (RuntimeException | Error e) {
                if (failures == ATTEMPTS) {
                    return hold(now, e.toString());
                }
            } catch (UnavailableException e) {
                if (failures == ATTEMPTS) {
                    book.reopen(now);
                    throw e;
                }
            }
        }
    }

    private Row hold(Row row, String why) throws IOException {
        return book.hold(
                row,
                "judging it failed " + ATTEMPTS + " times: " + why
                        + "; no mark is given; read it, then grade with --held");
    }

    private Row once(Row row) throws IOException {
        Assignments.Graded graded = assignments.of(row, compiler);
        String basis = assignments.basis(row);
        try {
            Submission submission = Submission.read(graded.assignment(), row.student(), file(row), row.file());
            List<Mark> marks;
            try {
                marks = judge(graded, basis).judge(submission);
            } catch (IOException e) {
                throw new UnavailableException(e);
            }
            return book.grade(row, basis, sandbox.verified(), marks, submission.notes());
        } catch (RefusedException e) {
            return book.refuse(row, basis, String.valueOf(e.getMessage()));
        }
    }

    /** The copy; where there is none, what was handed in is nothing that one would keep, and is refused. */
    private Path file(Row row) {
        Path copy = book.copy(row);
        return Files.exists(copy) ? copy : course.submitted().resolveSibling(row.file());
    }

    private Judge judge(Assignments.Graded graded, String basis) {
        Judge known = judge;
        if (known == null || !last.equals(basis)) {
            known = new Judge(
                    graded.assignment(), graded.tests(), students, sandbox, options.classPath(), options.limit());
            judge = known;
            last = basis;
        }
        return known;
    }

    @Override
    public void close() {
        students.close();
        compiler.close();
    }

    /** What students' code needs to run is not to be had. */
    private static final class UnavailableException extends IOException {
        private static final long serialVersionUID = 1;

        UnavailableException(IOException cause) {
            super(cause.getMessage(), cause);
        }
    }
}
