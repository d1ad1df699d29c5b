package org.fiftylayers.engine.assignment.box;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.fiftylayers.engine.assignment.program.CellCode;
import org.fiftylayers.engine.assignment.program.Compiler;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** Each probe gets through in a process without a sandbox, and does not get through in one with it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WallTest {
    private static final String CLASS_PATH = System.getProperty("java.class.path");
    private static final String SECRET = "the answer is 42";
    private static final String IMPORTS =
            """
            import java.io.*;
            import java.net.*;
            import java.nio.*;
            import java.nio.channels.*;
            import java.nio.charset.StandardCharsets;
            import java.nio.file.*;
            import java.util.*;
            """;

    /** A probe's name and body; it has {@code it}, the place that it is to reach, and tells whether it did. */
    private static final Map<String, String> PROBES = new LinkedHashMap<>();

    private Path home;
    private Box open;
    private Box walled;

    static {
        PROBES.put("readsASecretOfOurs", "return Files.readString(Path.of(it)).contains(\"42\");");
        PROBES.put("readsItByStream", "return new FileInputStream(it).read() >= 0;");
        PROBES.put("readsItByRandomAccess", "return new RandomAccessFile(it, \"r\").length() > 0;");
        PROBES.put(
                "readsItByUrl",
                "try (InputStream in = new URL(\"file:\" + it).openStream()) { return in.read() >= 0; }");
        PROBES.put(
                "readsItThroughALink",
                "Path link = Files.createTempDirectory(\"l\").resolve(\"link\");"
                        + " Files.createSymbolicLink(link, Path.of(it)); return Files.size(link) > 0;");
        PROBES.put("listsOurFolder", "return new File(it).getParentFile().list().length > 0;");
        PROBES.put("seesTheFile", "return new File(it).exists();");
        PROBES.put(
                "changesTheFile", "try (FileWriter out = new FileWriter(it, true)) { out.write(' '); return true; }");
        PROBES.put("changesItsTime", "return new File(it).setLastModified(0);");
        PROBES.put("changesItsRights", "return new File(it).setReadable(true, false);");
        PROBES.put("writesBesideIt", "Files.writeString(Path.of(it + \".left\"), \"x\"); return true;");
        PROBES.put("makesAFolder", "Files.createDirectory(Path.of(it + \".folder\")); return true;");
        PROBES.put("linksToIt", "Files.createLink(Path.of(it).resolveSibling(\"hard\"), Path.of(it)); return true;");
        PROBES.put("copiesIt", "Files.copy(Path.of(it), Path.of(it).resolveSibling(\"copy\")); return true;");
        PROBES.put("readsUsers", "return Files.size(Path.of(\"/etc/passwd\")) > 0;");
        PROBES.put("readsHosts", "return Files.size(Path.of(\"/etc/hosts\")) > 0;");
        PROBES.put("seesDevices", "return new File(\"/sys\").list().length > 0;");
        PROBES.put(
                "writesSharedMemory",
                "Path f = Files.createTempFile(Path.of(\"/dev/shm\"), \"x\", \"\");"
                        + " Files.delete(f); return true;");
        PROBES.put(
                "writesToTheClassPath",
                "Path f = Files.createTempFile(Path.of(classPath), \"x\", \"\");" + " Files.delete(f); return true;");
        PROBES.put("writesToTheRuntime", "return Files.isWritable(Path.of(System.getProperty(\"java.home\")));");
        PROBES.put(
                "readsOurEnvironment",
                "return Files.readAllBytes(Path.of(\"/proc/\" + pid + \"/environ\")).length > 0;");
        PROBES.put(
                "readsOurCommandLine",
                "return Files.readAllBytes(Path.of(\"/proc/\" + pid + \"/cmdline\")).length > 0;");
        PROBES.put(
                "readsOurMemory",
                "try (RandomAccessFile f = new RandomAccessFile(\"/proc/\" + pid + \"/mem\", \"r\"))"
                        + " { return true; }");
        PROBES.put("reachesOurRoot", "return new File(\"/proc/\" + pid + \"/root\" + it).exists();");
        PROBES.put("findsOurProcess", "return ProcessHandle.of(pid).isPresent();");
        PROBES.put("hasAnEnvironment", "return System.getenv(\"PATH\") != null;");
        PROBES.put("knowsOurHome", "return System.getProperty(\"user.home\").equals(userHome);");
        PROBES.put("knowsOurFolder", "return System.getProperty(\"user.dir\").equals(userDir);");
        PROBES.put(
                "connectsByTcp",
                "try (Socket s = new Socket()) {"
                        + " s.connect(new InetSocketAddress(\"127.0.0.1\", tcp), 2000); return true; }");
        PROBES.put(
                "connectsByChannel",
                "try (SocketChannel s = SocketChannel.open(new InetSocketAddress(\"127.0.0.1\", tcp)))"
                        + " { return s.isConnected(); }");
        PROBES.put("connectsByHttp", "return new URL(\"http://127.0.0.1:\" + http).openStream().read() >= 0;");
        PROBES.put(
                "connectsByUnixSocket",
                "try (SocketChannel s = SocketChannel.open(UnixDomainSocketAddress.of(unix)))"
                        + " { return s.isConnected(); }");
        PROBES.put(
                "sendsByUdp",
                "try (DatagramSocket s = new DatagramSocket()) { s.connect(InetAddress.getByName(\"127.0.0.1\"), udp);"
                        + " s.send(new DatagramPacket(new byte[1], 1)); s.setSoTimeout(500);"
                        + " s.receive(new DatagramPacket(new byte[1], 1)); return true; }");
        PROBES.put(
                "knowsOurName",
                "return !Files.readString(Path.of(\"/proc/sys/kernel/hostname\")).strip().equals(\"box\");");
        PROBES.put(
                "startsAShell", "return new ProcessBuilder(\"/bin/sh\", \"-c\", \"exit 0\").start().waitFor() == 0;");
        PROBES.put("startsAProgram", "return Runtime.getRuntime().exec(\"ls\").waitFor() == 0;");
        PROBES.put(
                "letsAProgramWrite", "return new ProcessBuilder(\"touch\", it + \".touched\").start().waitFor() == 0;");
        PROBES.put(
                "endsAnotherProcess",
                "return ProcessHandle.of(victim).map(ProcessHandle::destroyForcibly).orElse(false);");
        PROBES.put("loadsALibrary", "System.load(library); return true;");
        PROBES.put(
                "fillsTheDiskWithOneFile",
                "File f = File.createTempFile(\"big\", \"\"); try (FileOutputStream out = new FileOutputStream(f)) {"
                        + " for (int i = 0; i < 20; i++) out.write(new byte[1 << 20]); return true;"
                        + " } finally { f.delete(); }");
        PROBES.put(
                "fillsTheDiskWithManyFiles",
                "List<File> all = new ArrayList<>(); try { for (int i = 0; i < 20; i++) {"
                        + " File f = File.createTempFile(\"big\", \"\"); all.add(f);"
                        + " Files.write(f.toPath(), new byte[1 << 20]); } return true;"
                        + " } finally { for (File f : all) f.delete(); }");
        PROBES.put(
                "takesAllAddresses",
                "var field = Class.forName(\"sun.misc.Unsafe\").getDeclaredField(\"theUnsafe\");"
                        + " field.setAccessible(true); var unsafe = (sun.misc.Unsafe) field.get(null);"
                        + " List<Long> all = new ArrayList<>(); try { for (int i = 0; i < 40; i++)"
                        + " all.add(unsafe.allocateMemory(100_000_000)); return true; }"
                        + " finally { all.forEach(unsafe::freeMemory); }");
        PROBES.put(
                "startsManyThreads",
                "var stop = new java.util.concurrent.CountDownLatch(1); try { for (int i = 0; i < 200; i++) {"
                        + " Thread t = new Thread(() -> { try { stop.await(); } catch (InterruptedException e) { } });"
                        + " t.setDaemon(true); t.start(); } return true; } finally { stop.countDown(); }");
        PROBES.put(
                "startsManyProcesses",
                "List<Process> all = new ArrayList<>(); try { for (int i = 0; i < 6; i++) all.add(new ProcessBuilder("
                        + " System.getProperty(\"java.home\") + \"/bin/java\", \"-Xmx16m\", \"-XX:+UseSerialGC\","
                        + " \"-cp\", System.getProperty(\"java.class.path\"), \"" + Agent.class.getName()
                        + "\").start());"
                        // each says hello, however long it takes to start
                        + " for (Process p : all) { p.getOutputStream().write(new byte[] {0, 0, 0, 9, 'H', 0, 0, 0, 0, 0,"
                        + " 0, 0, 0}); p.getOutputStream().flush(); if (p.getInputStream().read() < 0) return false; }"
                        + " for (Process p : all) if (!p.isAlive()) return false; return true; }"
                        + " finally { all.forEach(Process::destroyForcibly); }");
    }

    /** Bubblewrap, without which there is nothing to test. */
    static Bubblewrap installed() throws IOException {
        Bubblewrap found = Bubblewrap.find();
        assumeTrue(found != null, "bubblewrap is not installed");
        return Objects.requireNonNull(found);
    }

    @BeforeAll
    void open() throws Exception {
        Sandbox bubblewrap = installed();
        home = Files.createTempDirectory(Path.of(System.getProperty("user.home")), ".fiftylayers-test");
        StringBuilder cell = new StringBuilder(IMPORTS);
        cell.append("String classPath, userHome, userDir, unix, library; int tcp, udp, http; long pid, victim;\n");
        cell.append("void set(String c, String h, String d, String u, String l, int t, int p, int w, long i) {"
                + " classPath = c; userHome = h; userDir = d; unix = u; library = l; tcp = t; udp = p; http = w;"
                + " pid = i; }\n");
        cell.append("void victim(long v) { victim = v; }\n");
        PROBES.forEach(
                (name, body) -> cell.append("boolean " + name + "(String it) throws Exception { " + body + " }\n"));
        Map<String, byte[]> classes;
        try (Compiler compiler = new Compiler(CLASS_PATH)) {
            Compiler.Compiled compiled =
                    compiler.compile("Student", List.of(), List.of(new CellCode("c", cell.toString())), List.of());
            assertThat(compiled.faults()).isEmpty();
            classes = compiled.classes();
        }
        open = new Box(new Unsandboxed(), CLASS_PATH, Duration.ofSeconds(30));
        walled = new Box(bubblewrap, CLASS_PATH, Duration.ofSeconds(30));
        open.load("Student", classes);
        walled.load("Student", classes);
    }

    @AfterAll
    void close() throws IOException {
        if (home != null) {
            open.close();
            walled.close();
            delete(home);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @TestFactory
    Stream<DynamicTest> getThroughOnlyWhereThereIsNoWall() {
        return PROBES.keySet().stream()
                .map(name -> DynamicTest.dynamicTest(name, () -> {
                    assertThat(tries(open, name)).as("without a sandbox").isTrue();
                    assertThat(tries(walled, name)).as("in the sandbox").isFalse();
                }));
    }

    /** Lets a box try, and looks at what came through from our side too. */
    private boolean tries(Box box, String name) throws Exception {
        Path folder = Files.createTempDirectory(home, "try");
        Path secret = Files.writeString(folder.resolve("secret"), SECRET);
        Path library =
                Files.copy(Path.of(System.getProperty("java.home"), "lib", "libzip.so"), folder.resolve("libours.so"));
        Process victim = new ProcessBuilder("sleep", "60").start();
        List<Thread> servers = new ArrayList<>();
        boolean[] reached = new boolean[1];
        try (ServerSocket tcp = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                ServerSocket http = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                DatagramSocket udp = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                ServerSocketChannel unix = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            unix.bind(UnixDomainSocketAddress.of(folder.resolve("socket")));
            serve(servers, () -> {
                tcp.accept();
                reached[0] = true;
            });
            serve(servers, () -> {
                try (Socket socket = http.accept()) {
                    reached[0] = true;
                    socket.getOutputStream().write("HTTP/1.0 200 OK\r\n\r\nx".getBytes(StandardCharsets.US_ASCII));
                }
            });
            serve(servers, () -> {
                DatagramPacket packet = new DatagramPacket(new byte[1], 1);
                udp.receive(packet);
                reached[0] = true;
                udp.send(packet);
            });
            serve(servers, () -> {
                unix.accept();
                reached[0] = true;
            });
            box.call(
                    "set",
                    List.of("String", "String", "String", "String", "String", "int", "int", "int", "long"),
                    classPathFolder().toString(),
                    System.getProperty("user.home"),
                    System.getProperty("user.dir"),
                    folder.resolve("socket").toString(),
                    library.toString(),
                    tcp.getLocalPort(),
                    udp.getLocalPort(),
                    http.getLocalPort(),
                    ProcessHandle.current().pid());
            box.call("victim", List.of("long"), victim.pid());
            boolean through;
            try {
                through = Boolean.TRUE.equals(box.call(name, List.of("String"), secret.toString()));
            } catch (BoxException e) {
                assertThat(e.kind()).as(e.getMessage()).isEqualTo(BoxException.Kind.THREW);
                through = false;
            }
            boolean changed = !Files.readString(secret).equals(SECRET);
            try (Stream<Path> left = Files.list(folder)) {
                return through || changed || reached[0] || !victim.isAlive() || left.count() > 3;
            }
        } finally {
            victim.destroyForcibly();
            for (Thread server : servers) {
                server.join(5000);
            }
            delete(folder);
        }
    }

    private interface Server {
        void run() throws IOException;
    }

    private static void serve(List<Thread> servers, Server server) {
        Thread thread = new Thread(() -> {
            try {
                server.run();
            } catch (IOException e) {
                // closed, since nobody came
            }
        });
        thread.setDaemon(true);
        thread.start();
        servers.add(thread);
    }

    private static Path classPathFolder() {
        return SandboxedProcess.existing(CLASS_PATH).stream()
                .filter(Files::isDirectory)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theSecondBoxSeesNothingOfTheFirst() throws Exception {
        Map<String, byte[]> classes;
        try (Compiler compiler = new Compiler(CLASS_PATH)) {
            classes = compiler.compile(
                            "Student",
                            List.of(),
                            List.of(new CellCode(
                                    "c",
                                    "import java.nio.file.*;\n"
                                            + "boolean note() throws Exception { Path p = Path.of(\"/tmp/note\");"
                                            + " if (Files.exists(p)) return true; Files.writeString(p, \"x\");"
                                            + " return false; }")),
                            List.of())
                    .classes();
        }
        for (int i = 0; i < 2; i++) {
            try (Box box = new Box(installed(), CLASS_PATH, Duration.ofSeconds(30))) {
                box.load("Student", classes);
                assertThat(box.call("note", List.of())).isEqualTo(false);
                assertThat(box.call("note", List.of())).isEqualTo(true);
            }
        }
        assertThat(Path.of("/tmp/note")).doesNotExist();
    }
}
