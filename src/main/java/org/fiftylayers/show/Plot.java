package org.fiftylayers.show;

import java.util.List;

/**
 * A chart with two axes, free of the library it was written in.
 *
 * @param stacked whether bars of one category stand on each other
 */
record Plot(String title, int width, int height, Axis x, Axis y, List<Trace> traces, boolean stacked) {
    /** As wide as the column on a phone, where a drawing must not be made smaller, or its text could not be read. */
    static final int NARROW = 360;

    static final int LOW = 300;

    Plot narrow() {
        return new Plot(title, NARROW, Math.min(height, LOW), x, y, traces, stacked);
    }
}
