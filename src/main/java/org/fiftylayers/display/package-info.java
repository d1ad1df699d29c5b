/**
 * The leaf that the two towers share: what a value looks like, as MIME types.
 *
 * <p>The learning half makes things worth looking at, the engine half shows them, and neither knows the other. An
 * object that implements {@link org.fiftylayers.display.Displayable} shows itself; foreign types are shown by a
 * {@link org.fiftylayers.display.DisplayProvider} that {@link java.util.ServiceLoader} finds.
 */
@NullMarked
package org.fiftylayers.display;

import org.jspecify.annotations.NullMarked;
