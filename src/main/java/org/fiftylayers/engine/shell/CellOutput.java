package org.fiftylayers.engine.shell;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.fiftylayers.display.MimeBundle;

/** Where everything goes that one cell prints and shows, in order; text in batches, since a cell may print bytes. */
final class CellOutput {
    private static final int BATCH = 1 << 16;
    private final Consumer<ShellEvent> events;
    private final long limit;
    private ByteArrayOutputStream batch = new ByteArrayOutputStream();
    private boolean batchIsError;
    private long printed;
    private boolean full;

    CellOutput(Consumer<ShellEvent> events, long limit) {
        this.events = events;
        this.limit = limit;
    }

    /** Takes printed bytes (UTF-8). Beyond the limit it keeps nothing more and ends the code that prints. */
    synchronized void print(boolean error, byte[] bytes, int offset, int length) {
        if (error != batchIsError) {
            flush(true);
            batchIsError = error;
        }
        long room = Math.min(length, limit - printed);
        if (room > 0) {
            batch.write(bytes, offset, (int) room);
            printed += room;
        }
        if (room < length) {
            full = true;
            throw new CellStopped(CellError.Kind.OUTPUT_LIMIT, limitReached());
        }
        if (batch.size() >= BATCH) {
            flush(false);
        }
    }

    /** Whether the cell wanted to print more than it may. */
    synchronized boolean isFull() {
        return full;
    }

    String limitReached() {
        return "the cell printed more than " + limit + " bytes; the rest is left out";
    }

    synchronized void show(MimeBundle bundle) {
        flush(true);
        events.accept(new ShellEvent.Shown(bundle));
    }

    /** Passes on what is waiting, whole characters only unless {@code all}. */
    synchronized void flush(boolean all) {
        byte[] bytes = batch.toByteArray();
        int whole = all ? bytes.length : wholeCharacters(bytes);
        if (whole == 0) {
            return;
        }
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        rest.write(bytes, whole, bytes.length - whole);
        batch = rest;
        events.accept(new ShellEvent.Printed(batchIsError, new String(bytes, 0, whole, StandardCharsets.UTF_8)));
    }

    /** The length without a UTF-8 sequence that is cut off at the end. */
    private static int wholeCharacters(byte[] bytes) {
        int lead = bytes.length - 1;
        while (lead >= 0 && bytes.length - lead < 4 && (bytes[lead] & 0xc0) == 0x80) {
            lead--;
        }
        if (lead < 0) {
            return bytes.length;
        }
        int first = bytes[lead] & 0xff;
        int needed = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc0 ? 2 : 1;
        return needed > bytes.length - lead ? lead : bytes.length;
    }
}
