package org.fiftylayers.engine.shell;

import org.jspecify.annotations.Nullable;

/** Where the value of a cell goes; only code that the shell itself writes calls this. */
public final class CellValue {
    private CellValue() {}

    /** Hands the value of the running cell's last expression to its shell. */
    public static void keep(@Nullable Object value) {
        Shell.current().keep(value);
    }
}
