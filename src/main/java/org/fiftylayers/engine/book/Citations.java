package org.fiftylayers.engine.book;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What one page cites. */
final class Citations {
    private final Map<String, Reference> cited = new TreeMap<>();

    void add(Reference reference) {
        cited.put(reference.key(), reference);
    }

    /** The cited references by author and year. */
    List<Reference> inOrder() {
        return cited.values().stream().sorted(Reference.ORDER).toList();
    }
}
