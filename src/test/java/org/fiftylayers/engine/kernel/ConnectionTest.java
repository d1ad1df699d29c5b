package org.fiftylayers.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectionTest {
    private static final String USUAL =
            """
            {"transport": "tcp", "ip": "127.0.0.1", "shell_port": 50001, "control_port": 50002, "iopub_port": 50003,
             "stdin_port": 50004, "hb_port": 50005, "key": "k", "signature_scheme": "hmac-sha256",
             "kernel_name": "fiftylayers"}
            """;

    private final Path folder;

    ConnectionTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void readsJupytersFile() throws Exception {
        Connection connection = read(USUAL);

        assertThat(connection.address(connection.iopub())).isEqualTo("tcp://127.0.0.1:50003");
        assertThat(connection.key()).isEqualTo("k");
    }

    @Test
    void namesFilesForIpc() throws Exception {
        Connection connection = read(USUAL.replace("tcp", "ipc").replace("127.0.0.1", "/tmp/kernel-ipc"));

        assertThat(connection.address(connection.shell())).isEqualTo("ipc:///tmp/kernel-ipc-50001");
    }

    @Test
    void saysWhatIsWrong() {
        assertThatThrownBy(() -> Connection.read(folder.resolve("none.json")))
                .isInstanceOf(KernelException.class)
                .hasMessageContainingAll("none.json", "no such file");
        assertThatThrownBy(() -> read("{\"ip\": ")).hasMessageContainingAll("kernel.json", "not JSON");
        assertThatThrownBy(() -> read("")).hasMessageContaining("shell_port is missing");
        assertThatThrownBy(() -> read(USUAL.replace("50005", "\"x\""))).hasMessageContaining("hb_port is \"x\"");
        assertThatThrownBy(() -> read(USUAL.replace("50002", "70000"))).hasMessageContaining("control_port is 70000");
        assertThatThrownBy(() -> read(USUAL.replace("hmac-sha256", "hmac-md5")))
                .hasMessageContainingAll("signature_scheme is hmac-md5", "must be hmac-sha256");
        assertThatThrownBy(() -> read(USUAL.replace("\"tcp\"", "\"pgm\""))).hasMessageContaining("transport is pgm");
    }

    private Connection read(String json) throws IOException, KernelException {
        return Connection.read(Files.writeString(folder.resolve("kernel.json"), json));
    }
}
