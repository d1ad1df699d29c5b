package org.fiftylayers.engine.assignment.gradebook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.zip.CRC32C;

/**
 * A file to which lines are only added: a checksum, and a row as it is from then on.
 *
 * <p>A line is on the disk before {@link #append} returns. What a full disk, a kill or a loss of power leaves of a line is
 * no whole line: it is passed over when the journal is read, and what it would have said is done again.
 */
final class Journal implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new SimpleModule()
                    .addSerializer(Instant.class, ToStringSerializer.instance)
                    .addDeserializer(Instant.class, new InstantReader()))
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES) // a later version may know more
            .build();
    private static final int CHECKSUM = 8;

    private final Path file;
    private final FileChannel channel;
    private final FileChannel lock;

    private Journal(Path file, FileChannel channel, FileChannel lock) {
        this.file = file;
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * Opens a journal for writing; makes it if there is none.
     *
     * @throws IOException if another process has it open, or it cannot be written
     */
    static Journal open(Path file) throws IOException {
        // a file of its own: where the journal is read and closed, a lock on it would be lost
        FileChannel lock = FileChannel.open(
                file.resolveSibling(file.getFileName() + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileChannel channel = lock;
        try {
            if (lock.tryLock() == null) {
                throw new OverlappingFileLockException();
            }
            channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            Journal journal = new Journal(file, channel, lock);
            journal.endLine();
            return journal;
        } catch (OverlappingFileLockException e) {
            lock.close();
            throw new IOException(file + " is in use: another grader works on this course; wait until it is done", e);
        } catch (IOException e) {
            channel.close();
            lock.close();
            throw e;
        }
    }

    /** Ends what a write that broke off has left, so that the next line is one of its own. */
    private void endLine() throws IOException {
        long size = channel.size();
        channel.position(size);
        ByteBuffer last = ByteBuffer.allocate(1);
        if (size > 0 && channel.read(last, size - 1) == 1 && last.get(0) != '\n') {
            channel.write(ByteBuffer.wrap(new byte[] {'\n'}));
        }
    }

    /**
     * Adds rows, and returns when they are on the disk.
     *
     * @throws IOException if the disk is full, for instance; then none of the rows may count as written
     */
    synchronized void append(List<Row> rows) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (Row row : rows) {
            String json = JSON.writeValueAsString(row);
            lines.append(checksum(json)).append(' ').append(json).append('\n');
        }
        ByteBuffer bytes = ByteBuffer.wrap(lines.toString().getBytes(StandardCharsets.UTF_8));
        long before = channel.position();
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(false);
        } catch (IOException e) {
            channel.truncate(before);
            throw new IOException(
                    file + " cannot be written: " + e.getMessage() + "; what it holds is safe: make room, and run the"
                            + " same command again",
                    e);
        }
    }

    /**
     * Reads a journal, which may be open for writing elsewhere.
     *
     * @param row gets each row in the order of writing, and the number of its line
     * @return the numbers of lines that are damaged
     */
    static List<Integer> read(Path file, BiConsumer<Integer, Row> row) throws IOException {
        List<Integer> damaged = new ArrayList<>();
        if (!Files.exists(file)) {
            return damaged;
        }
        int number = 0;
        // bytes that are no UTF-8 make a line damaged and not the file unreadable
        for (String line : new String(Files.readAllBytes(file), StandardCharsets.UTF_8).split("\n")) {
            number++;
            String json = line.length() > CHECKSUM ? line.substring(CHECKSUM + 1) : "";
            try {
                if (!line.startsWith(checksum(json) + " ")) {
                    throw new JsonProcessingException("checksum") {};
                }
                row.accept(number, JSON.readValue(json, Row.class));
            } catch (JsonProcessingException e) {
                if (!line.isEmpty()) {
                    damaged.add(number);
                }
            }
        }
        return damaged;
    }

    private static String checksum(String json) {
        CRC32C checksum = new CRC32C();
        checksum.update(json.getBytes(StandardCharsets.UTF_8));
        return String.format("%08x", checksum.getValue());
    }

    @Override
    public void close() throws IOException {
        channel.close();
        lock.close();
    }

    private static final class InstantReader extends FromStringDeserializer<Instant> {
        private static final long serialVersionUID = 1;

        InstantReader() {
            super(Instant.class);
        }

        @Override
        protected Instant _deserialize(String value, DeserializationContext context) {
            return Instant.parse(value);
        }
    }
}
