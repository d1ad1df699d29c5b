package org.fiftylayers.engine.kernel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Where a kernel is to listen: the connection file that Jupyter writes for it.
 *
 * @param transport {@code tcp} or {@code ipc}
 * @param ip an address, or for {@code ipc} the beginning of the sockets' file names
 * @param key signs the messages; empty if they are not signed
 */
record Connection(
        String transport, String ip, int shell, int control, int iopub, int stdin, int heartbeat, String key) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Reads a connection file.
     *
     * @throws KernelException if it is not there or wrong
     */
    static Connection read(Path file) throws KernelException {
        JsonNode tree;
        try {
            tree = JSON.readTree(Files.readString(file));
        } catch (NoSuchFileException e) {
            throw new KernelException(
                    "connection file " + file + ": there is no such file; Jupyter writes it when it starts a kernel");
        } catch (JsonProcessingException e) {
            throw new KernelException("connection file " + file + ": not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new KernelException("connection file " + file + ": cannot be read: " + e);
        }
        String scheme = tree.path("signature_scheme").asText("hmac-sha256");
        String key = tree.path("key").asText("");
        if (!key.isEmpty() && !scheme.equals(Signature.SCHEME)) {
            throw new KernelException("connection file " + file + ": signature_scheme is " + scheme + "; must be "
                    + Signature.SCHEME + ", or key must be empty");
        }
        String transport = tree.path("transport").asText("tcp");
        if (!transport.equals("tcp") && !transport.equals("ipc")) {
            throw new KernelException(
                    "connection file " + file + ": transport is " + transport + "; must be tcp or ipc");
        }
        return new Connection(
                transport,
                tree.path("ip").asText("127.0.0.1"),
                port(tree, "shell_port", file),
                port(tree, "control_port", file),
                port(tree, "iopub_port", file),
                port(tree, "stdin_port", file),
                port(tree, "hb_port", file),
                key);
    }

    private static int port(JsonNode tree, String field, Path file) throws KernelException {
        JsonNode port = tree.path(field);
        if (!port.isInt() || port.intValue() < 1 || port.intValue() > 65535) {
            throw new KernelException("connection file " + file + ": " + field + " is "
                    + (port.isMissingNode() ? "missing" : port) + "; must be a number from 1 to 65535");
        }
        return port.intValue();
    }

    /** What a socket binds to for one of the ports. */
    String address(int port) {
        return transport.equals("tcp") ? "tcp://" + ip + ":" + port : "ipc://" + ip + "-" + port;
    }
}
