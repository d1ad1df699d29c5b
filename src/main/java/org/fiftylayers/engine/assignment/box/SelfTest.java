package org.fiftylayers.engine.assignment.box;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Tries a sandbox out before anything is trusted to it, since a system's settings can make it fail, or leak. */
public final class SelfTest {
    private static final String INSTALL =
            "bubblewrap is not installed (Debian, Ubuntu: apt install bubblewrap; Fedora: dnf install bubblewrap)";

    /** What every process has, and can have alike by chance. */
    private static final Set<String> USUAL = Set.of("PATH", "PWD", "HOME", "TERM");

    private SelfTest() {}

    /**
     * The best sandbox of this machine that holds.
     *
     * @param classPath what programs are to see
     * @throws IOException if none holds; says why, and what to do
     */
    public static Sandbox sandbox(String classPath) throws IOException {
        List<String> problems = new ArrayList<>();
        List<Sandbox> sandboxes = new ArrayList<>();
        boolean linux = System.getProperty("os.name").equals("Linux");
        Bubblewrap bubblewrap = linux ? Bubblewrap.find() : null;
        if (bubblewrap != null) {
            bubblewrap.accelerate(ClassArchive.of(classPath, ClassArchive.cache()));
            sandboxes.add(bubblewrap);
        } else if (linux) {
            problems.add(INSTALL);
        }
        Container container = Container.find();
        if (container != null) {
            sandboxes.add(container);
        } else {
            problems.add("there is neither podman nor docker");
        }
        for (Sandbox sandbox : sandboxes) {
            String problem = problem(sandbox, classPath);
            if (problem == null) {
                return sandbox;
            }
            problems.add(sandbox.getClass().getSimpleName() + ": " + problem);
        }
        throw new IOException("no sandbox works here, so nothing is graded. " + String.join(". ", problems));
    }

    /** What is wrong with a sandbox, and what to do about it; null if it holds. */
    public static @Nullable String problem(Sandbox sandbox, String classPath) throws IOException {
        try (Box box = new Box(sandbox, classPath, Duration.ofSeconds(30));
                ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            box.load(Probe.class.getName(), Map.of());
            if (!Integer.valueOf(7).equals(box.call("echo", List.of("int"), 7))) {
                return "a program in it gives wrong answers";
            }
            String leak = files(box);
            if (leak != null) {
                return leak;
            }
            if (is(box.call("connect", List.of("int"), server.getLocalPort()))) {
                return "a program in it reaches a server of this machine";
            }
            for (Map.Entry<String, String> ours : System.getenv().entrySet()) {
                if (!USUAL.contains(ours.getKey())
                        && ours.getValue().equals(box.call("environment", List.of("String"), ours.getKey()))) {
                    return "a program in it sees our environment's " + ours.getKey();
                }
            }
            return null;
        } catch (IOException e) {
            String error = error(sandbox, classPath);
            return e.getMessage() + (error.isEmpty() ? "" : " (" + error + ")") + "; " + sandbox.remedy(error);
        } catch (BoxException e) {
            return "a program in it gives no answer: " + e.getMessage();
        }
    }

    private static @Nullable String files(Box box) throws IOException {
        for (String folder : List.of(System.getProperty("java.io.tmpdir"), System.getProperty("user.home"))) {
            if (!Files.isWritable(Path.of(folder))) {
                continue;
            }
            Path ours = Files.createTempFile(Path.of(folder), ".fiftylayers", ".probe");
            Path theirs = ours.resolveSibling(ours.getFileName() + ".written");
            try {
                Files.writeString(ours, "secret");
                if (is(box.call("read", List.of("String"), ours.toString()))) {
                    return "a program in it reads files of " + folder;
                }
                box.call("write", List.of("String"), theirs.toString());
                if (Files.exists(theirs)) {
                    return "a program in it writes files to " + folder;
                }
            } finally {
                Files.deleteIfExists(ours);
                Files.deleteIfExists(theirs);
            }
        }
        return null;
    }

    private static boolean is(@Nullable Object answer) {
        return Boolean.TRUE.equals(answer);
    }

    /** What the sandbox itself says when it is to start a program. */
    private static String error(Sandbox sandbox, String classPath) throws IOException {
        Process process = new ProcessBuilder(
                        sandbox.command(List.of("-version"), SandboxedProcess.existing(classPath), "Nothing"))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        process.getOutputStream().close();
        byte[] words = process.getErrorStream().readNBytes(2000);
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        return process.isAlive() || process.exitValue() == 0 ? "" : new String(words, StandardCharsets.UTF_8).strip();
    }
}
