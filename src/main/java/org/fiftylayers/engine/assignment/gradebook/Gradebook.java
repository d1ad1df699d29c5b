package org.fiftylayers.engine.assignment.gradebook;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All rows of a course, and a copy of every notebook that was received: {@code journal.jsonl} and
 * {@code submissions/<digest>.ipynb} in one folder.
 *
 * <p>Received = graded + refused + pending, whatever happens, and whenever one looks.
 */
public final class Gradebook implements AutoCloseable {
    private static final String JOURNAL = "journal.jsonl";
    private static final String SUBMISSIONS = "submissions";
    private static final String PART = ".part";

    private final Path folder;
    private final @Nullable Journal journal;
    private final Map<Row.Key, Row> rows = new LinkedHashMap<>();
    private final List<Integer> damaged;

    private Gradebook(Path folder, @Nullable Journal journal) throws IOException {
        this.folder = folder;
        this.journal = journal;
        damaged = Journal.read(folder.resolve(JOURNAL), (line, row) -> rows.put(row.key(), row));
    }

    /**
     * Opens a gradebook for writing; makes it if there is none.
     *
     * @throws IOException if another process has it open, or it cannot be written
     */
    public static Gradebook open(Path folder) throws IOException {
        Path submissions = Files.createDirectories(folder.resolve(SUBMISSIONS));
        Journal journal = Journal.open(folder.resolve(JOURNAL));
        try {
            try (DirectoryStream<Path> parts = Files.newDirectoryStream(submissions, "*" + PART)) {
                for (Path part : parts) {
                    Files.delete(part); // of one who was killed
                }
            }
            return new Gradebook(folder, journal);
        } catch (IOException | RuntimeException e) {
            journal.close();
            throw e;
        }
    }

    /** Reads a gradebook as it is now; it may be open for writing elsewhere. */
    public static Gradebook read(Path folder) throws IOException {
        return new Gradebook(folder, null);
    }

    /** The lines of the journal that are damaged: what they said is unknown, and done again. */
    public List<Integer> damaged() {
        return List.copyOf(damaged);
    }

    /** All rows in the order in which they were received. */
    public synchronized List<Row> rows() {
        return List.copyOf(rows.values());
    }

    /** How many rows are in one of some states. */
    public long count(Row.State... states) {
        return rows().stream()
                .filter(row -> List.of(states).contains(row.state()))
                .count();
    }

    /** Where the copy of a row's notebook lies. */
    public Path copy(Row row) {
        return folder.resolve(SUBMISSIONS).resolve(row.digest() + ".ipynb");
    }

    /**
     * Receives a notebook, unless it is known; its copy is written before its row.
     *
     * @param bytes its text; null if it is none that one would keep
     * @return the row, which {@link #write} has yet to write; null if nothing is new
     */
    public @Nullable Row receive(
            String student,
            String assignment,
            String notebook,
            String file,
            String digest,
            Instant submitted,
            byte @Nullable [] bytes)
            throws IOException {
        Row fresh = Row.received(student, assignment, notebook, file, digest, submitted);
        Row known;
        synchronized (this) {
            known = rows.get(fresh.key());
        }
        if (bytes != null && !Files.exists(copy(fresh))) {
            keep(copy(fresh), bytes);
        }
        if (known == null) {
            return fresh;
        }
        return known.submitted().equals(submitted) ? null : known.submittedAt(submitted);
    }

    /** A file is there with all its bytes, or not there. */
    private static void keep(Path file, byte[] bytes) throws IOException {
        Path part = Files.createTempFile(file.getParent(), ".", PART);
        try {
            Files.write(part, bytes);
            try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** Judging begins: should it end us, that will be known. */
    public Row begin(Row row) throws IOException {
        return write(row.pending(row.attempts() + 1));
    }

    /** A row is to be judged anew. */
    public Row reopen(Row row) throws IOException {
        return write(row.pending(0));
    }

    /** A row is not to be judged any more, since that has ended us too often. */
    public Row hold(Row row, String why) throws IOException {
        return write(row.held(why));
    }

    /** A row cannot be taken. */
    public Row refuse(Row row, String basis, String why) throws IOException {
        return write(row.refused(basis, why));
    }

    /** A row has its marks. */
    public Row grade(Row row, String basis, boolean verified, List<Mark> marks, List<String> notes) throws IOException {
        return write(row.graded(basis, verified, marks, notes));
    }

    private Row write(Row row) throws IOException {
        write(List.of(row));
        return row;
    }

    /** Writes rows; they are on the disk when this returns. */
    public void write(Collection<Row> changed) throws IOException {
        if (journal == null) {
            throw new IllegalStateException("this gradebook is open for reading only");
        }
        if (changed.isEmpty()) {
            return;
        }
        journal.append(new ArrayList<>(changed));
        synchronized (this) {
            changed.forEach(row -> rows.put(row.key(), row));
        }
    }

    /**
     * The row of each notebook that counts, which is the one handed in last.
     *
     * @param assignment whose rows
     */
    public List<Row> current(String assignment) {
        Map<List<String>, Row> last = new LinkedHashMap<>();
        for (Row row : rows()) {
            if (row.assignment().equals(assignment)) {
                last.merge(
                        List.of(row.student(), row.notebook()),
                        row,
                        (one, other) -> other.submitted().isBefore(one.submitted()) ? one : other);
            }
        }
        return List.copyOf(last.values());
    }

    @Override
    public void close() throws IOException {
        if (journal != null) {
            journal.close();
        }
    }
}
