package org.fiftylayers.display;

import java.util.Map;

/** Opens lines of messages to a front end's own programs, as Jupyter's protocol defines them ("comms"). */
public interface Comms {
    /**
     * Opens a line.
     *
     * @param target the program asked for, such as {@code jupyter.widget}
     * @param data the first message, a tree as in {@link MimeBundle}
     * @param metadata of that message, such as the protocol's version
     */
    Comm open(String target, Map<String, Object> data, Map<String, Object> metadata);
}
