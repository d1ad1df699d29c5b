package org.fiftylayers.engine.assignment.box;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/** What the two sides of the wall say to each other: a length, then as many bytes. */
final class Frames {
    static final byte HELLO = 'H';
    static final byte COMPILE = 'J';
    static final byte LOAD = 'L';
    static final byte CALL = 'C';
    static final byte GET = 'G';
    static final byte VALUE = 'V';
    static final byte THROWN = 'X';
    static final byte MISSING = 'N';
    static final byte UNFIT = 'U';

    /** A longer frame ends the box. */
    static final int LONGEST = 16_000_000;

    private final DataInputStream in;
    private final DataOutputStream out;

    Frames(InputStream in, OutputStream out) {
        this.in = new DataInputStream(new BufferedInputStream(in));
        this.out = new DataOutputStream(new BufferedOutputStream(out));
    }

    /** Those of this process's standard input and output, which nothing else can use by accident from now on. */
    static Frames standard() {
        Frames frames = new Frames(new FileInputStream(FileDescriptor.in), new FileOutputStream(FileDescriptor.out));
        System.setIn(InputStream.nullInputStream());
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), false));
        System.setErr(System.out);
        return frames;
    }

    /** Writes what a frame holds. */
    interface Content {
        void write(DataOutputStream out) throws IOException;
    }

    /** Reads what a frame holds. */
    interface Reader<T> {
        @Nullable
        T read(DataInputStream in) throws IOException;
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
