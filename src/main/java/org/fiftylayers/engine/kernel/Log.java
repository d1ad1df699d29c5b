package org.fiftylayers.engine.kernel;

import java.io.PrintStream;

/** Tells whoever started the kernel what no front end is told: lines in a server's terminal. */
final class Log {
    private final PrintStream stream;

    /** Not {@code System.err} of later, which belongs to cells. */
    Log(PrintStream stream) {
        this.stream = stream;
    }

    void say(String what) {
        stream.println("fiftylayers kernel: " + what);
    }

    /**
     * Says what went wrong in a thread that goes on. Throws nothing: when a cell has taken all memory, any thread can fail
     * anywhere, also here.
     */
    void problem(String where, Throwable problem) {
        try {
            say(where + ": " + problem);
        } catch (Throwable again) { // there will be another chance
        }
    }
}
