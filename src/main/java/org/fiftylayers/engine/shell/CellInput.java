package org.fiftylayers.engine.shell;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.fiftylayers.display.Frontend;

/**
 * What one cell reads: whenever nothing is left of the last line, whoever reads the notebook is asked for another one. It
 * never ends; what a cell leaves unread, no other cell gets.
 */
final class CellInput extends InputStream {
    private final Frontend frontend;
    private byte[] line = new byte[0];
    private int next;

    CellInput(Frontend frontend) {
        this.frontend = frontend;
    }

    @Override
    public synchronized int read() {
        ask();
        return line[next++] & 0xff;
    }

    @Override
    public synchronized int read(byte[] bytes, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (length == 0) {
            return 0;
        }
        ask();
        int count = Math.min(length, available());
        System.arraycopy(line, next, bytes, offset, count);
        next += count;
        return count;
    }

    @Override
    public synchronized int available() {
        return line.length - next;
    }

    private void ask() {
        if (available() == 0) {
            line = (frontend.ask("", false) + "\n").getBytes(StandardCharsets.UTF_8);
            next = 0;
        }
    }
}
