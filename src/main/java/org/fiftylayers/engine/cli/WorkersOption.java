package org.fiftylayers.engine.cli;

import picocli.CommandLine.Option;

/** How many notebooks are graded at a time. */
final class WorkersOption {
    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "how many notebooks at a time, each with up to 0.3 GB of memory (default: twice as many as"
                    + " processors, since each waits half of its time)")
    private int workers = 2 * Runtime.getRuntime().availableProcessors();

    int count() {
        return Math.max(1, workers);
    }
}
