package org.fiftylayers.assignment;

import java.util.ArrayList;
import java.util.List;
import org.fiftylayers.display.Display;
import org.fiftylayers.display.MimeBundle;
import org.junit.jupiter.engine.JupiterTestEngine;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs tests where they stand: {@code Tests.run(Relu.class)} as the last line of a test cell. */
public final class Tests {
    private Tests() {}

    /**
     * Runs the tests of some classes and shows what became of each.
     *
     * @throws Told if a test fails, after the table: graders that judge a cell by its exception see the failure too
     */
    public static void run(Class<?>... classes) {
        List<Line> lines = new ArrayList<>();
        var request = LauncherDiscoveryRequestBuilder.request();
        for (Class<?> type : classes) {
            type.getClassLoader().setDefaultAssertionStatus(true);
            request.selectors(DiscoverySelectors.selectClass(type));
        }
        // named here, since a notebook's thread may have another class loader than this library
        LauncherConfig config = LauncherConfig.builder()
                .enableTestEngineAutoRegistration(false)
                .enableLauncherSessionListenerAutoRegistration(false)
                .enableLauncherDiscoveryListenerAutoRegistration(false)
                .enablePostDiscoveryFilterAutoRegistration(false)
                .enableTestExecutionListenerAutoRegistration(false)
                .addTestEngines(new JupiterTestEngine())
                .build();
        LauncherFactory.create(config).execute(request.build(), new TestExecutionListener() {
            @Override
            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                Throwable thrown = result.getThrowable().orElse(null);
                if (test.isTest() || thrown != null) {
                    lines.add(new Line(
                            test.getDisplayName().replaceFirst("\\(\\)$", ""),
                            thrown == null,
                            thrown == null ? "" : message(thrown)));
                }
            }
        });
        Display.display(table(lines));
        long failed = lines.stream().filter(line -> !line.passed).count();
        if (failed > 0) {
            throw new Told(failed + " of " + lines.size() + (lines.size() == 1 ? " test" : " tests")
                    + " failed; the table says why");
        }
    }

    private record Line(String name, boolean passed, String message) {
        String verdict() {
            return passed ? "passed" : "failed";
        }
    }

    /** An exception's words; its type too where a student's own code threw it. */
    private static String message(Throwable thrown) {
        String words = thrown.getMessage();
        if (thrown instanceof AssertionError) {
            return words == null || words.isBlank() ? "an assertion does not hold" : words.strip();
        }
        return thrown.getClass().getSimpleName() + (words == null ? "" : ": " + words);
    }

    private static MimeBundle table(List<Line> lines) {
        if (lines.isEmpty()) {
            return MimeBundle.text("No test to run here: what is graded is hidden.");
        }
        int width = lines.stream().mapToInt(line -> line.name.length()).max().orElse(0);
        StringBuilder text = new StringBuilder();
        StringBuilder html = new StringBuilder(
                "<table><thead><tr><th style=\"text-align:left\">test</th>"
                        + "<th style=\"text-align:left\">result</th><th style=\"text-align:left\">message</th></tr></thead><tbody>");
        for (Line line : lines) {
            text.append(text.isEmpty() ? "" : "\n")
                    .append(line.name)
                    .append(" ".repeat(width - line.name.length() + 2))
                    .append(line.verdict())
                    .append(line.message.isEmpty() ? "" : ": " + line.message);
            html.append("<tr><td style=\"text-align:left\">")
                    .append(escaped(line.name))
                    .append("</td><td style=\"text-align:left\">")
                    .append(line.passed ? "✓ passed" : "✗ failed")
                    .append("</td><td style=\"text-align:left;white-space:pre-wrap\">")
                    .append(escaped(line.message))
                    .append("</td></tr>");
        }
        return MimeBundle.of(MimeBundle.HTML, html.append("</tbody></table>").toString())
                .and(MimeBundle.TEXT, text.toString());
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
