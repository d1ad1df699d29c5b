package org.fiftylayers.engine.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.fiftylayers.display.MimeBundle;
import org.fiftylayers.engine.maven.TestRepository;
import org.fiftylayers.engine.notebook.CodeCell;
import org.fiftylayers.engine.notebook.Notebooks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A notebook that uses all that IJava documents, run as it stands. */
class IJavaNotebookTest {
    @Test
    void runsUnchanged(@TempDir Path folder) throws IOException {
        TestRepository repository = new TestRepository(folder);
        repository.add("com.example:word:1.0");
        repository.add("com.example:letter:1.0", "com.example:word:1.0");
        repository.add("com.example:stamp:1.0");
        repository.add("com.example:seal:1.0");
        TestRepository.jar(folder.resolve("lib/extra.jar"), "Extra", "1");
        Files.createDirectories(folder.resolve("classes"));
        Files.writeString(folder.resolve("classes/some.txt"), "");
        Files.writeString(
                folder.resolve("pom.xml"),
                """
                <project>
                  <modelVersion>4.0.0</modelVersion>
                  <groupId>own</groupId><artifactId>own</artifactId><version>1</version>
                  <dependencies><dependency>
                    <groupId>com.example</groupId><artifactId>word</artifactId><version>1.0</version>
                  </dependency></dependencies>
                </project>
                """);
        URL file = Objects.requireNonNull(IJavaNotebookTest.class.getResource("/ijava/ijava.ipynb"));
        String text;
        try (var in = file.openStream()) {
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        String place = folder.toString().replace('\\', '/');
        String here = text.replace("HERE", folder.resolve("remote").toUri().toString())
                .replace("lib/", place + "/lib/")
                .replace("classes/", place + "/classes/")
                .replace("pom.xml", place + "/pom.xml");

        List<String> results = new ArrayList<>();
        try (TestShell shell = new TestShell(ShellOptions.defaults().withMaven(repository.settings()))) {
            for (var cell : Notebooks.parse(here, "ijava.ipynb").cells()) {
                if (cell instanceof CodeCell code) {
                    CellResult result = shell.run(code.source());
                    assertThat(result.error()).as(code.source()).isNull();
                    MimeBundle shown = result.shown();
                    if (shown != null) {
                        results.add(
                                shown.data().size() > 1
                                        ? Map.copyOf(shown.data()).keySet().stream()
                                                .sorted()
                                                .toList()
                                                .toString()
                                        : String.valueOf(shown.data().get(MimeBundle.TEXT)));
                    }
                }
            }
        }
        assertThat(results)
                .containsExactly(
                        "Hello world!",
                        "1.0",
                        "1.0",
                        "1",
                        "1.0",
                        "true",
                        "%maven a:b:c3",
                        "[text/markdown, text/plain]",
                        "[text/html, text/plain]",
                        "6",
                        "true");
    }
}
