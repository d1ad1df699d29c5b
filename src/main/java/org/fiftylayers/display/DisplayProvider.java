package org.fiftylayers.display;

import java.util.Optional;

/** Shows values of types that cannot implement {@link Displayable}; found by {@link java.util.ServiceLoader}. */
public interface DisplayProvider {
    /** The value as MIME types, {@code text/plain} among them, or empty if this provider does not know the type. */
    Optional<MimeBundle> show(Object value);
}
