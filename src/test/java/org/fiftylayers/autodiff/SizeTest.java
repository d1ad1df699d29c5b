package org.fiftylayers.autodiff;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SizeTest {
    @Test
    void theEnginesStayBelowAThousandLinesCommentsIncluded() throws IOException {
        long lines = 0;
        try (Stream<Path> files = Files.list(Path.of("src/main/java/org/fiftylayers/autodiff"))) {
            for (Path file : files.toList()) {
                lines += Files.readAllLines(file).size();
            }
        }
        assertThat(lines).isBetween(100L, 999L);
    }
}
