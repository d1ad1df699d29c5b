package org.fiftylayers.engine.assignment.box;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Bubblewrap (0.8 or later), on Linux.
 *
 * <p>What it runs sees the Java runtime, the class path, the C library and a {@code /tmp} of 16 MB, all else read-only;
 * has namespaces of its own, so no network and no other processes; no environment and no capabilities; and ends with us.
 * Limits hold for each process in it: 2 GiB of addresses, 16 MB per file, 10 minutes of CPU; and 64 processes and threads
 * in all. So what a box can take is 2 GiB times the few virtual machines that fit into 64 threads, until its time is over.
 *
 * <p>An ordinary user becomes nobody in a user namespace. Root, whom limits do not bind, becomes a user whom nobody else
 * is, another one in each box.
 */
public final class Bubblewrap implements Sandbox {
    private static final int THREADS = 64;
    private static final int BYTES = 16 << 20;
    private static final String ARCHIVE = "/classes.jsa";
    private static final int FIRST_USER = 1_000_000_000;
    private static final List<Path> LIBRARIES = List.of(Path.of("/lib"), Path.of("/lib64"), Path.of("/usr/lib64"));
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path program;
    private final Path home = Path.of(System.getProperty("java.home"));
    private final Set<Path> needed = new TreeSet<>();
    private final boolean root;
    private @Nullable Path archive;

    /**
     * A sandbox.
     *
     * @param program the file of {@code bwrap}
     * @throws IOException if the Java runtime's own files cannot be listed
     */
    public Bubblewrap(Path program) throws IOException {
        this.program = program;
        root = Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        needed.add(home);
        try (Stream<Path> files = Files.walk(home)) {
            for (Path link : files.filter(Files::isSymbolicLink).toList()) {
                // distributions keep the configuration elsewhere
                if (Files.exists(link) && !link.toRealPath().startsWith(home.toRealPath())) {
                    needed.add(link.toRealPath());
                }
            }
        }
        try (Stream<Path> folders = Files.list(Path.of("/usr/lib"))) {
            List<Path> libraries = folders.filter(
                            folder -> folder.getFileName().toString().endsWith("-linux-gnu"))
                    .toList();
            needed.addAll(libraries.isEmpty() ? List.of(Path.of("/usr/lib")) : libraries);
        }
        needed.add(Path.of("/usr/bin/prlimit"));
        if (root) {
            needed.add(Path.of("/usr/bin/setpriv"));
        }
    }

    /** The one on this machine's search path; null if there is none. */
    public static @Nullable Bubblewrap find() throws IOException {
        Path found = Container.onPath("bwrap");
        return found == null ? null : new Bubblewrap(found);
    }

    /** Lets boxes take their classes from an archive, which they see read-only; null for none. */
    void accelerate(@Nullable Path archive) {
        this.archive = archive;
    }

    @Override
    public List<String> command(List<String> options, List<Path> classPath, String main) {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(
                root
                        ? List.of("--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts")
                        : List.of("--unshare-all", "--unshare-user", "--disable-userns"));
        if (root) {
            command.addAll(List.of("--unshare-cgroup-try", "--cap-drop", "ALL"));
            List.of("CAP_SETUID", "CAP_SETGID", "CAP_SETPCAP")
                    .forEach(capability -> command.addAll(List.of("--cap-add", capability)));
        } else {
            command.addAll(List.of("--uid", "65534", "--gid", "65534"));
        }
        command.addAll(List.of("--die-with-parent", "--new-session", "--clearenv", "--hostname", "box"));
        // with an arena for each thread, address space would run out first
        command.addAll(List.of("--setenv", "MALLOC_ARENA_MAX", "2"));
        command.addAll(List.of("--perms", "1777", "--size", "" + BYTES, "--tmpfs", "/tmp", "--chdir", "/tmp"));
        mount(command, classPath); // after /tmp, since a class path can lie there
        command.addAll(List.of("--proc", "/proc"));
        for (String device : List.of("/dev/null", "/dev/zero", "/dev/random", "/dev/urandom")) {
            command.addAll(List.of("--dev-bind", device, device));
        }
        List<String> all = new ArrayList<>(options);
        if (archive != null && main.equals(Agent.class.getName())) {
            command.addAll(List.of("--ro-bind", archive.toString(), ARCHIVE));
            all.add("-XX:SharedArchiveFile=" + ARCHIVE);
        }
        command.addAll(List.of("--remount-ro", "/", "--"));
        if (root) {
            int user = FIRST_USER + RANDOM.nextInt(FIRST_USER);
            command.addAll(List.of("/usr/bin/setpriv", "--reuid=" + user, "--regid=" + user, "--clear-groups"));
            command.addAll(List.of("--bounding-set=-all", "--inh-caps=-all", "--no-new-privs"));
        }
        command.addAll(List.of("/usr/bin/prlimit", "--as=" + (2L << 30), "--nproc=" + THREADS, "--fsize=" + BYTES));
        command.addAll(List.of("--core=0", "--cpu=600", "--nofile=512"));
        command.addAll(Unsandboxed.java(home, all, classPath, main));
        return command;
    }

    /** Makes read-only what is to be seen, and every folder above one that all may enter. */
    private void mount(List<String> command, List<Path> classPath) {
        Set<Path> seen = new TreeSet<>(needed);
        seen.addAll(classPath);
        Set<Path> above = new TreeSet<>();
        for (Path path : seen) {
            for (Path folder = path.getParent(); folder != null; folder = folder.getParent()) {
                above.add(folder);
            }
        }
        above.add(Path.of("/dev"));
        above.add(Path.of("/usr/lib"));
        above.removeAll(List.of(Path.of("/"), Path.of("/tmp")));
        LIBRARIES.forEach(above::remove);
        above.forEach(folder -> command.addAll(List.of("--dir", folder.toString())));
        for (Path library : LIBRARIES) {
            if (Files.isSymbolicLink(library)) {
                command.addAll(List.of("--symlink", target(library), library.toString()));
            } else if (Files.exists(library)) {
                command.addAll(List.of("--ro-bind", library.toString(), library.toString()));
            }
        }
        seen.forEach(path -> command.addAll(List.of("--ro-bind", path.toString(), path.toString())));
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean verified() {
        return true;
    }

    @Override
    public String remedy(String error) {
        if (error.contains("Unknown option") || error.contains("prlimit") || error.contains("setpriv")) {
            return "bubblewrap 0.8 or later and util-linux are needed (/usr/bin/prlimit, /usr/bin/setpriv);"
                    + " Debian 12, Ubuntu 24.04 and Fedora have them";
        }
        if (error.contains("uid map") || error.contains("namespace") || error.contains("not permitted")) {
            return "this system keeps ordinary users from making namespaces. On Ubuntu, install the profile that lets"
                    + " bwrap do it: apt install apparmor-profiles, then link"
                    + " /usr/share/apparmor/extra-profiles/bwrap-userns-restrict into /etc/apparmor.d and restart"
                    + " apparmor. Elsewhere: sysctl -w user.max_user_namespaces=10000 (and"
                    + " kernel.unprivileged_userns_clone=1 where there is such a thing). In a container, allow"
                    + " nested namespaces, or grade outside it";
        }
        return "see whether '" + program + " --unshare-all --ro-bind / / true' works";
    }
}
