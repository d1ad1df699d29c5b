package org.fiftylayers.engine.assignment.box;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A container of Docker or Podman, for systems without {@link Bubblewrap}.
 *
 * <p>Its Java is that of the image. A container does not end with the client that is killed, so it has an end of its own
 * after a quarter of an hour.
 */
public final class Container implements Sandbox {
    /** An image that has Java 17 and coreutils. */
    public static final String IMAGE = "eclipse-temurin:17-jdk";

    private final Path program;
    private final String image;

    /**
     * A sandbox.
     *
     * @param program the file of {@code docker} or {@code podman}
     * @param image what to run, such as {@link #IMAGE}; it must be there, since nothing is pulled
     */
    public Container(Path program, String image) {
        this.program = program;
        this.image = image;
    }

    /** Podman or Docker on this machine's search path; null if there is neither. */
    public static @Nullable Container find() {
        Path found = onPath("podman");
        found = found == null ? onPath("docker") : found;
        return found == null ? null : new Container(found, IMAGE);
    }

    static @Nullable Path onPath(String program) {
        for (String folder : String.valueOf(System.getenv("PATH")).split(File.pathSeparator)) {
            for (String ending : List.of("", ".exe")) {
                Path file = Path.of(folder, program + ending);
                if (Files.isExecutable(file) && Files.isRegularFile(file)) {
                    return file.toAbsolutePath();
                }
            }
        }
        return null;
    }

    @Override
    public List<String> command(List<String> options, List<Path> classPath, String main) {
        List<String> command = new ArrayList<>(List.of(program.toString(), "run", "--rm", "-i", "--pull", "never"));
        command.addAll(List.of("--network", "none", "--read-only", "--cap-drop", "ALL"));
        command.addAll(List.of("--security-opt", "no-new-privileges", "--user", "65534:65534"));
        command.addAll(List.of("--memory", "1g", "--memory-swap", "1g", "--pids-limit", "64", "--cpus", "1"));
        command.addAll(List.of("--ulimit", "fsize=16777216", "--ulimit", "core=0", "--ulimit", "nofile=512"));
        command.addAll(List.of("--ulimit", "nproc=4096")); // podman asks for more than some systems allow
        command.addAll(List.of("--tmpfs", "/tmp:rw,nosuid,nodev,noexec,size=16m", "--workdir", "/tmp"));
        List<String> inside = new ArrayList<>();
        for (Path path : classPath) {
            String place = "/classpath/" + inside.size() + (Files.isDirectory(path) ? "" : ".jar");
            command.addAll(List.of("--mount", "type=bind,readonly,source=" + path + ",target=" + place));
            inside.add(place);
        }
        command.addAll(List.of(image, "timeout", "-s", "KILL", "900", "java"));
        command.addAll(options);
        command.addAll(List.of("-cp", String.join(":", inside), main));
        return command;
    }

    @Override
    public boolean verified() {
        return true;
    }

    @Override
    public String remedy(String error) {
        return "see whether '" + program + " run --rm " + image + " java -version' works; an image that is not there"
                + " comes with '" + program + " pull " + image + "'";
    }
}
