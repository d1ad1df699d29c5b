package org.fiftylayers.show;

import java.util.List;

/**
 * A chart with two axes, free of the library it was written in.
 *
 * @param stacked whether bars of one category stand on each other
 */
record Plot(String title, int width, int height, Axis x, Axis y, List<Trace> traces, boolean stacked) {}
