package org.fiftylayers.engine.book;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import nu.validator.client.EmbeddedValidator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Nu HTML checker finds no error: neither in the sample, nor in the book if it has been built. */
class NuHtmlIT {
    @Test
    void findsNoErrorInTheSample(@TempDir Path folder) throws Exception {
        Sample sample = new Sample(folder);
        sample.build();

        assertNoErrors(sample.site);
        assertThat(errors(Files.writeString(folder.resolve(BookBuilder.PRINT), sample.print())))
                .isEmpty();
    }

    @Test
    void findsNoErrorInThePrintEdition() throws Exception {
        Path book = Path.of("target", BookBuilder.PRINT);
        if (Files.isRegularFile(book)) {
            assertThat(errors(book)).isEmpty();
        }
    }

    @Test
    void findsNoErrorInTheBook() throws Exception {
        Path book = Path.of("target/book");
        if (Files.isDirectory(book)) {
            assertNoErrors(book);
        }
    }

    private static void assertNoErrors(Path site) throws Exception {
        List<Path> pages;
        try (Stream<Path> files = Files.list(site)) {
            pages = files.filter(file -> file.toString().endsWith(".html"))
                    .sorted()
                    .toList();
        }
        assertThat(pages).isNotEmpty();
        for (Path page : pages) {
            assertThat(errors(page)).as(page.toString()).isEmpty();
        }
    }

    /** The checker's messages of type error; what it says of CSS newer than itself is no matter of HTML. */
    private static List<String> errors(Path page) throws Exception {
        EmbeddedValidator validator = new EmbeddedValidator();
        validator.setOutputFormat(EmbeddedValidator.OutputFormat.JSON);
        List<String> errors = new ArrayList<>();
        for (JsonNode message :
                new ObjectMapper().readTree(validator.validate(page)).path("messages")) {
            String text = message.path("message").asText();
            if (message.path("type").asText().equals("error") && !text.startsWith("CSS:")) {
                errors.add("line " + message.path("lastLine") + ": " + text + ": "
                        + message.path("extract").asText());
            }
        }
        return errors;
    }
}
