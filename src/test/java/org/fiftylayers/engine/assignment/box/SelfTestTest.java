package org.fiftylayers.engine.assignment.box;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class SelfTestTest {
    private static final String CLASS_PATH = System.getProperty("java.class.path");

    @Test
    void bubblewrapHolds() throws IOException {
        assertThat(SelfTest.problem(WallTest.installed(), CLASS_PATH)).isNull();
        assertThat(SelfTest.sandbox(CLASS_PATH)).isInstanceOf(Bubblewrap.class);
    }

    @Test
    void whatHoldsNothingIsFoundOut() throws IOException {
        assertThat(SelfTest.problem(new Unsandboxed(), CLASS_PATH)).startsWith("a program in it reads files of ");
    }

    @Test
    void whatDoesNotStartIsExplained() throws IOException {
        Sandbox refused = new Sandbox() {
            @Override
            public List<String> command(List<String> options, List<Path> classPath, String main) {
                return List.of("/bin/sh", "-c", "echo 'bwrap: setting up uid map: Permission denied' >&2; exit 1");
            }

            @Override
            public boolean verified() {
                return true;
            }

            @Override
            public String remedy(String error) {
                return new Unsandboxed().remedy(error);
            }
        };

        assertThat(SelfTest.problem(refused, CLASS_PATH))
                .contains("a box does not start", "setting up uid map: Permission denied");
    }

    @Test
    void aContainerIsGivenNothingButTheClassPath() {
        Path jar = Path.of("/opt/fiftylayers.jar");

        assertThat(new Container(Path.of("/usr/bin/docker"), Container.IMAGE)
                        .command(List.of("-Xmx256m"), List.of(jar), "Main"))
                .containsSequence("--network", "none", "--read-only", "--cap-drop", "ALL")
                .containsSequence("--security-opt", "no-new-privileges", "--user", "65534:65534")
                .containsSequence("--memory", "1g", "--memory-swap", "1g", "--pids-limit", "64")
                .containsSequence("--mount", "type=bind,readonly,source=" + jar + ",target=/classpath/0.jar")
                .endsWith("java", "-Xmx256m", "-cp", "/classpath/0.jar", "Main")
                .doesNotContain("--privileged", "-v", "--env");
    }
}
