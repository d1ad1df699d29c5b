package org.fiftylayers.engine.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.fiftylayers.engine.maven.TestRepository;
import org.fiftylayers.engine.shell.CellError.Kind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What IJava's and JJava's environment variables do. */
class EnvironmentTest {
    @Test
    void setsUpASessionAsIJavaAndJJavaDo(@TempDir Path folder) throws IOException {
        TestRepository.jar(folder.resolve("lib/one.jar"), "One", "1");
        TestRepository.jar(folder.resolve("two.jar"), "Two", "2");
        Files.writeString(folder.resolve("start.jshell"), "import test.*;\nString fromFile = One.version();");
        String place = folder.toString().replace('\\', '/');
        ShellOptions options = ShellOptions.defaults()
                .with(Map.of(
                        "IJAVA_CLASSPATH", place + "/lib/*.jar" + File.pathSeparator + place + "/two.jar",
                        "JJAVA_COMPILER_OPTS", "-parameters -Xlint:unchecked",
                        "JJAVA_STARTUP_SCRIPTS_PATH", place + "/*.jshell",
                        "IJAVA_STARTUP_SCRIPT", "%help time\nint two() { return 2; }",
                        "IJAVA_TIMEOUT", "300"));

        try (TestShell shell = new TestShell(options)) {
            assertThat(shell.run("fromFile + two() + Two.version()").value()).isEqualTo("122");
            assertThat(shell.run("class Named { void of(int apple) {} }\n"
                                    + "Named.class.getDeclaredMethods()[0].getParameters()[0].getName()")
                            .value())
                    .isEqualTo("apple");
            CellResult endless = shell.shell().eval("cell 1", "while (true) {}", null, event -> {});
            assertThat(Objects.requireNonNull(endless.error()).kind()).isEqualTo(Kind.TIME_LIMIT);
            assertThat(shell.run("%reset\ntwo() + fromFile").value()).isEqualTo("21");
        }
    }

    @Test
    void readsTimeouts() {
        assertThat(timeout("30 SECONDS")).isEqualTo(Duration.ofSeconds(30));
        assertThat(timeout("1500")).isEqualTo(Duration.ofMillis(1500));
        assertThat(timeout("-1")).isNull();
        assertThat(timeout("")).isNull();
        assertThatThrownBy(() -> timeout("soon"))
                .hasMessage(
                        "IJAVA_TIMEOUT is `soon`; write milliseconds, a unit as in `30 SECONDS`, or -1 for no limit");
    }

    private static @Nullable Duration timeout(String text) {
        return ShellOptions.defaults().with(Map.of("IJAVA_TIMEOUT", text)).timeLimit();
    }

    @Test
    void namesAWrongStartupScriptAndItsLine() {
        ShellOptions options = ShellOptions.defaults().with(Map.of("IJAVA_STARTUP_SCRIPT", "int a = 1;\nint b = c;"));

        assertThatThrownBy(() -> Shell.open(options))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cannot find variable c")
                .hasMessageContaining("IJAVA_STARTUP_SCRIPT, line 2");
        assertThat(ShellOptions.defaults().with(Map.of())).isEqualTo(ShellOptions.defaults());
    }
}
