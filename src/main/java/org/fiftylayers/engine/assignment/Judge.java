package org.fiftylayers.engine.assignment;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.fiftylayers.assignment.Told;
import org.fiftylayers.assignment.Worth;
import org.fiftylayers.engine.assignment.box.Box;
import org.fiftylayers.engine.assignment.box.BoxException;
import org.fiftylayers.engine.assignment.box.Sandbox;
import org.fiftylayers.engine.assignment.program.CellCode;
import org.fiftylayers.engine.assignment.program.Compiler;
import org.fiftylayers.engine.assignment.program.Fault;
import org.fiftylayers.engine.assignment.program.Member;
import org.fiftylayers.engine.assignment.program.Program;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs an assignment's tests against a submission: tests here, the student's code in a box. */
final class Judge {
    private static final String STUDENT = "Student";

    private final Assignment assignment;
    private final Tests tests;
    private final Compiler compiler;
    private final Sandbox sandbox;
    private final String classPath;
    private final Duration limit;
    private final Launcher launcher = LauncherFactory.create();

    /**
     * A judge, for one thread.
     *
     * @param compiler compiles students' code
     * @param limit how long each test may take
     */
    Judge(Assignment assignment, Tests tests, Compiler compiler, Sandbox sandbox, String classPath, Duration limit) {
        this.assignment = assignment;
        this.tests = tests;
        this.compiler = compiler;
        this.sandbox = sandbox;
        this.classPath = classPath;
        this.limit = limit;
    }

    /**
     * Judges a submission.
     *
     * @return a mark for each test, and one for each cell that a person judges, in the order of the notebook
     * @throws IOException if no box can be started, which is no student's fault
     */
    List<Mark> judge(Submission submission) throws IOException {
        Compiler.Compiled compiled = compiler.compile(STUDENT, Tests.IMPORTS, submission.code(assignment), List.of());
        try (Questions questions = new Questions(compiled)) {
            Class<?> type = load(questions);
            List<Mark> marks = new ArrayList<>();
            for (Assignment.Entry entry : assignment.cells()) {
                GradedCell role = entry.role();
                if (role != null && role.kind() == GradedCell.Kind.TEST) {
                    marks.addAll(test(role, type, questions));
                } else if (role != null
                        && (role.kind() == GradedCell.Kind.MANUAL || role.kind() == GradedCell.Kind.TASK)) {
                    marks.add(
                            new Mark(role.id(), "", false, Verdict.MANUAL, 0, role.points(), "to be read by a person"));
                }
            }
            return marks;
        }
    }

    private Class<?> load(Questions questions) {
        Loader loader = new Loader(tests.classes());
        loader.setDefaultAssertionStatus(true);
        try {
            Class<?> type = loader.loadClass(Tests.NAME);
            type.getField(Stubs.FIELD).set(null, questions);
            return type;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the tests of " + assignment.file() + " cannot be loaded", e);
        }
    }

    private List<Mark> test(GradedCell cell, Class<?> type, Questions questions) {
        List<Result> results = new ArrayList<>();
        List<String> names = tests.classesOf(cell.id());
        if (names.isEmpty()) {
            questions.begin();
            Throwable thrown = null;
            try {
                fill(type, questions);
                type.getMethod(Program.run(tests.cells().indexOf(cell.id()))).invoke(null);
            } catch (InvocationTargetException e) {
                thrown = e.getCause();
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
            results.add(new Result("", 1, questions.end(thrown)));
        } else {
            var request = LauncherDiscoveryRequestBuilder.request();
            for (String name : names) {
                try {
                    request.selectors(
                            DiscoverySelectors.selectClass(type.getClassLoader().loadClass(name)));
                } catch (ClassNotFoundException e) {
                    throw new IllegalStateException(e);
                }
            }
            launcher.execute(request.build(), new TestExecutionListener() {
                @Override
                public void executionStarted(TestIdentifier test) {
                    if (test.isTest()) {
                        questions.begin();
                        fill(type, questions);
                    }
                }

                @Override
                public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                    if (test.isTest()) {
                        results.add(new Result(
                                method(test).getName(),
                                worth(test),
                                questions.end(result.getThrowable().orElse(null))));
                    }
                }
            });
        }
        results.sort(Comparator.comparingInt(result -> tests.order(cell.id(), result.name)));
        double shares = results.stream().mapToDouble(Result::share).sum();
        return results.stream()
                .map(result -> {
                    double possible = cell.points() * result.share / shares;
                    boolean passed = result.outcome.verdict == Verdict.PASSED;
                    return new Mark(
                            cell.id(),
                            result.name,
                            !result.name.isEmpty() && tests.isHidden(cell.id(), result.name),
                            result.outcome.verdict,
                            passed ? possible : 0,
                            possible,
                            result.outcome.message);
                })
                .toList();
    }

    private static Method method(TestIdentifier test) {
        return test.getSource()
                .filter(MethodSource.class::isInstance)
                .map(source -> ((MethodSource) source).getJavaMethod())
                .orElseThrow(() -> new IllegalStateException(test.getDisplayName() + " is no method"));
    }

    private static double worth(TestIdentifier test) {
        Worth worth = method(test).getAnnotation(Worth.class);
        return worth == null ? 1 : worth.value();
    }

    /** Gives the tests' class the values of the student's variables. */
    private void fill(Class<?> type, Questions questions) {
        for (Member member : tests.stubbed()) {
            if (member.kind() == Member.Kind.VARIABLE) {
                try {
                    Object value = questions.get(member.name());
                    type.getField(member.name()).set(null, value);
                } catch (BoxException | IllegalArgumentException | NullPointerException e) {
                    questions.note(e);
                } catch (ReflectiveOperationException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }

    private record Result(String name, double share, Outcome outcome) {}

    private record Outcome(Verdict verdict, String message) {}

    /** One submission's box, which is replaced when it dies, and what the running test has met. */
    private final class Questions implements Answers, AutoCloseable {
        private final Compiler.Compiled compiled;
        private @Nullable Box box;
        private long deadline;
        private @Nullable RuntimeException worst;

        Questions(Compiler.Compiled compiled) {
            this.compiled = compiled;
        }

        void begin() {
            worst = null;
            deadline = System.nanoTime() + limit.toNanos();
        }

        void note(RuntimeException met) {
            worst = worst == null ? met : worst;
        }

        Outcome end(@Nullable Throwable thrown) {
            if (worst instanceof BoxException met) {
                return outcome(met);
            }
            if (worst != null) {
                return new Outcome(Verdict.FAILED, String.valueOf(worst.getMessage()));
            }
            if (thrown == null) {
                return new Outcome(Verdict.PASSED, "");
            }
            if (thrown instanceof Told || thrown instanceof AssertionError) {
                return new Outcome(Verdict.FAILED, String.valueOf(thrown.getMessage()));
            }
            return new Outcome(Verdict.FAILED, "the test cannot use the value: " + thrown);
        }

        private Outcome outcome(BoxException met) {
            Verdict verdict =
                    switch (met.kind()) {
                        case THREW -> Verdict.THREW;
                        case MISSING -> compiled.faults().isEmpty() ? Verdict.MISSING : Verdict.NOT_COMPILED;
                        case TIMED_OUT -> Verdict.TIMED_OUT;
                        case DIED -> Verdict.DIED;
                    };
            String message = String.valueOf(met.getMessage());
            if (verdict == Verdict.NOT_COMPILED) {
                Fault fault = compiled.faults().get(0);
                message += "; " + fault;
            }
            return new Outcome(verdict, message);
        }

        private Box box() {
            Box now = box;
            if (now == null || !now.isAlive()) {
                try {
                    now = new Box(sandbox, classPath, limit);
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
                box = now;
                now.load(STUDENT, compiled.classes());
                List<CellCode> cells = compiled.program().cells();
                for (int i = 0; i < cells.size(); i++) {
                    try {
                        now.call(Program.run(i), List.of());
                    } catch (BoxException e) {
                        if (e.kind() != BoxException.Kind.THREW) {
                            throw e;
                        }
                    }
                }
            }
            now.limit(Duration.ofNanos(Math.max(1_000_000, deadline - System.nanoTime())));
            return now;
        }

        @Nullable
        Object get(String name) {
            return box().get(name);
        }

        @Override
        public @Nullable Object call(String name, String returnType, String[] types, @Nullable Object[] arguments) {
            try {
                return box().call(name, List.of(types), arguments);
            } catch (BoxException e) {
                note(e);
                throw e;
            }
        }

        @Override
        public void close() {
            if (box != null) {
                box.close();
            }
        }
    }

    private static final class Loader extends ClassLoader {
        private final Map<String, byte[]> classes;

        Loader(Map<String, byte[]> classes) {
            super(Judge.class.getClassLoader());
            this.classes = new HashMap<>(classes);
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
