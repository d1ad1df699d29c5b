package org.fiftylayers.engine.assignment;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fiftylayers.engine.assignment.program.CellCode;
import org.fiftylayers.engine.assignment.program.Compiler;
import org.fiftylayers.engine.assignment.program.Compiler.Compiled;
import org.fiftylayers.engine.assignment.program.Fault;
import org.fiftylayers.engine.assignment.program.Member;
import org.fiftylayers.engine.assignment.program.Program;
import org.fiftylayers.engine.assignment.program.Uses;
import org.fiftylayers.engine.shell.ShellOptions;

/**
 * An assignment's tests, compiled once: the class {@code TestProgram}, in which stubs stand for what solution cells declare, and
 * the class {@code Solution}, the instructor's answers.
 */
final class Tests {
    static final String NAME = "TestProgram"; // not the leaf's Tests, which test cells call
    static final String SOLUTION = "Solution";
    static final List<String> IMPORTS = ShellOptions.defaults().imports();

    private final Map<String, byte[]> classes;
    private final List<Member> stubbed;
    private final List<String> cells;
    private final Map<String, List<String>> classesOf = new LinkedHashMap<>();
    private final Assignment assignment;
    private final Set<String> running = new HashSet<>();
    private final Uses uses;
    private final Map<String, String> variables = new LinkedHashMap<>();

    /**
     * Compiles an assignment's tests.
     *
     * @throws AssignmentException if they, or the instructor's answers, do not compile
     */
    Tests(Assignment assignment, Compiler compiler) {
        this.assignment = assignment;
        Compiled solution =
                compile(assignment, compiler, SOLUTION, assignment.code(entry -> !Assignment.isTest(entry)), List.of());
        stubbed = solution.program().members().stream()
                .filter(member -> assignment.cells().stream()
                        .anyMatch(entry -> entry.id().equals(member.cell()) && Assignment.isSolution(entry)))
                .toList();
        List<CellCode> code = assignment.code(entry -> !Assignment.isSolution(entry));
        compiler.alsoSee(solution.classes());
        Set<String> types = stubbed.stream()
                .filter(member -> member.kind() == Member.Kind.TYPE)
                .map(Member::name)
                .collect(Collectors.toSet());
        Compiled tests = compile(assignment, compiler, NAME, code, Stubs.of(stubbed, types));
        compiler.alsoSee(Map.of());
        classes = new LinkedHashMap<>(solution.classes());
        classes.putAll(tests.classes());
        cells = code.stream().map(CellCode::id).toList();
        for (int i = 0; i < cells.size(); i++) {
            if (tests.program().runs(i)) {
                running.add(cells.get(i));
            }
        }
        uses = new Uses(tests.program());
        for (Member member : tests.program().members()) {
            if (member.kind() == Member.Kind.VARIABLE) {
                variables.put(member.name(), member.cell());
            }
            boolean test = assignment.cells().stream()
                    .anyMatch(entry -> entry.id().equals(member.cell()) && Assignment.isTest(entry));
            if (test && member.kind() == Member.Kind.TYPE) {
                classesOf
                        .computeIfAbsent(member.cell(), id -> new ArrayList<>())
                        .add(NAME + "$" + member.name());
            }
        }
    }

    private static Compiled compile(
            Assignment assignment, Compiler compiler, String name, List<CellCode> cells, List<String> extra) {
        Compiled compiled = compiler.compile(name, IMPORTS, cells, extra);
        if (!compiled.faults().isEmpty()) {
            Fault fault = compiled.faults().get(0);
            String place = assignment.cells().stream()
                    .filter(entry -> entry.id().equals(fault.cell()))
                    .flatMap(entry ->
                            Stream.ofNullable(HiddenTests.place(entry.cell().source(), fault.line())))
                    .findFirst()
                    .orElse("");
            throw new AssignmentException(
                    assignment.file(),
                    fault.cell(),
                    "does not compile: " + (place.isEmpty() ? fault : place + ": " + fault.message()));
        }
        return compiled;
    }

    Map<String, byte[]> classes() {
        return classes;
    }

    /** What solution cells declare. */
    List<Member> stubbed() {
        return stubbed;
    }

    /** The ids of the cells of the tests' program, in the order of their methods. */
    List<String> cells() {
        return cells;
    }

    /** The binary names of the classes with tests that a test cell declares; none if it is made of plain statements. */
    List<String> classesOf(String cell) {
        return classesOf.getOrDefault(cell, List.of());
    }

    /**
     * Whether a test cell's statements are a test: where no class in the notebook is, since one may be run by a statement.
     */
    boolean isPlain(String cell) {
        String own = HiddenTests.without(source(cell));
        List<String> classes = classesOf(cell);
        return classes.isEmpty()
                || (running.contains(cell)
                        && classes.stream().noneMatch(type -> declares(own, type.substring(NAME.length() + 1))));
    }

    private static boolean declares(String source, String type) {
        return Pattern.compile("\\b(?:class|interface|record|enum)\\s+" + Pattern.quote(type) + "\\b")
                .matcher(source)
                .find();
    }

    /** The variables that cells of the tests' program declare, and in which cell each is declared. */
    Map<String, String> variables() {
        return variables;
    }

    /** Whether a cell is one of tests. */
    boolean isTest(String cell) {
        return assignment.cells().stream().anyMatch(entry -> entry.id().equals(cell) && Assignment.isTest(entry));
    }

    /** What a cell may use of the students' and of other cells: its statements, and its classes. */
    Set<String> uses(String cell) {
        Set<String> all = new HashSet<>(uses.of(Program.run(cells.indexOf(cell))));
        classesOf(cell).forEach(type -> all.addAll(uses.of(type.substring(NAME.length() + 1))));
        return all;
    }

    /** What a cell's statements alone may use. */
    Set<String> usesOfStatements(String cell) {
        return uses.of(Program.run(cells.indexOf(cell)));
    }

    /** What a test method of a class may use; the class by its name in the cell, or as {@code Outer$Inner}. */
    Set<String> uses(String type, String method) {
        int inner = type.indexOf('$');
        return inner < 0 ? uses.of(type, method) : uses.of(type.substring(0, inner));
    }

    /** Where a test method stands in its cell; the place of its name in the text. */
    int order(String cell, String method) {
        return source(cell).indexOf(" " + method + "(");
    }

    /**
     * Whether students do not see a test method.
     *
     * @param type the simple name of its class
     */
    boolean isHidden(String cell, String type, String method) {
        String released = new Regions(assignment.file(), cell, source(cell)).released("");
        return !declares(released, type) || !released.contains(" " + method + "(");
    }

    /** Whether there is anything among a cell's statements that students do not see. */
    boolean isHidden(String cell) {
        return HiddenTests.without(source(cell)).contains("BEGIN HIDDEN TESTS");
    }

    private String source(String cell) {
        return assignment.cells().stream()
                .filter(entry -> entry.id().equals(cell))
                .findFirst()
                .orElseThrow()
                .cell()
                .source();
    }
}
