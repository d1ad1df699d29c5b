package org.fiftylayers.engine.assignment.gradebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GradebookTest {
    private static final Instant NOON = Instant.parse("2026-11-29T12:00:00Z");
    private static final Mark MARK =
            new Mark("test", "keeps \"quotes\", and σ\n", true, Verdict.FAILED, 1.0 / 3, 2, "is 3×4");

    private final Path folder;

    GradebookTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void isTheSameWhenItIsOpenedAgain() throws Exception {
        List<Row> before;
        try (Gradebook book = Gradebook.open(folder)) {
            Row ada = receive(book, "ada", "one", NOON);
            Row bob = receive(book, "bob", "two", NOON);
            receive(book, "cyd", "three", NOON);
            book.grade(book.begin(ada), "basis", true, List.of(MARK), List.of("note"));
            book.refuse(bob, "basis", "is an archive");
            before = book.rows();
        }
        Gradebook after = Gradebook.read(folder);
        assertThat(after.rows()).isEqualTo(before);
        assertThat(after.rows().get(0).marks()).containsExactly(MARK);
        assertThat(after.count(Row.State.GRADED)).isEqualTo(1);
        assertThat(after.count(Row.State.REFUSED)).isEqualTo(1);
        assertThat(after.count(Row.State.PENDING, Row.State.HELD)).isEqualTo(1);
        assertThat(Files.readString(after.copy(before.get(0)))).isEqualTo("one");
    }

    @Test
    void anotherTextIsAnotherRowAndTheLastOneCounts() throws Exception {
        try (Gradebook book = Gradebook.open(folder)) {
            Row first = receive(book, "ada", "one", NOON);
            Row second = receive(book, "ada", "two", NOON.plusSeconds(1));
            assertThat(book.rows()).containsExactly(first, second);
            assertThat(book.current("a")).containsExactly(second);

            assertThat(book.receive("ada", "a", "a.ipynb", "f", "one", NOON, bytes("one")))
                    .as("nothing new")
                    .isNull();
            receive(book, "ada", "one", NOON.plusSeconds(2)); // back to the first
            assertThat(book.rows()).hasSize(2);
            assertThat(book.current("a")).extracting(Row::digest).containsExactly("one");
        }
    }

    @Test
    void whatIsLeftOfALineIsPassedOverAndTheNextLineIsWhole() throws Exception {
        try (Gradebook book = Gradebook.open(folder)) {
            Row ada = receive(book, "ada", "one", NOON);
            book.grade(ada, "basis", true, List.of(MARK), List.of());
        }
        Path journal = folder.resolve("journal.jsonl");
        byte[] whole = Files.readAllBytes(journal);
        int firstEnd = new String(whole, StandardCharsets.ISO_8859_1).indexOf('\n');
        for (int length = firstEnd + 2; length < whole.length; length += 7) {
            Files.write(journal, java.util.Arrays.copyOf(whole, length));
            try (Gradebook book = Gradebook.open(folder)) {
                assertThat(book.rows()).hasSize(1);
                assertThat(book.rows().get(0).state()).isEqualTo(Row.State.PENDING);
                assertThat(book.damaged()).containsExactly(2);
                book.grade(book.rows().get(0), "basis", true, List.of(MARK), List.of());
            }
            assertThat(Gradebook.read(folder).rows().get(0).marks())
                    .as("cut at byte " + length)
                    .containsExactly(MARK);
        }
    }

    @Test
    void aChangedByteCostsItsLineOnly() throws Exception {
        try (Gradebook book = Gradebook.open(folder)) {
            for (String student : List.of("ada", "bob", "cyd")) {
                book.grade(receive(book, student, student, NOON), "basis", true, List.of(MARK), List.of());
            }
        }
        Path journal = folder.resolve("journal.jsonl");
        byte[] bytes = Files.readAllBytes(journal);
        for (int at = 0; at < bytes.length; at += 11) {
            byte[] changed = bytes.clone();
            changed[at] ^= 0x15;
            Files.write(journal, changed);
            Gradebook book = Gradebook.read(folder);
            assertThat(book.damaged()).as("byte " + at).isNotEmpty().hasSizeLessThanOrEqualTo(2);
            assertThat(book.rows()).hasSizeGreaterThanOrEqualTo(2);
            assertThat(book.rows())
                    .allMatch(row -> row.marks().isEmpty() || row.marks().equals(List.of(MARK)));
        }
    }

    @Test
    void twoGradersCannotWriteAtOnce() throws Exception {
        try (Gradebook book = Gradebook.open(folder)) {
            assertThat(book.rows()).isEmpty();
            Process other = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            Opener.class.getName(),
                            folder.toString())
                    .redirectErrorStream(true)
                    .start();
            assertThat(new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .contains("is in use: another grader works on this course");
            assertThat(Gradebook.read(folder).rows()).as("reading is allowed").isEmpty();
            assertThatThrownBy(() -> Gradebook.open(folder)).hasMessageContaining("is in use");
        }
        Gradebook.open(folder).close();
    }

    /** Opens a gradebook, in a process of its own. */
    static final class Opener {
        public static void main(String[] arguments) throws IOException {
            Gradebook.open(Path.of(arguments[0])).close();
        }
    }

    @Test
    void linesOfALaterVersionAreRead() throws Exception {
        try (Gradebook book = Gradebook.open(folder)) {
            receive(book, "ada", "one", NOON);
        }
        Path journal = folder.resolve("journal.jsonl");
        String json = Files.readString(journal).strip().substring(9).replaceFirst("\\{", "{\"later\":1,");
        var checksum = new java.util.zip.CRC32C();
        checksum.update(bytes(json));
        Files.writeString(
                journal,
                String.format("%08x %s%n", checksum.getValue(), json).replace("\r", ""),
                StandardOpenOption.TRUNCATE_EXISTING);
        assertThat(Gradebook.read(folder).rows()).hasSize(1);
    }

    private static Row receive(Gradebook book, String student, String text, Instant time) throws IOException {
        Row row = Objects.requireNonNull(
                book.receive(student, "a", "a.ipynb", "submitted/" + student, text, time, bytes(text)));
        book.write(List.of(row));
        return row;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
