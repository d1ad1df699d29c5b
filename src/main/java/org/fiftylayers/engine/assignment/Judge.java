package org.fiftylayers.engine.assignment;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.fiftylayers.engine.assignment.box.Bytecode;
import org.fiftylayers.engine.assignment.box.CompilerProcess;
import org.fiftylayers.engine.assignment.box.Sandbox;
import org.fiftylayers.engine.assignment.gradebook.Mark;
import org.fiftylayers.engine.assignment.gradebook.Verdict;
import org.fiftylayers.engine.assignment.program.Program;
import org.junit.platform.launcher.Launcher;

/** Judges submissions to an assignment: tests here, students' code in boxes. */
final class Judge {
    /** After so many kills in a row it is no accident, and a student's own doing. */
    private static final int KILLS = 3;

    private final Assignment assignment;
    private final Tests tests;
    private final CompilerProcess compiler;
    private final Sandbox sandbox;
    private final String classPath;
    private final Duration limit;
    private final Loader solution;
    private final Launcher launcher = Sitting.launcher();
    private final Map<String, String> wanted = new HashMap<>();

    /**
     * A judge, for one thread.
     *
     * @param compiler compiles students' code
     * @param limit how long each test may take, and how long a third of what all cells do when they run
     */
    Judge(
            Assignment assignment,
            Tests tests,
            CompilerProcess compiler,
            Sandbox sandbox,
            String classPath,
            Duration limit) {
        this.assignment = assignment;
        this.tests = tests;
        this.compiler = compiler;
        this.sandbox = sandbox;
        this.classPath = classPath;
        this.limit = limit;
        tests.stubbed().forEach(member -> wanted.put(member.name(), member.cell()));
        solution = new Loader(Judge.class.getClassLoader(), tests.classes(), Tests.SOLUTION);
        solve();
    }

    /** Gives the instructor's variables their values, once for all submissions. */
    private void solve() {
        for (int i = 0; ; i++) {
            try {
                solution.loadClass(Tests.SOLUTION).getMethod(Program.run(i)).invoke(null);
            } catch (NoSuchMethodException e) {
                return;
            } catch (InvocationTargetException e) {
                // goes on as a notebook does; what needs the cell's values fails
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("the answers of " + assignment.file() + " cannot be loaded", e);
            }
        }
    }

    /**
     * Judges a submission.
     *
     * @return a mark for each test, and one for each cell that a person judges, in the order of the notebook
     * @throws IOException if no box can be started, which is no student's fault
     */
    List<Mark> judge(Submission submission) throws IOException {
        Bytecode code = compiler.compile(Questions.STUDENT, Tests.IMPORTS, submission.code(assignment));
        for (int kills = 0; ; kills++) {
            try (Questions questions = new Questions(code, wanted, sandbox, classPath, limit)) {
                List<Mark> marks = marks(questions);
                if (!questions.killed() || kills == KILLS) {
                    return marks;
                }
            }
        }
    }

    private List<Mark> marks(Questions questions) throws IOException {
        List<Mark> marks = new ArrayList<>();
        Class<?> type = new Loader(solution, tests.classes(), Tests.NAME).testsAsking(questions);
        Sitting sitting = new Sitting(tests, type, questions, launcher);
        for (Assignment.Entry entry : assignment.cells()) {
            GradedCell role = entry.role();
            if (role != null && role.kind() == GradedCell.Kind.TEST) {
                marks.addAll(sitting.marks(role));
            } else if (role != null && (role.kind() == GradedCell.Kind.MANUAL || role.kind() == GradedCell.Kind.TASK)) {
                marks.add(new Mark(role.id(), "", false, Verdict.MANUAL, 0, role.points(), "to be read by a person"));
            }
        }
        questions.check();
        return marks;
    }

    /** Loads a class and those within it. */
    private static final class Loader extends ClassLoader {
        private final Map<String, byte[]> classes = new HashMap<>();

        Loader(ClassLoader parent, Map<String, byte[]> all, String name) {
            super(parent);
            all.forEach((known, bytes) -> {
                if (known.equals(name) || known.startsWith(name + "$")) {
                    classes.put(known, bytes);
                }
            });
            setDefaultAssertionStatus(true);
        }

        Class<?> testsAsking(Questions questions) {
            try {
                Class<?> type = loadClass(Tests.NAME);
                type.getField(Stubs.FIELD).set(null, questions);
                return type;
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            byte[] bytes = classes.get(name);
            if (bytes == null) {
                throw new ClassNotFoundException(name);
            }
            return defineClass(name, bytes, 0, bytes.length);
        }
    }
}
