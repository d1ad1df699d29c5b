package org.fiftylayers.engine.assignment.box;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** What the two sides of the wall say to each other: a length, then as many bytes. */
final class Frames {
    static final byte LOAD = 'L';
    static final byte RUN = 'R';
    static final byte CALL = 'C';
    static final byte GET = 'G';
    static final byte VALUE = 'V';
    static final byte THROWN = 'X';
    static final byte MISSING = 'N';

    /** A longer frame ends the box. */
    static final int LONGEST = 64_000_000;

    private final DataInputStream in;
    private final DataOutputStream out;

    Frames(InputStream in, OutputStream out) {
        this.in = new DataInputStream(in);
        this.out = new DataOutputStream(out);
    }

    /** Writes what a frame holds. */
    interface Content {
        void write(DataOutputStream out) throws IOException;
    }

    /** Sends a frame, or nothing at all if its content cannot be written. */
    void send(Content content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        content.write(new DataOutputStream(bytes));
        if (bytes.size() > LONGEST) {
            throw new IOException("a value of " + bytes.size() + " bytes; at most " + LONGEST + " can be sent");
        }
        out.writeInt(bytes.size());
        bytes.writeTo(out);
        out.flush();
    }

    /** The next frame's content. */
    DataInputStream receive() throws IOException {
        int length = in.readInt();
        if (length < 1 || length > LONGEST) {
            throw new IOException("a frame of " + length + " bytes");
        }
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("a frame of " + length + " bytes ends after " + bytes.length);
        }
        return new DataInputStream(new ByteArrayInputStream(bytes));
    }
}
