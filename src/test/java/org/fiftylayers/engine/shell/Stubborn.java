package org.fiftylayers.engine.shell;

/** A library, as it were, with a loop that does not look at interrupts. */
public final class Stubborn {
    private static volatile boolean enough;

    private Stubborn() {}

    /** Does not end until {@link #enough}. */
    public static void spin() {
        while (!enough) {
            Thread.onSpinWait();
        }
    }

    static void enough() {
        enough = true;
    }
}
