package org.fiftylayers.engine.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.fiftylayers.display.MimeBundle;
import org.fiftylayers.engine.maven.TestRepository;
import org.fiftylayers.engine.shell.CellError.Kind;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What commands to the notebook do. Every test has names of its own, since all share one shell. */
class MagicsTest {
    private static TestShell shell;
    private static String folder;
    private static TestRepository repository;

    @BeforeAll
    static void open(@TempDir Path temporary) {
        folder = temporary.toString().replace('\\', '/');
        repository = new TestRepository(temporary);
        repository.add("com.example:word:1.0");
        repository.add("com.example:word:2.0");
        repository.add("com.example:letter:1.0", "com.example:word:1.0");
        repository.add("com.example:stamp:1.0");
        shell = new TestShell(ShellOptions.defaults().withMaven(repository.settings()));
    }

    @AfterAll
    static void close() {
        shell.close();
    }

    @Test
    void addsLibrariesWithWhatTheyNeedAndSaysSoTheSameWayEachTime() {
        String source = "%maven com.example:letter:1.0\nimport test.*;\nLetter.version() + Word.version()";

        for (int time = 0; time < 2; time++) {
            assertThat(shell.run(source).value()).isEqualTo("1.01.0");
            assertThat(lastShown()).isEqualTo("added com.example:letter:1.0 (2 libraries)");
        }
        shell.run("%addMavenDependencies com.example:word:2.0");
        assertThat(lastShown())
                .isEqualTo("added com.example:word:2.0 (1 library)\n"
                        + "com.example:word:1.0 stays, since its classes may be in use; 2.0 needs a restart");
    }

    @Test
    void letsServicesAndResourcesOfLibrariesBeFound() {
        shell.run("%maven com.example:stamp:1.0");

        assertThat(shell.run("new String(Thread.currentThread().getContextClassLoader()"
                                + ".getResourceAsStream(\"Stamp.txt\").readAllBytes())")
                        .value())
                .isEqualTo("1.0");
        assertThat(shell.run("ServiceLoader.load(Supplier.class).stream()"
                                + ".anyMatch(s -> s.type().getName().equals(\"test.Stamp\"))")
                        .value())
                .isEqualTo(true);
    }

    @Test
    void addsWhatPomsDependOn() throws IOException {
        String dependency = "<dependency><groupId>com.example</groupId><artifactId>stamp</artifactId>"
                + "<version>1.0</version></dependency>";
        assertThat(shell.run("%%loadFromPOM\n" + dependency + "\n").error()).isNull();
        assertThat(lastShown()).isEqualTo("added what the POM depends on (1 library)");

        Files.writeString(Path.of(folder, "pom.xml"), "<project>" + dependency + "</project>");
        CellError error = shell.error("int before = 1;\n%loadFromPOM " + folder + "/pom.xml");
        assertThat(error.headline()).startsWith("%loadFromPOM: the POM pom.xml cannot be used: ");
        assertThat(Objects.requireNonNull(error.place()).source()).isEqualTo("%loadFromPOM " + folder + "/pom.xml");
        assertThat(error.place().line()).isEqualTo(2);
    }

    @Test
    void addsJarsByPatternAndReturnsThem() {
        TestRepository.jar(Path.of(folder, "lib", "a.jar"), "JarA", "a");
        TestRepository.jar(Path.of(folder, "lib", "b.jar"), "JarB", "b");

        assertThat(shell.run("List<String> added = %jars " + folder + "/lib/*.jar\nadded.size() + test.JarB.version()")
                        .value())
                .isEqualTo("2b");
        assertThat(shell.run("%classpath \"" + folder + "/lib/a.jar\"\ntest.JarA.version()")
                        .value())
                .isEqualTo("a");
        assertThat(shell.error("%jars " + folder + "/nowhere/*.jar").headline())
                .startsWith("%jars: there is no `" + folder + "/nowhere/*.jar` in ");
    }

    @Test
    void tellsWhatIsWrongWithAMagic() {
        assertThat(shell.error("%mavn a:b:1").lines())
                .containsExactly(
                        "%mavn: there is no such magic",
                        "  cell 1, line 1", "    %mavn a:b:1", "Remedy: did you mean `%maven`?");
        assertThat(shell.error("%maven").lines())
                .containsExactly(
                        "%maven: a library is missing",
                        "  cell 1, line 1", "    %maven", "Remedy: write %maven group:name:version…");
        assertThat(shell.error("%maven guava").headline()).isEqualTo("%maven: `guava` does not name a library");
        assertThat(shell.error("int x1 = 1;\n%%time\nx1").headline())
                .isEqualTo("%%time: a cell magic takes the whole cell");
        assertThat(shell.error("%%vars\n1").headline()).isEqualTo("%%vars: there is no `%%vars`");
        assertThat(shell.error("%maven com.example:none:1").headline())
                .isEqualTo("%maven: com.example:none:1 was not found in test (" + uri() + ")");
    }

    private static String uri() {
        return Path.of(folder, "remote").toUri().toString();
    }

    @Test
    void keepsThePlacesOfTheJavaAround() {
        CellError below = shell.error("%mavenRepo here " + uri() + "\nint y1 = 1;\nString y2 = y1;");
        assertThat(below.place()).isEqualTo(new Place("cell 1", 3, 13, "String y2 = y1;"));

        CellError before = shell.error("List<Strin> y3 = %jars " + folder + "/*");
        assertThat(Objects.requireNonNull(before.place()).column()).isEqualTo(6);
        assertThat(before.place().source()).isEqualTo("List<Strin> y3 = %jars " + folder + "/*");
    }

    @Test
    void runsMagicsInsideMethodsAndLoops() {
        shell.run("void twice() {\n    for (int i = 0; i < 2; i++) {\n        %help time\n    }\n}\ntwice()");

        assertThat(shell.printed().lines().filter(line -> line.startsWith("%time statement")))
                .hasSize(2);
    }

    @Test
    void runsScriptsAndNotebooks() throws IOException {
        Files.writeString(Path.of(folder, "Tool.java"), "package some.where;\n\npublic class Tool { int two = 2; }\n");
        Files.writeString(Path.of(folder, "bad.jsh"), "int fine = 1;\nthrow new IllegalStateException(\"no\");");
        Files.writeString(Path.of(folder, "wrong.jsh"), "int fine2 = 1;\nint wrong = \"\";");
        Files.writeString(
                Path.of(folder, "other.ipynb"),
                """
                {"cells": [
                  {"cell_type": "markdown", "id": "a", "metadata": {}, "source": ["text"]},
                  {"cell_type": "code", "id": "b", "metadata": {}, "execution_count": null, "outputs": [],
                   "source": ["int fromNotebook = new Tool().two + 1;"]}
                 ], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
                """);

        assertThat(shell.run("%load " + folder + "/Tool.java\n%load " + folder + "/other.ipynb\nfromNotebook")
                        .value())
                .isEqualTo(3);
        CellError thrown = shell.error("%load " + folder + "/bad.jsh");
        assertThat(thrown.headline()).isEqualTo("java.lang.IllegalStateException: no");
        assertThat(thrown.details()).contains("at bad.jsh, line 2");
        assertThat(shell.error("%load " + folder + "/wrong.jsh").place())
                .isEqualTo(new Place("wrong.jsh", 2, 13, "int wrong = \"\";"));
        assertThat(shell.error("%load nowhere.jsh").headline()).startsWith("%load: there is no file ");
    }

    @Test
    void timesAStatementOrTheWholeCell() {
        shell.run("%time int timed = 6 * 7;");
        assertThat(shell.printed()).matches("took [\\d.]+ ms\n");
        assertThat(shell.run("%time timed\n%time Thread.sleep(1)").error()).isNull();
        assertThat(lastShown()).isEqualTo("42");

        shell.run("%%time\nint timed2 = 1;\ntimed2 + 1");
        assertThat(lastShown()).isEqualTo("2");
        assertThat(shell.error("%%time\nint timed3 = 1;\nint timed4 = \"\";").place())
                .isEqualTo(new Place("cell 1", 3, 14, "int timed4 = \"\";"));
        CellError thrown = shell.error("%%time\nint timed5 = 1;\ntimed5 / 0");
        assertThat(thrown.place()).isEqualTo(new Place("cell 1", 3, 0, "timed5 / 0"));
        assertThat(shell.error(Duration.ofMillis(300), "%time while (true) {}").kind())
                .isEqualTo(Kind.TIME_LIMIT);
    }

    @Test
    void listsAndForgetsDeclarations() {
        try (TestShell own = new TestShell()) {
            own.run("import java.time.*;\nint count = 3;\nMap<String, List<Integer>> names = Map.of();\n"
                    + "int square(int n) {\n    return n * n;\n}\n1 + 1");
            own.run("%vars");
            assertThat(own.printed())
                    .isEqualTo(
                            """
                    count  int                         3
                    names  Map<String, List<Integer>>  {}
                    """);
            own.run("%list");
            assertThat(own.printed())
                    .isEqualTo(
                            """
                    import java.time.*;
                    int count = 3;
                    Map<String, List<Integer>> names = Map.of();
                    int square(int n) {
                        return n * n;
                    }
                    """);
            assertThat(own.run("%reset\nString count = \"new\";\ncount").value())
                    .isEqualTo("new");
            assertThat(own.error("square(2)").kind()).isEqualTo(Kind.COMPILATION);
            assertThat(own.error("Duration.ZERO").kind()).isEqualTo(Kind.COMPILATION);
            assertThat(own.run("new ArrayList<String>()").error()).isNull();
        }
    }

    @Test
    void listsItself() {
        shell.run("%help");
        assertThat(shell.printed().lines().map(line -> line.split("\\W+")[1]))
                .containsAll(List.of(
                        "maven", "mavenRepo", "loadFromPOM", "jars", "classpath", "load", "time", "vars", "help"));
        shell.run("%help addMavenDependency");
        assertThat(shell.printed())
                .isEqualTo(
                        """
                %maven group:name:version…
                adds libraries, and what they need, from Maven repositories
                also: %addMavenDependency, %addMavenDependencies
                """);
    }

    @Test
    void completesAndExplainsMagics() throws IOException {
        assertThat(texts("%ma")).containsExactly("%maven", "%mavenRepo");
        assertThat(texts("int c1 = 1;\n%%")).containsExactly("%%loadFromPOM", "%%time");
        Files.createDirectories(Path.of(folder, "paths", "deep"));
        assertThat(texts("%load " + folder + "/paths/d")).containsExactly(folder + "/paths/deep/");
        assertThat(texts("%help\nMath.sqr")).contains("sqrt(");
        assertThat(texts("%%time\nMath.sqr")).contains("sqrt(");
        assertThat(shell.shell().inspect("%maven a:b:1", 3, false)).isNotNull();
        assertThat(shell.shell().completeness("%jars lib/*.jar\nint c2 = 1;").status())
                .isEqualTo(Completeness.Status.COMPLETE);
        assertThat(shell.shell().completeness("%help\nfor (;;) {").status()).isEqualTo(Completeness.Status.INCOMPLETE);
    }

    private static List<String> texts(String source) {
        return shell.shell().complete(source, source.length()).candidates().stream()
                .map(Completion.Candidate::text)
                .toList();
    }

    private static Object lastShown() {
        MimeBundle last = MimeBundle.text("nothing");
        for (ShellEvent event : shell.events()) {
            if (event instanceof ShellEvent.Shown shown) {
                last = shown.bundle();
            } else if (event instanceof ShellEvent.Updated updated) {
                last = updated.bundle();
            }
        }
        return Objects.requireNonNull(last.data().get(MimeBundle.TEXT));
    }
}
