package org.fiftylayers.display;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One value in several representations, richest first, as Jupyter's protocol and nbformat define it.
 *
 * @param data content by MIME type: text as a string, binary types such as {@code image/png} as base64, and types that
 *     end in {@code json} as a tree of {@link Map}, {@link java.util.List}, {@link String}, {@link Number} and
 *     {@link Boolean}
 * @param metadata metadata by MIME type, often empty
 */
public record MimeBundle(Map<String, Object> data, Map<String, Object> metadata) implements Displayable {
    public static final String TEXT = "text/plain";
    public static final String HTML = "text/html";
    public static final String MARKDOWN = "text/markdown";
    public static final String LATEX = "text/latex";
    public static final String SVG = "image/svg+xml";
    public static final String PNG = "image/png";
    /** A figure drawn once more for a column as narrow as a phone's. */
    public static final String NARROW_SVG = "application/vnd.fiftylayers.narrow+svg";
    /** The data of a figure. */
    public static final String CSV = "text/csv";
    /** A checked claim; see {@code org.fiftylayers.show.Claim} for the fields. */
    public static final String CLAIM = "application/vnd.fiftylayers.claim+json";

    public MimeBundle {
        data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }

    public static MimeBundle of(String mimeType, Object content) {
        return new MimeBundle(Map.of(mimeType, content), Map.of());
    }

    public static MimeBundle text(String text) {
        return of(TEXT, text);
    }

    /** This bundle with one representation more, which comes last. */
    public MimeBundle and(String mimeType, Object content) {
        Map<String, Object> more = new LinkedHashMap<>(data);
        more.put(mimeType, content);
        return new MimeBundle(more, metadata);
    }

    @Override
    public MimeBundle toMimeBundle() {
        return this;
    }
}
