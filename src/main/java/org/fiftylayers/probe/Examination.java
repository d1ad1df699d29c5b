package org.fiftylayers.probe;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What the doctor found.
 *
 * @param diagnoses at least one; what is likely to be the cause of others stands before them
 */
public record Examination(List<Diagnosis> diagnoses) {
    public Examination {
        diagnoses = List.copyOf(diagnoses);
    }

    /** The illnesses, in the same order. */
    public List<Illness> illnesses() {
        return diagnoses.stream().map(Diagnosis::illness).toList();
    }

    public boolean isHealthy() {
        return illnesses().equals(List.of(Illness.HEALTHY));
    }

    /** One diagnosis per line. */
    @Override
    public String toString() {
        return diagnoses.stream().map(Diagnosis::toString).collect(Collectors.joining("\n"));
    }
}
