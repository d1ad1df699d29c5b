package org.fiftylayers.display;

import java.util.Map;
import java.util.function.Consumer;

/** A line of messages between this program and one of the front end. */
public interface Comm extends AutoCloseable {
    /** The line's name, by which messages may refer to it. */
    String id();

    /** Sends a message, a tree as in {@link MimeBundle}. */
    void send(Map<String, Object> data);

    /**
     * Says what to do with messages from the other end. It runs as a cell does: it may print, show, fail and be
     * interrupted, and no cell runs at the same time.
     */
    void onMessage(Consumer<Map<String, Object>> action);

    /** Ends the line, at both ends. */
    @Override
    void close();
}
