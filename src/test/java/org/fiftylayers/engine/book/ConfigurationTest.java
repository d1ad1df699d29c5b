package org.fiftylayers.engine.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ConfigurationTest {
    private static final String GOOD =
            """
            version: 1
            project:
              title: A Book
              authors: [Ada, {name: Emmy, orcid: 0000}]
              license: CC-BY-4.0
              math:
                '\\R': '\\mathbb{R}'
              toc:
                - file: index.md
                - title: Part
                  children:
                    - file: ../notebooks/01-a.ipynb
            site:
              template: book-theme
            """;

    private final Path folder;

    ConfigurationTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void readsWhatJupyterBookReads() throws Exception {
        Configuration book = read(GOOD);

        assertThat(book.title()).isEqualTo("A Book");
        assertThat(book.authors()).containsExactly("Ada", "Emmy");
        assertThat(book.license()).isEqualTo("CC-BY-4.0");
        assertThat(book.macros()).containsEntry("\\R", "\\mathbb{R}");
        assertThat(book.contents()).hasSize(2);
        assertThat(book.contents().get(1).children().get(0).file()).isEqualTo("../notebooks/01-a.ipynb");
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                arguments("version: 1", "version: 2", "line 1: version: is '2'; must be 1"),
                arguments("  title: A Book", "  titel: A Book", "line 3: project: unknown key 'titel'; known are "),
                arguments("  title: A Book", "  titel: A Book", "line 3: title: is missing; it must be a text"),
                arguments("  title: A Book", "  title: [a]", "line 3: title: must be a text"),
                arguments(
                        "site:", "sites:", "line 13: myst.yml: unknown key 'sites'; known are project, site, version"),
                arguments("    - file: index.md", "    - fiel: index.md", "line 9: toc: unknown key 'fiel'"),
                arguments("    - title: Part", "    - titel: Part", "line 10: toc: an entry needs 'file', or 'title'"),
                arguments("license: CC-BY-4.0", "license: {contents: x}", "line 5: license: unknown key 'contents'"),
                arguments(
                        "  title: A Book",
                        "  title: A Book\n  title: B",
                        "line 4: title: the key stands here a second"),
                arguments(
                        "authors: [Ada", "authors: [Ada, [a]", "line 4: authors: must be a mapping of keys to values"),
                arguments("  math:\n", "  math: x\n  keywords:\n", "line 6: math: must be a mapping of keys to values"),
                arguments("  title: A Book", "  title: 'A Book", "not YAML: "),
                arguments(GOOD, "", "toc: is missing or empty; it must list the pages of the book"),
                arguments(GOOD, "- a", "line 1: myst.yml: must be a mapping of keys to values"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void namesLineAndRule(String old, String fresh, String message) throws IOException {
        assertThat(GOOD).contains(old);
        Files.writeString(folder.resolve("myst.yml"), GOOD.replace(old, fresh));

        BookException error = catchThrowableOfType(BookException.class, this::read);

        assertThat(error.problems()).anySatisfy(problem -> assertThat(problem.toString())
                .startsWith("book/myst.yml")
                .contains(message));
    }

    @Test
    void saysThatTheFileIsMissing() {
        BookException error = catchThrowableOfType(BookException.class, this::read);

        assertThat(error).hasMessage("book/myst.yml: no such file; it holds the book's title and table of contents");
    }

    private Configuration read(String text) throws Exception {
        Files.writeString(folder.resolve("myst.yml"), text);
        return read();
    }

    private Configuration read() throws BookException, IOException {
        return ConfigurationReader.read(folder.resolve("myst.yml"), "book/myst.yml");
    }
}
