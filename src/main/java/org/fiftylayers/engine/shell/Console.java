package org.fiftylayers.engine.shell;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * {@code System.out}, {@code System.err} and {@code System.in} of this JVM, shared out to cells: what a thread prints goes
 * to the cell that started the thread, also after that cell has ended, and what it reads comes from that cell's reader.
 *
 * <p>The streams are global to a JVM, and so is this. Threads of a shared pool belong to no cell; what they print goes to
 * the cell that runs now, and to the original stream when none does.
 */
final class Console {
    private static final InheritableThreadLocal<@Nullable CellOutput> OF_THREAD = new InheritableThreadLocal<>();

    private final PrintStream originalOut = System.out;
    private final PrintStream originalErr = System.err;
    private final InputStream originalIn = System.in;
    private final AtomicReference<@Nullable CellOutput> running = new AtomicReference<>();

    private Console() {
        System.setIn(new Input());
        renew();
    }

    static Console ofThisJvm() {
        return Holder.CONSOLE;
    }

    /**
     * Installs fresh streams. Needed also after a cell was stopped in the middle of printing: a {@link PrintStream}
     * then still holds characters that would appear in the next cell.
     */
    void renew() {
        System.setOut(new Unclosed(new Dispatch(false, originalOut)));
        System.setErr(new Unclosed(new Dispatch(true, originalErr)));
    }

    /** Passes on what the streams hold, and replaces those that a cell has set to null. */
    void flush() {
        if (System.out == null || System.err == null) {
            renew();
        }
        System.out.flush();
        System.err.flush();
    }

    /** Makes a cell's output that of the calling thread and of the threads it starts. */
    void enter(CellOutput output) {
        OF_THREAD.set(output);
    }

    /** Names the cell that runs now; null when it has ended. */
    void setRunning(@Nullable CellOutput output) {
        running.set(output);
    }

    /** The output of the calling thread's cell. */
    @Nullable
    CellOutput current() {
        CellOutput own = OF_THREAD.get();
        return own != null ? own : running.get();
    }

    private InputStream input() {
        CellOutput output = current();
        return output == null ? originalIn : output.input();
    }

    private static final class Holder {
        static final Console CONSOLE = new Console();
    }

    /** Cells often close what they have wrapped around a stream; the next cell prints nonetheless. */
    private static final class Unclosed extends PrintStream {
        Unclosed(OutputStream out) {
            super(out, false, StandardCharsets.UTF_8);
        }

        @Override
        public void close() {
            flush();
        }
    }

    private final class Dispatch extends OutputStream {
        private final boolean error;
        private final PrintStream original;

        Dispatch(boolean error, PrintStream original) {
            this.error = error;
            this.original = original;
        }

        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            CellOutput output = current();
            if (output != null) {
                output.print(error, bytes, offset, length);
            } else {
                original.write(bytes, offset, length);
            }
        }

        @Override
        public void flush() {
            original.flush();
        }
    }

    private final class Input extends InputStream {
        @Override
        public int read() throws IOException {
            return input().read();
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return input().read(bytes, offset, length);
        }

        @Override
        public int available() throws IOException {
            return input().available();
        }
    }
}
