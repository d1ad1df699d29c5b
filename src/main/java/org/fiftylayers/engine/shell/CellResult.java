package org.fiftylayers.engine.shell;

import java.util.List;
import org.fiftylayers.display.MimeBundle;
import org.jspecify.annotations.Nullable;

/**
 * What became of a cell.
 *
 * @param value the value of its last expression; null also when there is none
 * @param shown how the value looks, or null when the cell has no result
 * @param error why it failed, or null when it did not
 * @param notices what the reader should know, such as a variable that a redefinition reset
 * @param stillRunning whether the cell was given up while its code would not stop
 */
public record CellResult(
        @Nullable Object value,
        @Nullable MimeBundle shown,
        @Nullable CellError error,
        List<String> notices,
        boolean stillRunning) {
    public CellResult {
        notices = List.copyOf(notices);
    }
}
