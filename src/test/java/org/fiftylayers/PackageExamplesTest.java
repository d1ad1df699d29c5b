package org.fiftylayers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import jdk.jshell.VarSnippet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs the example in each package's description, as a reader would in a notebook. */
class PackageExamplesTest {
    private static final String IMPORTS = "import org.fiftylayers.matrix.*;"
            + "import org.fiftylayers.autodiff.*;"
            + "import org.fiftylayers.operation.*;"
            + "import org.fiftylayers.nn.*;"
            + "import org.fiftylayers.optim.*;"
            + "import org.fiftylayers.data.*;"
            + "import org.fiftylayers.probe.*;"
            + "import org.fiftylayers.training.*;";

    @ParameterizedTest
    @CsvSource({
        "matrix, size",
        "autodiff, slope",
        "operation, slope",
        "nn, norm",
        "optim, slope",
        "data, ink",
        "probe, rows",
        "training, accuracy"
    })
    void exampleRuns(String name, String result) throws IOException {
        String source = Files.readString(Path.of("src/main/java/org/fiftylayers", name, "package-info.java"));
        String example = source.substring(source.indexOf("{@code") + 6, source.indexOf("}</pre>"))
                .replaceAll("(?m)^ \\* ?", "");
        try (JShell shell = JShell.builder().executionEngine("local").build()) {
            shell.addToClasspath(System.getProperty("java.class.path"));
            run(shell, IMPORTS + example);
            VarSnippet variable = shell.variables()
                    .filter(v -> v.name().equals(result))
                    .findFirst()
                    .orElseThrow();
            assertThat(Double.parseDouble(shell.varValue(variable))).isPositive();
        }
    }

    private static void run(JShell shell, String code) {
        String rest = code;
        while (!rest.isBlank()) {
            CompletionInfo next = shell.sourceCodeAnalysis().analyzeCompletion(rest);
            for (SnippetEvent event : shell.eval(next.source())) {
                assertThat(event.status()).as(next.source()).isEqualTo(Snippet.Status.VALID);
                assertThat(event.exception()).as(next.source()).isNull();
            }
            rest = next.remaining();
        }
    }
}
