package org.fiftylayers.engine.book;

import java.util.Comparator;
import java.util.regex.Pattern;

/**
 * An entry of the bibliography.
 *
 * @param key the key by which texts cite it
 * @param authors as in “Bengio, Simard and Frasconi” or “He et al.”
 * @param year the year, with a letter if the authors have more than one work of it, or “n.d.”
 * @param html the full reference
 */
public record Reference(String key, String authors, String year, String html) {
    static final Comparator<Reference> ORDER = Comparator.comparing(Reference::authors)
            .thenComparing(Reference::year)
            .thenComparing(Reference::key);

    /** The year without a letter after it. */
    String bareYear() {
        return year.replaceFirst("(?<=\\d)[a-z]$", "");
    }

    /** The same work under another name of its year. */
    Reference inYear(String other) {
        return new Reference(
                key, authors, other, html.replaceFirst("\\(" + Pattern.quote(year) + "\\)", "(" + other + ")"));
    }
}
