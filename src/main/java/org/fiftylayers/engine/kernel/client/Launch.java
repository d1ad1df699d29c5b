package org.fiftylayers.engine.kernel.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How a kernel is started.
 *
 * @param argv program and arguments; {@code {connection_file}} stands for the path of that file
 * @param environment variables beyond those of this process
 */
public record Launch(List<String> argv, Map<String, String> environment) {
    public Launch {
        argv = List.copyOf(argv);
        environment = Map.copyOf(environment);
        if (argv.isEmpty()) {
            throw new IllegalArgumentException("argv is empty; it must start with the program to run");
        }
    }

    /** A command with the environment of this process. */
    public static Launch of(List<String> argv) {
        return new Launch(argv, Map.of());
    }

    /**
     * What an installed kernel's {@code kernel.json} says.
     *
     * @throws IOException if the file cannot be read or is no JSON
     * @throws IllegalArgumentException if it has no {@code argv}
     */
    public static Launch of(Path kernelJson) throws IOException {
        JsonNode json = new ObjectMapper().readTree(kernelJson.toFile());
        String folder = String.valueOf(kernelJson.toAbsolutePath().getParent());
        List<String> argv = new ArrayList<>();
        json.path("argv").forEach(word -> argv.add(word.asText().replace("{resource_dir}", folder)));
        if (argv.isEmpty()) {
            throw new IllegalArgumentException(kernelJson + " has no \"argv\"; install the kernel again");
        }
        Map<String, String> environment = new HashMap<>();
        json.path("env")
                .properties()
                .forEach(entry ->
                        environment.put(entry.getKey(), entry.getValue().asText()));
        return new Launch(argv, environment);
    }

    List<String> command(Path connectionFile) {
        return argv.stream()
                .map(word -> word.replace("{connection_file}", connectionFile.toString()))
                .toList();
    }
}
