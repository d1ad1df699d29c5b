package org.fiftylayers.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Java started without the Vector API. */
class WithoutVectorsTest {
    /** What runs there. */
    public static void main(String[] arguments) {
        for (int i = 0; i < 3; i++) {
            System.out.println(Kernels.fastest().getClass().getSimpleName());
        }
    }

    @Test
    void computesWithThePlainLoopsAndSaysSoOnce() throws Exception {
        Process java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        place(Kernels.class) + File.pathSeparator + place(WithoutVectorsTest.class),
                        WithoutVectorsTest.class.getName())
                .redirectErrorStream(true)
                .start();
        String output = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(java.waitFor()).as(output).isZero();
        assertThat(output.lines())
                .filteredOn(line -> line.equals("PlainKernels"))
                .hasSize(3);
        assertThat(output.lines())
                .filteredOn(line -> line.contains("--add-modules jdk.incubator.vector"))
                .hasSize(1);
    }

    private static Path place(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }
}
