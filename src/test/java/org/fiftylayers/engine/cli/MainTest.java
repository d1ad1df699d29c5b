package org.fiftylayers.engine.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class MainTest {
    private final Path folder;

    MainTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void exitStatusTellsWhatHappened() {
        assertThat(Main.run("--help")).isZero();
        assertThat(Main.run("--version")).isZero();
        assertThat(Main.run("notebook", "run", "--help")).isZero();
        assertThat(Main.run("notebook", "run")).as("no file").isEqualTo(2);
        assertThat(Main.run("nonsense")).isEqualTo(2);
        assertThat(Main.run("notebook", "run", folder.resolve("missing.ipynb").toString()))
                .isEqualTo(1);
    }

    @Test
    void storesOutputsThatCheckThenFinds() throws IOException {
        Path file = folder.resolve("a.ipynb");
        Files.writeString(file, notebook("6 * 7"));
        String[] check = {
            "notebook", "check", "--cache", folder.resolve("cache").toString(), file.toString()
        };

        assertThat(Main.run(check)).as("nothing stored yet").isEqualTo(1);
        assertThat(Main.run("notebook", "run", file.toString())).isZero();
        String stored = Files.readString(file);
        assertThat(stored).contains("\"42\"");
        assertThat(Main.run(check)).as("from the cache, stored").isZero();

        Files.writeString(file, stored.replace("\"42\"", "\"43\""));
        assertThat(Main.run(check)).as("stored output changed").isEqualTo(1);
    }

    @Test
    void leavesTheFileOfANotebookThatFailsAsItIs() throws IOException {
        Path file = folder.resolve("a.ipynb");
        Files.writeString(file, notebook("1 / 0"));

        assertThat(Main.run("notebook", "run", file.toString())).isEqualTo(1);
        assertThat(Files.readString(file)).isEqualTo(notebook("1 / 0"));
    }

    @Test
    void buildsABookAndFailsWhereThereIsNone() throws IOException {
        String root = folder.toString();
        assertThat(Main.run("book", "build", "--root", root)).as("no myst.yml").isEqualTo(1);
        assertThat(Path.of(root, "target", "book")).doesNotExist();

        copy(Path.of("book/theme"), folder.resolve("book/theme"));
        Files.writeString(
                folder.resolve("book/myst.yml"), "version: 1\nproject:\n  title: T\n  toc:\n    - file: ../a.ipynb\n");
        Files.writeString(folder.resolve("a.ipynb"), notebook("6 * 7"));
        assertThat(Main.run("book", "build", "--root", root)).as("no title").isEqualTo(1);
        assertThat(Path.of(root, "target", "book", "a.html")).content().contains("42", "has no title");
        assertThat(Main.run("book", "check", "--root", root)).as("no title").isEqualTo(1);

        String titled = notebook("6 * 7")
                .replace(
                        "{\"cells\": [",
                        "{\"cells\": [{\"cell_type\": \"markdown\", \"id\": \"t\", \"metadata\": {}, \"source\": \"# T\"},");
        Files.writeString(folder.resolve("a.ipynb"), titled);
        assertThat(Main.run("book", "check", "--root", root))
                .as("42 is not stored")
                .isEqualTo(1);
        assertThat(Main.run("book", "check", "--no-run", "--root", root)).isZero();
        assertThat(Main.run("notebook", "run", folder.resolve("a.ipynb").toString()))
                .isZero();
        assertThat(Main.run("book", "check", "--root", root)).isZero();
    }

    @Test
    void serveSaysWhatKeepsItFromServing() throws IOException {
        assertThat(Main.run("book", "serve", "--help")).isZero();
        assertThat(Main.run("book", "serve", "--root", folder.toString()))
                .as("no book")
                .isEqualTo(1);
        Files.createDirectory(folder.resolve("book"));
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            String port = String.valueOf(other.getLocalPort());
            assertThat(Main.run("book", "serve", "--root", folder.toString(), "--port", port))
                    .as("port taken")
                    .isEqualTo(1);
        }
        assertThat(Main.run("book", "serve", "--root", folder.toString(), "--port", "66000"))
                .as("no port")
                .isEqualTo(2);
    }

    @Test
    void stripsOutputsAndLeavesTheRestToTheByte() throws IOException {
        Path file = folder.resolve("a.ipynb");
        Files.writeString(file, notebook("6 * 7"));
        assertThat(Main.run("notebook", "strip", "--check", file.toString())).isZero();
        assertThat(Main.run("notebook", "strip", file.toString())).isZero();
        assertThat(Files.readString(file)).as("nothing to take away").isEqualTo(notebook("6 * 7"));

        Files.writeString(file, notebook("6 * 7").replace("null", "3"));
        Path copy = folder.resolve("b.ipynb");
        assertThat(Main.run("notebook", "strip", "--check", file.toString())).isEqualTo(1);
        assertThat(Main.run("notebook", "strip", "--output", copy.toString(), file.toString()))
                .isZero();
        assertThat(copy).content().contains("\"execution_count\": null");
        assertThat(Main.run("notebook", "strip", "--check", copy.toString())).isZero();
        assertThat(file).content().as("the original").contains("\"execution_count\": 3");

        assertThat(Main.run("notebook", "strip", folder.toString(), file.toString()))
                .as("a folder, and a notebook that is stripped all the same")
                .isEqualTo(1);
        assertThat(file).content().contains("\"execution_count\": null");
        assertThat(Main.run("notebook", "strip", "--output", "x", file.toString(), copy.toString()))
                .as("two into one")
                .isEqualTo(2);
    }

    @Test
    void stripsFromStandardInputToStandardOutputAsGitFiltersDo() {
        InputStream in = System.in;
        PrintStream out = System.out;
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        try {
            System.setIn(new ByteArrayInputStream(
                    notebook("6 * 7").replace("null", "3").getBytes(UTF_8)));
            System.setOut(new PrintStream(written));
            assertThat(Main.run("notebook", "strip", "-")).isZero();
        } finally {
            System.setIn(in);
            System.setOut(out);
        }
        assertThat(written.toString(UTF_8)).contains("6 * 7").contains("\"execution_count\": null");
    }

    @Test
    void diffTellsByItsExitStatusWhetherNotebooksDiffer() throws IOException {
        Path before = folder.resolve("a.ipynb");
        Path after = folder.resolve("b.ipynb");
        Files.writeString(before, notebook("6 * 7"));
        Files.writeString(after, notebook("6 * 7").replace("null", "3"));
        assertThat(Main.run("notebook", "diff", before.toString(), after.toString()))
                .isZero();
        Files.writeString(after, notebook("6 * 8"));
        assertThat(Main.run("notebook", "diff", before.toString(), after.toString()))
                .isEqualTo(1);
        assertThat(Main.run("notebook", "diff", "/dev/null", after.toString()))
                .as("new in git")
                .isEqualTo(1);
        assertThat(Main.run("notebook", "diff", before.toString(), folder.toString()))
                .as("a folder")
                .isEqualTo(2);
    }

    @Test
    void kernelCommandsTellWhatIsWrong() {
        String prefix = folder.resolve("prefix").toString();
        assertThat(Main.run("kernel", "install", "--prefix", prefix))
                .as("classes in a folder, no jar")
                .isEqualTo(1);
        assertThat(Main.run("kernel", "install", "--prefix", prefix, "--user"))
                .as("two places")
                .isEqualTo(2);
        assertThat(Main.run("kernel", "list", "--prefix", prefix)).as("none").isZero();
        assertThat(Main.run("kernel", "uninstall", "--prefix", prefix))
                .as("none")
                .isEqualTo(1);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> paths = Files.walk(from)) {
            for (Path path : paths.toList()) {
                Path target = to.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(path, target);
                }
            }
        }
    }

    private static String notebook(String source) {
        return "{\"cells\": [{\"cell_type\": \"code\", \"id\": \"x\", \"metadata\": {}, \"source\": \"" + source
                + "\", \"execution_count\": null, \"outputs\": []}],"
                + " \"metadata\": {}, \"nbformat\": 4, \"nbformat_minor\": 5}";
    }
}
