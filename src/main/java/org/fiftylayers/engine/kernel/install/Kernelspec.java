package org.fiftylayers.engine.kernel.install;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/**
 * What Jupyter knows of an installed kernel.
 *
 * @param folder the kernelspec's own, of which the last name is the kernel's
 * @param displayName what Jupyter calls the kernel
 * @param arguments the command that starts it
 * @param version of Fifty Layers when it was installed
 */
public record Kernelspec(Path folder, String displayName, List<String> arguments, String version) {
    static final String MAIN_CLASS = "org.fiftylayers.engine.kernel.KernelMain";
    static final String FILE = "kernel.json";
    private static final JsonMapper JSON = new JsonMapper();

    public Kernelspec {
        arguments = List.copyOf(arguments);
    }

    /** The kernel of a folder, or null if that holds none of ours that can be read. */
    static @Nullable Kernelspec read(Path folder) {
        try {
            JsonNode tree = JSON.readTree(Files.readString(folder.resolve(FILE)));
            List<String> arguments = new ArrayList<>();
            tree.path("argv").forEach(argument -> arguments.add(argument.asText()));
            if (!arguments.contains(MAIN_CLASS)) {
                return null;
            }
            return new Kernelspec(
                    folder,
                    tree.path("display_name").asText(),
                    arguments,
                    tree.path("metadata").path("fiftylayers").path("version").asText());
        } catch (IOException e) {
            return null;
        }
    }

    void write() throws IOException {
        ObjectNode tree = JSON.createObjectNode();
        arguments.forEach(tree.putArray("argv")::add);
        tree.put("display_name", displayName);
        tree.put("language", "java");
        tree.put("interrupt_mode", "message");
        ObjectNode metadata = tree.putObject("metadata");
        metadata.put("debugger", false);
        metadata.putObject("fiftylayers").put("version", version);
        Files.createDirectories(folder);
        Files.writeString(
                folder.resolve(FILE), JSON.writerWithDefaultPrettyPrinter().writeValueAsString(tree) + "\n");
    }

    public String name() {
        return String.valueOf(folder.getFileName());
    }

    public Path java() {
        return Path.of(arguments.get(0));
    }

    /** The jar that the kernel runs from. */
    public Path jar() {
        int flag = arguments.indexOf("-cp");
        return Path.of(flag < 0 || flag + 1 == arguments.size() ? "" : arguments.get(flag + 1));
    }

    /**
     * Whether the kernel can start, as far as its files tell.
     *
     * @param current the version of Fifty Layers that asks
     */
    public State state(String current) {
        if (!Files.isRegularFile(jar())) {
            return State.JAR_MISSING;
        }
        if (java().isAbsolute() && !Files.isExecutable(java())) {
            return State.JAVA_MISSING;
        }
        return version.equals(current) && version.equals(versionOfJar()) ? State.OK : State.OTHER_VERSION;
    }

    /** What the jar is now; empty if it does not tell. */
    String versionOfJar() {
        try (JarFile file = new JarFile(jar().toFile())) {
            Manifest manifest = file.getManifest();
            String value =
                    manifest == null ? null : manifest.getMainAttributes().getValue("Implementation-Version");
            return value == null ? "" : value;
        } catch (IOException e) {
            return "";
        }
    }

    /** What the files of a kernel tell. */
    public enum State {
        OK("ok"),
        OTHER_VERSION("installed by another version; `kernel install` renews it"),
        JAR_MISSING("the jar is missing; build it again, or run `kernel install` from where it is now"),
        JAVA_MISSING("the java is missing; `kernel install --java PATH` names another");

        private final String text;

        State(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }

        public boolean broken() {
            return this == JAR_MISSING || this == JAVA_MISSING;
        }
    }
}
