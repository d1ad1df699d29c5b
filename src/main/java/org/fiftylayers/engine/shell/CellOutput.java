package org.fiftylayers.engine.shell;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.fiftylayers.display.Comms;
import org.fiftylayers.display.Frontend;
import org.fiftylayers.display.MimeBundle;
import org.jspecify.annotations.Nullable;

/** Where everything goes that one cell prints and shows, in order; text in batches, since a cell may print bytes. */
final class CellOutput implements Frontend {
    private static final int BATCH = 1 << 16;
    private final Shell shell;
    private final Listener listener;
    private final long limit;
    private ByteArrayOutputStream batch = new ByteArrayOutputStream();
    private boolean batchIsError;
    private long printed;
    private boolean full;
    private final CellInput input = new CellInput(this);
    private volatile @Nullable String lastShown;

    CellOutput(Shell shell, Listener listener, long limit) {
        this.shell = shell;
        this.listener = listener;
        this.limit = limit;
    }

    /** Whose cell this is. */
    Shell shell() {
        return shell;
    }

    Listener listener() {
        return listener;
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

    /** What the cell reads. */
    CellInput input() {
        return input;
    }

    @Override
    public void show(String id, MimeBundle bundle) {
        tell(new ShellEvent.Shown(id, bundle));
        lastShown = id;
    }

    @Override
    public void update(String id, MimeBundle bundle) {
        tell(new ShellEvent.Updated(id, bundle));
    }

    @Override
    public void clear(boolean later) {
        tell(new ShellEvent.Cleared(later));
    }

    @Override
    public String ask(String prompt, boolean hidden) {
        flush(true);
        return listener.ask(prompt, hidden);
    }

    @Override
    public @Nullable Comms comms() {
        return listener.comms();
    }

    /** Whether a value is the name that {@code display} just returned: as the value of a cell it tells a reader nothing. */
    boolean isNameOfLastShown(@Nullable Object value) {
        return value instanceof String && value == lastShown;
    }

    private synchronized void tell(ShellEvent event) {
        flush(true);
        listener.on(event);
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
        listener.on(new ShellEvent.Printed(batchIsError, new String(bytes, 0, whole, StandardCharsets.UTF_8)));
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
