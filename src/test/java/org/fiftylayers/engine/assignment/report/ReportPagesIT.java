package org.fiftylayers.engine.assignment.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import nu.validator.client.EmbeddedValidator;
import org.junit.jupiter.api.Test;

/** The Nu HTML checker looks at the pages of a course, which stay in {@code target/course} for the browser's checks. */
class ReportPagesIT {
    private static final Path FOLDER = Path.of("target/course");

    @Test
    void nuFindsNothingInThePagesOfACourse() throws Exception {
        clear();
        SampleCourse sample = new SampleCourse(FOLDER);
        sample.fill();
        sample.report();
        List<Path> pages;
        try (Stream<Path> files = Files.walk(FOLDER)) {
            pages = files.filter(file -> file.toString().endsWith(".html")).toList();
        }

        assertThat(pages).hasSize(35 + 2);
        List<String> found = new ArrayList<>();
        for (Path page : pages) {
            EmbeddedValidator validator = new EmbeddedValidator();
            validator.setOutputFormat(EmbeddedValidator.OutputFormat.JSON);
            for (JsonNode message :
                    new ObjectMapper().readTree(validator.validate(page)).path("messages")) {
                // the checker does not work the digest out; the browser does, see check-feedback.mjs
                if (!message.path("message").asText().startsWith("Inline style violates Content Security Policy")) {
                    found.add(page + ": " + message);
                }
            }
        }
        assertThat(found).isEmpty();
    }

    private static void clear() throws IOException {
        if (Files.exists(FOLDER)) {
            try (Stream<Path> files = Files.walk(FOLDER)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
