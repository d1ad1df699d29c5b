package org.fiftylayers.engine.kernel;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.fiftylayers.display.MimeBundle;
import org.fiftylayers.engine.shell.Shell;

/**
 * Makes the compiler fast while nobody asks for anything, and the messages of a cell with it. After two hundred cells, some
 * four seconds, a trivial one takes a third of the time of the first ones; and the first completion, which takes a second
 * or two, would come too late for front ends.
 */
final class WarmUp {
    private static final int STEPS = 200;
    private static final int QUESTIONS = 20;
    /** The request for a cell, what is published of it, and the reply. */
    private static final int MESSAGES = 6;

    private final Wire wire;
    private int done;

    WarmUp(Wire wire) {
        this.wire = wire;
    }

    boolean isOver() {
        return done == STEPS;
    }

    /** Does one more bit. */
    void step(Shell shell) throws BadMessage {
        done++;
        if (done == QUESTIONS) {
            shell.complete("Math.s", 6);
            shell.inspect("Math.sqrt", 9, false);
        } else {
            shell.rehearse();
            messages();
        }
    }

    /** Writes and reads as many messages as a cell takes. */
    void messages() throws BadMessage {
        for (int i = 0; i < MESSAGES; i++) {
            ObjectNode content = Broadcast.bundle(MimeBundle.text("2"));
            Message unsent = wire.message(List.of(), "execute_result", Wire.JSON.createObjectNode(), content);
            Message unused = wire.decode(wire.encode(unsent));
        }
    }
}
