package org.fiftylayers.display;

/** An object that shows itself. */
public interface Displayable {
    /** This object as MIME types; {@code text/plain} is always among them. */
    MimeBundle toMimeBundle();
}
