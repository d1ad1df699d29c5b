package org.fiftylayers.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.fiftylayers.engine.shell.CellResult;
import org.fiftylayers.engine.shell.Shell;
import org.fiftylayers.engine.shell.ShellOptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The Java examples of README and CONTRIBUTING do what they say, evaluated as a reader would: in the shell. */
class DocumentedExamplesTest {
    private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    /** {@code expression  // value} */
    private static final Pattern PROMISE = Pattern.compile("(?m)^(\\S.*[^;\\s]) {2}// (.+)$");

    @TestFactory
    Stream<DynamicTest> anExampleGivesWhatItPromises() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (String document : List.of("README.md", "CONTRIBUTING.md")) {
            Matcher block = BLOCK.matcher(Files.readString(Path.of(document)));
            while (block.find()) {
                String example = block.group(1);
                String name = document + ", example " + (tests.size() + 1);
                tests.add(DynamicTest.dynamicTest(name, () -> keepsItsPromise(name, example)));
            }
        }
        assertThat(tests).hasSizeGreaterThanOrEqualTo(3);
        return tests.stream();
    }

    private static void keepsItsPromise(String name, String example) {
        Matcher promise = PROMISE.matcher(example);
        assertThat(promise.find()).as("a line with an expected value").isTrue();
        try (Shell shell = Shell.open(ShellOptions.defaults())) {
            int evaluated = 0;
            do {
                evaluate(shell, name, example.substring(evaluated, promise.start()));
                CellResult result = evaluate(shell, name, promise.group(1));
                assertThat(String.valueOf(result.value())).as(promise.group(1)).isEqualTo(promise.group(2));
                evaluated = promise.end();
            } while (promise.find());
        }
    }

    private static CellResult evaluate(Shell shell, String name, String source) {
        CellResult result = shell.eval(name, source, Duration.ofSeconds(60), event -> {});
        assertThat(result.error()).as("%s", result.error()).isNull();
        return result;
    }

    @Test
    void ciRunsTheReadmesTwoCommands() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        String ci = Files.readString(Path.of(".ci/run"));
        for (String command : List.of("-DskipTests package", "verify")) {
            assertThat(readme).contains("\nmvn " + command + "\n");
            assertThat(ci).contains("mvn -B -ntp " + command + "\n");
        }
    }
}
