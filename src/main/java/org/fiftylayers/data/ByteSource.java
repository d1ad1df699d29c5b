package org.fiftylayers.data;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** The bytes of a file from first to last, unpacked where they are gzip, whatever the file is called. */
final class ByteSource implements AutoCloseable {
    private final Path file;
    private final InputStream in;
    private final boolean isPacked;
    private long position;

    ByteSource(Path file) throws IOException {
        this.file = file;
        InputStream plain = new BufferedInputStream(Files.newInputStream(file));
        try {
            plain.mark(2);
            this.isPacked = plain.read() == 0x1f && plain.read() == 0x8b;
            plain.reset();
            this.in = isPacked ? new GZIPInputStream(plain, 1 << 16) : plain;
        } catch (ZipException | EOFException e) {
            plain.close();
            throw new DataException(file + ", byte 0: the gzip header is damaged (" + e.getMessage() + ")");
        }
    }

    /** The next four bytes as a number, the highest first. */
    int word(String what) throws IOException {
        byte[] b = bytes(4, what);
        return (b[0] & 255) << 24 | (b[1] & 255) << 16 | (b[2] & 255) << 8 | (b[3] & 255);
    }

    /** The next n bytes; refuses a file that ends before. */
    byte[] bytes(long n, String what) throws IOException {
        byte[] bytes = atMost(n);
        if (bytes.length < n) {
            throw wrong(
                    position,
                    "the file ends",
                    what + " takes " + n + " bytes from byte " + (position - bytes.length) + ", of which "
                            + (n - bytes.length) + " are missing");
        }
        return bytes;
    }

    /** The next n bytes, or as many as there are: memory is taken as they come, not as a header promises. */
    byte[] atMost(long n) throws IOException {
        try {
            byte[] bytes = in.readNBytes((int) Math.min(n, Integer.MAX_VALUE - 8));
            position += bytes.length;
            return bytes;
        } catch (ZipException | EOFException e) {
            throw wrong(position, "the gzip content is damaged", "(" + e.getMessage() + ")");
        }
    }

    /** Refuses bytes after the last one expected. */
    void end(String rule) throws IOException {
        if (atMost(1).length > 0) {
            throw wrong(position - 1, "the file goes on", rule);
        }
    }

    /** Names the file, the place in it (of what is unpacked), what is there and the rule. */
    DataException wrong(long offset, String finding, String rule) {
        return new DataException(file + ", byte " + offset + (isPacked ? " of the unpacked content" : "") + ": "
                + finding + "; " + rule);
    }

    long position() {
        return position;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
