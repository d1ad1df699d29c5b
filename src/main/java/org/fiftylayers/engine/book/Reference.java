package org.fiftylayers.engine.book;

import java.util.Comparator;

/**
 * An entry of the bibliography.
 *
 * @param key the key by which texts cite it
 * @param authors as in “Bengio, Simard and Frasconi” or “He et al.”
 * @param year the year, or “n.d.”
 * @param html the full reference
 */
public record Reference(String key, String authors, String year, String html) {
    static final Comparator<Reference> ORDER = Comparator.comparing(Reference::authors)
            .thenComparing(Reference::year)
            .thenComparing(Reference::key);
}
