package org.fiftylayers.engine.kernel.install;

import org.jspecify.annotations.Nullable;

/**
 * One thing that the doctor has looked at.
 *
 * @param text what is so
 * @param remedy what to do about it, or null if it is as it should be
 */
public record Finding(String text, @Nullable String remedy) {
    static Finding well(String text) {
        return new Finding(text, null);
    }

    static Finding wrong(String text, String remedy) {
        return new Finding(text, remedy);
    }

    public boolean isWrong() {
        return remedy != null;
    }

    @Override
    public String toString() {
        return remedy == null ? "ok     " + text : "WRONG  " + text + "\n       → " + remedy;
    }
}
