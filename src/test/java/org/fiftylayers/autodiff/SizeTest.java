package org.fiftylayers.autodiff;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SizeTest {
    @Test
    void theEnginesStayBelowAThousandLinesOfCode() throws IOException {
        long lines = 0;
        try (Stream<Path> files = Files.list(Path.of("src/main/java/org/fiftylayers/autodiff"))) {
            for (Path file : files.toList()) {
                List<String> code = Files.readString(file)
                        .replaceAll("(?s)/\\*.*?\\*/", "")
                        .replaceAll("(?m)^\\s*//.*$", "")
                        .lines()
                        .filter(line -> !line.isBlank())
                        .toList();
                lines += code.size();
            }
        }
        assertThat(lines).isBetween(100L, 999L);
    }
}
