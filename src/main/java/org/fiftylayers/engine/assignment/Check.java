package org.fiftylayers.engine.assignment;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.fiftylayers.engine.assignment.box.CompilerProcess;
import org.fiftylayers.engine.assignment.box.Unsandboxed;
import org.fiftylayers.engine.assignment.gradebook.Mark;
import org.fiftylayers.engine.assignment.gradebook.Verdict;
import org.fiftylayers.engine.assignment.program.CellCode;
import org.fiftylayers.engine.assignment.program.Compiler;
import org.fiftylayers.engine.assignment.program.Member;
import org.fiftylayers.engine.notebook.Cell;
import org.fiftylayers.engine.notebook.CodeCell;
import org.fiftylayers.engine.notebook.Notebook;
import org.jspecify.annotations.Nullable;

/**
 * Tests an assignment's tests: the instructor's answers earn all points, no answers earn none, and each test has a wrong
 * answer that it rejects.
 */
public final class Check {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final Assignment assignment;
    private final List<String> problems = new ArrayList<>();
    private int items;
    private int mutants;

    private Check(Assignment assignment) {
        this.assignment = assignment;
    }

    /**
     * What was found.
     *
     * @param points all points together
     * @param items how many tests and cells are graded
     * @param mutants how many wrong answers were tried
     * @param problems what is wrong, a line each; none if the assignment is sound
     */
    public record Report(double points, int items, int mutants, List<String> problems) {}

    /**
     * Checks an assignment. Its own answers and mutants run in a process beside this one, and in no sandbox.
     *
     * @throws IOException if no process can be started
     */
    public static Report of(Assignment assignment) throws IOException {
        Check check = new Check(assignment);
        check.run();
        double points = assignment.cells().stream()
                .mapToDouble(entry -> entry.role() == null ? 0 : entry.role().points())
                .sum();
        if (points == 0) {
            check.problem("", "nothing in it is worth points; set them in the test cells' metadata");
        }
        return new Report(points, check.items, check.mutants, List.copyOf(check.problems));
    }

    private void run() throws IOException {
        String classPath = System.getProperty("java.class.path", "");
        try (Compiler compiler = new Compiler(classPath)) {
            assignment.cells().forEach(this::cell);
            for (Path stray : HiddenTests.strays(Path.of(assignment.file()))) {
                problem(
                        "",
                        stray.getFileName() + " beside it belongs to no test cell, by its name; name it after a test"
                                + " cell's grade_id, or put what students need into the notebook");
            }
            if (!problems.isEmpty()) {
                return;
            }
            Notebook released = Release.of(assignment, compiler);
            publicTestsCompile(released, compiler);
            Tests tests = new Tests(assignment, compiler);
            tests.stubbed().forEach(this::crosses);
            if (!problems.isEmpty()) {
                return;
            }
            Unsandboxed here = new Unsandboxed();
            try (CompilerProcess answers = new CompilerProcess(here, classPath)) {
                Judge judge = new Judge(assignment, tests, answers, here, classPath, LIMIT);
                solved(judge);
                stripped(judge, released);
                mutants(judge);
            }
        } catch (AssignmentException e) {
            problems.add(e.getMessage());
        }
    }

    private void cell(Assignment.Entry entry) {
        GradedCell role = entry.role();
        Regions regions =
                new Regions(assignment.file(), entry.id(), entry.cell().source());
        try {
            regions.requireClosed();
            if (regions.hasSolution() && !Assignment.isSolution(entry)) {
                problem(entry.id(), "has a solution, but is no solution cell; set nbgrader.solution in its metadata");
            }
            if (regions.hasHiddenTests() && !Assignment.isTest(entry)) {
                problem(entry.id(), "has hidden tests, but is no test cell; set nbgrader.grade in its metadata");
            }
            if (!regions.mutants().isEmpty() && !entry.is(GradedCell.Kind.SOLUTION)) {
                problem(entry.id(), "has mutants, but no test judges it");
            }
        } catch (AssignmentException e) {
            problems.add(e.getMessage());
        }
        if (role == null) {
            return;
        }
        if (!role.id().matches("[A-Za-z0-9_-]+")) {
            problem(role.id(), "grade_id must be of letters, digits, - and _");
        }
        boolean judged = role.kind() != GradedCell.Kind.SOLUTION && role.kind() != GradedCell.Kind.LOCKED;
        if (judged && role.points() == 0) {
            problem(role.id(), "is graded, but worth 0 points");
        }
        if (role.kind() == GradedCell.Kind.TEST && !(entry.cell() instanceof CodeCell)) {
            problem(role.id(), "is a test cell, but has no code");
        }
    }

    private void crosses(Member member) {
        List<String> types = new ArrayList<>();
        if (member.kind() != Member.Kind.TYPE) {
            types.add(member.type());
        }
        member.parameters().forEach(parameter -> types.add(parameter.type()));
        for (String type : types) {
            if (!Crossing.isPossible(type, member)) {
                problem(
                        member.cell(),
                        member.signature() + ": a " + type + " cannot be passed between a student's program and the"
                                + " tests; use numbers, texts, Matrix, and arrays, lists and maps of these");
            }
        }
    }

    /** As in a student's notebook with all answers right. */
    private void publicTestsCompile(Notebook released, Compiler compiler) {
        List<CellCode> code = new ArrayList<>();
        Map<String, String> answers = answers();
        for (int i = 0; i < released.cells().size(); i++) {
            Assignment.Entry entry = assignment.cells().get(i);
            if (entry.cell() instanceof CodeCell) {
                String text =
                        answers.getOrDefault(entry.id(), released.cells().get(i).source());
                code.add(new CellCode(entry.id(), text));
            }
        }
        compiler.compile("Notebook", Tests.IMPORTS, code, List.of())
                .faults()
                .forEach(fault -> problem(
                        fault.cell(),
                        "line " + fault.line() + ": as released, it does not compile: " + fault.message()));
    }

    private void solved(Judge judge) throws IOException {
        for (Mark mark : judge.judge(new Submission("solution", answers(), List.of()))) {
            items++;
            if (mark.verdict() != Verdict.PASSED && mark.verdict() != Verdict.MANUAL) {
                problem(mark.cell(), item(mark) + " rejects the instructor's answer: " + told(mark));
            }
        }
    }

    private void stripped(Judge judge, Notebook released) throws IOException {
        Map<String, String> nothing = new LinkedHashMap<>();
        for (int i = 0; i < released.cells().size(); i++) {
            Assignment.Entry entry = assignment.cells().get(i);
            if (Assignment.isSolution(entry)) {
                nothing.put(entry.id(), released.cells().get(i).source());
            }
        }
        for (Mark mark : judge.judge(new Submission("nobody", nothing, List.of()))) {
            if (mark.verdict() == Verdict.PASSED) {
                problem(mark.cell(), item(mark) + " passes without any answer");
            }
        }
    }

    private void mutants(Judge judge) throws IOException {
        Set<String> idle = new TreeSet<>();
        Map<String, Mark> marks = new LinkedHashMap<>();
        for (Assignment.Entry entry : assignment.cells()) {
            if (!Assignment.isSolution(entry)) {
                continue;
            }
            for (Map.Entry<String, String> mutant : new Regions(
                            assignment.file(), entry.id(), entry.cell().source())
                    .mutants()
                    .entrySet()) {
                mutants++;
                Map<String, String> answers = answers();
                answers.put(entry.id(), mutant.getValue());
                boolean rejected = false;
                for (Mark mark : judge.judge(new Submission(mutant.getKey(), answers, List.of()))) {
                    String key = mark.cell() + " " + mark.item();
                    marks.put(key, mark);
                    boolean rejects = mark.verdict() != Verdict.PASSED && mark.verdict() != Verdict.MANUAL;
                    if (mark.verdict() == Verdict.NOT_COMPILED) {
                        problem(entry.id(), "mutant " + mutant.getKey() + " does not compile: " + told(mark));
                        return;
                    }
                    if (rejects) {
                        rejected = true;
                        idle.add(key);
                    }
                }
                if (!rejected) {
                    problem(entry.id(), "no test rejects the mutant " + mutant.getKey());
                }
            }
        }
        if (mutants == 0) {
            problem(
                    "",
                    "declares no wrong answer; write `// MUTANT name: code` into solution regions, so that it can be"
                            + " seen what the tests reject");
        }
        marks.forEach((key, mark) -> {
            if (mark.verdict() != Verdict.MANUAL && !idle.contains(key)) {
                problem(mark.cell(), item(mark) + " rejects no declared mutant; declare a wrong answer that it is for");
            }
        });
    }

    /** The instructor's, by cell. */
    private Map<String, String> answers() {
        Map<String, String> answers = new LinkedHashMap<>();
        for (Assignment.Entry entry : assignment.cells()) {
            if (Assignment.isSolution(entry)) {
                Cell cell = entry.cell();
                answers.put(entry.id(), new Regions(assignment.file(), entry.id(), cell.source()).solved());
            }
        }
        return answers;
    }

    private static String item(Mark mark) {
        return mark.item().isEmpty() ? "it" : mark.item();
    }

    private static String told(Mark mark) {
        return mark.verdict() + (mark.message().isEmpty() ? "" : ", " + mark.message());
    }

    private void problem(@Nullable String cell, String what) {
        problems.add(assignment.file() + (cell == null || cell.isEmpty() ? "" : ", cell '" + cell + "'") + ": " + what);
    }
}
