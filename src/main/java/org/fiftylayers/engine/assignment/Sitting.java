package org.fiftylayers.engine.assignment;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fiftylayers.assignment.Worth;
import org.fiftylayers.engine.assignment.box.BoxException;
import org.fiftylayers.engine.assignment.gradebook.Mark;
import org.fiftylayers.engine.assignment.gradebook.Verdict;
import org.fiftylayers.engine.assignment.program.Member;
import org.fiftylayers.engine.assignment.program.Program;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.engine.JupiterTestEngine;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** One submission before the tests. */
final class Sitting {
    private static final String TIMEOUT = "junit.jupiter.execution.timeout.testable.method.default";
    private static final String TIMEOUT_THREAD = "junit.jupiter.execution.timeout.thread.mode.default";

    private final Tests tests;
    private final Class<?> type;
    private final Questions questions;
    private final Launcher launcher;
    private final Map<String, Outcome> broken = new HashMap<>();

    /**
     * A sitting.
     *
     * @param type the class of the tests, whose stubs ask these questions
     * @param launcher one of {@link #launcher}
     */
    Sitting(Tests tests, Class<?> type, Questions questions, Launcher launcher) {
        this.tests = tests;
        this.launcher = launcher;
        this.type = type;
        this.questions = questions;
        prepare();
    }

    /** What runs test classes, for any number of sittings: it searches the class path for nothing, which costs more than tests. */
    static Launcher launcher() {
        return LauncherFactory.create(LauncherConfig.builder()
                .enableTestEngineAutoRegistration(false)
                .enableLauncherSessionListenerAutoRegistration(false)
                .enableLauncherDiscoveryListenerAutoRegistration(false)
                .enablePostDiscoveryFilterAutoRegistration(false)
                .enableTestExecutionListenerAutoRegistration(false)
                .addTestEngines(new JupiterTestEngine())
                .build());
    }

    /** Runs the cells between those of students, where tests use what they declare. */
    private void prepare() {
        Set<String> used = new HashSet<>();
        for (String cell : tests.cells()) {
            if (tests.isTest(cell)) {
                used.addAll(tests.uses(cell));
            }
        }
        for (String cell : tests.cells()) {
            Set<String> uses = tests.isTest(cell) ? Set.of() : tests.uses(cell);
            if (tests.variables().keySet().stream().anyMatch(name -> uses.contains(name) && used.contains(name))) {
                questions.begin();
                Outcome outcome = outcome(uses, cell);
                if (outcome.verdict() != Verdict.PASSED) {
                    broken.put(cell, outcome);
                }
            }
        }
    }

    private Outcome outcome(Set<String> uses, String cell) {
        fill(uses);
        Throwable thrown = null;
        try {
            type.getMethod(Program.run(tests.cells().indexOf(cell))).invoke(null);
        } catch (InvocationTargetException e) {
            thrown = e.getCause();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
        return ended(uses, thrown);
    }

    private Outcome ended(Set<String> uses, @Nullable Throwable thrown) {
        Outcome outcome = questions.end(thrown);
        for (Map.Entry<String, String> variable : tests.variables().entrySet()) {
            Outcome cell = broken.get(variable.getValue());
            if (cell != null && uses.contains(variable.getKey())) {
                return cell;
            }
        }
        return outcome;
    }

    /** Gives the tests' class the values of the student's variables that a test uses. */
    private void fill(Set<String> uses) {
        for (Member member : tests.stubbed()) {
            if (member.kind() == Member.Kind.VARIABLE && uses.contains(member.name())) {
                try {
                    Object value = questions.get(member.name(), Stubs.plain(member.type(), member));
                    type.getField(member.name()).set(null, value);
                } catch (BoxException e) {
                    return; // the test has failed with it
                } catch (ReflectiveOperationException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }

    /** The marks for a cell of tests. */
    List<Mark> marks(GradedCell cell) {
        List<Result> results = new ArrayList<>();
        List<String> names = tests.classesOf(cell.id());
        if (tests.isPlain(cell.id())) {
            questions.begin();
            results.add(new Result("", "", 1, outcome(tests.usesOfStatements(cell.id()), cell.id())));
        }
        if (!names.isEmpty()) {
            run(names, results);
        }
        results.sort(Comparator.comparingInt(result -> tests.order(cell.id(), result.name)));
        double shares = results.stream().mapToDouble(Result::share).sum();
        return results.stream()
                .map(result -> mark(cell, result, name(result, results), cell.points() * result.share / shares))
                .toList();
    }

    /** The method's, with its class where another test of the cell has the same. */
    private static String name(Result result, List<Result> all) {
        boolean unique = all.stream()
                .filter(other -> other.name.equals(result.name))
                .allMatch(other -> other.type.equals(result.type));
        return unique ? result.name : result.type + "." + result.name;
    }

    private Mark mark(GradedCell cell, Result result, String name, double possible) {
        boolean hidden =
                result.name.isEmpty() ? tests.isHidden(cell.id()) : tests.isHidden(cell.id(), result.type, result.name);
        Outcome outcome = result.outcome;
        double earned = outcome.verdict() == Verdict.PASSED ? possible : 0;
        String message = hidden ? outcome.neutral() : outcome.message();
        return new Mark(cell.id(), name, hidden, outcome.verdict(), earned, possible, message);
    }

    private void run(List<String> names, List<Result> results) {
        // a test that goes on for ever by itself, with a student's huge number for instance, costs itself only
        var request = LauncherDiscoveryRequestBuilder.request()
                .enableImplicitConfigurationParameters(false)
                .configurationParameter(TIMEOUT, questions.longestTest().toMillis() + " ms")
                .configurationParameter(TIMEOUT_THREAD, "SEPARATE_THREAD");
        for (String name : names) {
            try {
                request.selectors(
                        DiscoverySelectors.selectClass(type.getClassLoader().loadClass(name)));
            } catch (ClassNotFoundException e) {
                throw new IllegalStateException(e);
            }
        }
        TestPlan plan = launcher.discover(request.build());
        Set<String> done = new HashSet<>();
        launcher.execute(plan, new TestExecutionListener() {
            @Override
            public void executionStarted(TestIdentifier test) {
                questions.begin();
                if (test.isTest()) {
                    fill(uses(test));
                }
            }

            @Override
            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                Throwable thrown = result.getThrowable().orElse(null);
                if (test.isTest()) {
                    finish(test, ended(uses(test), thrown));
                } else if (result.getStatus() != TestExecutionResult.Status.SUCCESSFUL) {
                    Outcome outcome = questions.end(thrown); // what comes before all tests of a class has failed
                    plan.getDescendants(test).stream()
                            .filter(TestIdentifier::isTest)
                            .forEach(each -> finish(each, outcome));
                }
            }

            private void finish(TestIdentifier test, Outcome outcome) {
                if (done.add(test.getUniqueId())) {
                    Method method = method(test);
                    String type = method.getDeclaringClass().getSimpleName();
                    results.add(new Result(type, method.getName(), worth(test), outcome));
                }
            }
        });
    }

    private Set<String> uses(TestIdentifier test) {
        Method method = method(test);
        String declaring = method.getDeclaringClass().getName();
        String name = declaring.substring((Tests.NAME + "$").length());
        return tests.uses(name, method.getName());
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

    private record Result(String type, String name, double share, Outcome outcome) {}
}
