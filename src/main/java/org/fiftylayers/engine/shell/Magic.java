package org.fiftylayers.engine.shell;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A command to the notebook rather than to Java.
 *
 * @param name without the {@code %}
 * @param aliases other names for it
 * @param usage its form, such as {@code %maven group:name:version…}; a second one, of the cell, after a line's end
 * @param summary what it does, in a line
 * @param line what {@code %name} does, or null
 * @param cell what {@code %%name} does, or null
 */
record Magic(
        String name, List<String> aliases, String usage, String summary, @Nullable Action line, @Nullable Action cell) {
    /** What a magic does; what it returns can be assigned. */
    @FunctionalInterface
    interface Action {
        @Nullable
        Object run(MagicCall call) throws Exception;
    }
}
