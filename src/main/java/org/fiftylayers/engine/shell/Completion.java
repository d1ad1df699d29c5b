package org.fiftylayers.engine.shell;

import java.util.List;

/**
 * What could stand at a place in a cell.
 *
 * @param candidates the best first
 * @param start where the text begins that a candidate replaces, an offset into the source
 * @param end where it ends
 */
public record Completion(List<Candidate> candidates, int start, int end) {
    public Completion {
        candidates = List.copyOf(candidates);
    }

    /**
     * A text that could stand here.
     *
     * @param text what to write
     * @param type what it is, in the words of JupyterLab: {@code method}, {@code class}, {@code instance},
     *     {@code keyword}, {@code magic} and so on; may be empty
     * @param signature parameters and type, such as {@code (double x) double}; may be empty
     */
    public record Candidate(String text, String type, String signature) {}
}
