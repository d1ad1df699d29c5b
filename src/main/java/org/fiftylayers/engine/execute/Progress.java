package org.fiftylayers.engine.execute;

import java.nio.file.Path;

/** Told how far the notebooks are; by several threads, but one at a time. */
public interface Progress {
    Progress NONE = new Progress() {};

    /** A notebook begins; {@code cells} is the number of its code cells. */
    default void started(Path file, int cells) {}

    /** One more code cell is done. */
    default void cellDone(Path file) {}

    /** A notebook is done, well or not. */
    default void finished(Execution execution) {}
}
