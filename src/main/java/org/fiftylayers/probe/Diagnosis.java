package org.fiftylayers.probe;

/**
 * One illness of a network.
 *
 * @param evidence what was measured, and where
 * @param advice what to try; empty for a healthy network
 */
public record Diagnosis(Illness illness, String evidence, String advice) {
    /** Evidence and advice. */
    @Override
    public String toString() {
        return advice.isEmpty() ? evidence : evidence + "; try " + advice;
    }
}
