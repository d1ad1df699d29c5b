package org.fiftylayers.show;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.fiftylayers.display.MimeBundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ChartPngTest {
    /** Runs in the other Java: shows two charts. */
    static final class ShowTwoCharts {
        public static void main(String[] args) {
            for (int i = 0; i < 2; i++) {
                MimeBundle bundle = Charts.bundle(Charts.gradients());
                System.out.println(bundle.data().keySet() + " "
                        + Charts.svg(Charts.gradients()).hashCode());
            }
        }
    }

    @Test
    void isAPng() {
        byte[] png = Base64.getDecoder()
                .decode((String) Charts.bundle(Charts.gradients()).data().get(MimeBundle.PNG));

        assertThat(png).startsWith(0x89, 'P', 'N', 'G').hasSizeLessThan(60_000);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void isLeftOutWithOneNoticeOnAJavaThatCannotDraw(@TempDir Path directory) throws Exception {
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");

        Path fonts = Files.writeString(directory.resolve("fonts.conf"), "<fontconfig></fontconfig>");

        int status = java(out, err, Map.of("FONTCONFIG_FILE", fonts.toString()), "-Duser.home=" + directory);

        assertThat(status).isZero();
        String line = "[text/html, image/svg+xml, text/plain, application/vnd.fiftylayers.narrow+svg, text/csv] "
                + Charts.svg(Charts.gradients()).hashCode();
        assertThat(Files.readAllLines(out)).containsExactly(line, line);
        assertThat(Files.readAllLines(err))
                .filteredOn(text -> text.startsWith("notice:"))
                .singleElement()
                .asString()
                .contains("without a PNG copy", "a Java with fonts can");
    }

    @Test
    void isLeftOutWhereTheDisplayIsGone(@TempDir Path directory) throws Exception {
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");

        int status = java(out, err, Map.of("DISPLAY", ":987"), "-Djava.awt.headless=false");

        assertThat(status).isZero();
        assertThat(Files.readString(out)).contains("image/svg+xml");
    }

    private static int java(Path out, Path err, Map<String, String> environment, String... options)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), ShowTwoCharts.class.getName()));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        builder.redirectOutput(out.toFile()).redirectError(err.toFile());
        Process process = builder.start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS))
                .as(() -> {
                    try {
                        return Files.readString(err, StandardCharsets.UTF_8);
                    } catch (IOException e) {
                        return e.toString();
                    }
                })
                .isTrue();
        return process.exitValue();
    }
}
