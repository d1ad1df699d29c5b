package org.fiftylayers.engine.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReliefTest {
    /** Looks as JShell's classes do. */
    static class Variables {
        static @Nullable List<String> data = new ArrayList<>();
        static @Nullable List<String> other = new ArrayList<>();
        static int count = 3;
    }

    @Test
    void resetsTheVariablesThatTheFailedCellMentions() {
        Set<String> reset = Relief.reset(
                List.of("REPL.NoSuchClass", Variables.class.getName()),
                ReliefTest.class.getClassLoader(),
                "for (;;) data.add(\"another\" + count);");

        assertThat(reset).containsExactly("data");
        assertThat(Variables.data).isNull();
        assertThat(Variables.other).isNotNull();
        assertThat(Variables.count).isEqualTo(3);
    }
}
