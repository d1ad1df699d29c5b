package org.fiftylayers.engine.kernel.install;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The {@code jupyter} command of this machine.
 *
 * @param command the executable
 */
record Jupyter(Path command) {
    private static final long SECONDS = 30;

    /** The first one on the path, or null if there is none. */
    static @Nullable Jupyter find(Map<String, String> environment) {
        Map<String, String> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER); // Windows says Path
        anyCase.putAll(environment);
        return Arrays.stream(anyCase.getOrDefault("PATH", "").split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(Path::of)
                .flatMap(folder -> Stream.of("jupyter", "jupyter.exe").map(folder::resolve))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst()
                .map(Jupyter::new)
                .orElse(null);
    }

    /** Where Jupyter itself says that it looks for kernels. */
    List<Path> kernels() throws IOException, InterruptedException {
        Path answer = Files.createTempFile("jupyter", ".json");
        try {
            Process process = new ProcessBuilder(command.toString(), "--paths", "--json")
                    .redirectOutput(answer.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("no answer within " + SECONDS + " s");
            }
            List<Path> kernels = new ArrayList<>();
            JsonNode data = new ObjectMapper().readTree(answer.toFile()).path("data");
            data.forEach(folder -> kernels.add(Path.of(folder.asText()).resolve("kernels")));
            if (kernels.isEmpty()) {
                throw new IOException("exit status " + process.exitValue() + ", and no folder named");
            }
            return kernels;
        } finally {
            Files.deleteIfExists(answer);
        }
    }
}
