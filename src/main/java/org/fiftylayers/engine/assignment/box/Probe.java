package org.fiftylayers.engine.assignment.box;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.fiftylayers.matrix.Matrix;
import org.jspecify.annotations.Nullable;

/** What {@link SelfTest} lets a sandboxed process try. */
public final class Probe {
    /** A variable. */
    public static final int NUMBER = 1;

    private Probe() {}

    /** The number itself. */
    public static int echo(int number) {
        return number;
    }

    /** The first number of AᵀA, as an array. */
    public static double[] square(Matrix a) {
        return new double[] {a.transpose().matmul(a).get(0, 0)};
    }

    /** Whether a file can be made. */
    public static boolean write(String file) {
        try {
            Files.writeString(Path.of(file), "probe");
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether a file can be read. */
    public static boolean read(String file) {
        try {
            return Files.readAllBytes(Path.of(file)).length > 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether a server on this machine answers. */
    public static boolean connect(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** A variable of the environment. */
    public static @Nullable String environment(String name) {
        return System.getenv(name);
    }
}
