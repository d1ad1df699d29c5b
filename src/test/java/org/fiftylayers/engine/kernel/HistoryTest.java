package org.fiftylayers.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HistoryTest {
    private final History history = new History();

    @BeforeEach
    void execute() {
        history.add(1, "int a = 1", null);
        history.add(2, "a", "1");
        history.add(3, "f(a)\n  + 1", "3");
        history.add(4, "a", "1");
    }

    @Test
    void givesTheLastCells() throws Exception {
        assertThat(answer("'hist_access_type': 'tail', 'n': 2")).isEqualTo("[[1,3,\"f(a)\\n  + 1\"],[1,4,\"a\"]]");
        assertThat(answer("'hist_access_type': 'tail', 'n': 0")).isEqualTo("[]");
        assertThat(answer("'hist_access_type': 'tail', 'n': 1, 'output': true")).isEqualTo("[[1,4,[\"a\",\"1\"]]]");
    }

    @Test
    void givesARangeWithoutItsEnd() throws Exception {
        assertThat(answer("'hist_access_type': 'range', 'session': 0, 'start': 1, 'stop': 3, 'output': true"))
                .isEqualTo("[[1,1,[\"int a = 1\",null]],[1,2,[\"a\",\"1\"]]]");
        assertThat(answer("'hist_access_type': 'range', 'session': 1, 'start': 4"))
                .isEqualTo("[[1,4,\"a\"]]");
    }

    @Test
    void hasNothingOfOtherSessions() throws Exception {
        assertThat(answer("'hist_access_type': 'range', 'session': -1, 'start': 1"))
                .isEqualTo("[]");
    }

    @Test
    void searchesByPattern() throws Exception {
        assertThat(answer("'hist_access_type': 'search', 'pattern': '?(a)*1'")).isEqualTo("[[1,3,\"f(a)\\n  + 1\"]]");
        assertThat(answer("'hist_access_type': 'search', 'pattern': 'a'")).isEqualTo("[[1,2,\"a\"],[1,4,\"a\"]]");
        assertThat(answer("'hist_access_type': 'search', 'pattern': 'a', 'n': 1"))
                .isEqualTo("[[1,4,\"a\"]]");
        assertThat(answer("'hist_access_type': 'search', 'pattern': '[a]'")).isEqualTo("[]");
    }

    @Test
    void leavesDuplicatesOutOfASearch() throws Exception {
        assertThat(answer("'hist_access_type': 'search', 'pattern': '*', 'unique': true, 'n': 2"))
                .isEqualTo("[[1,3,\"f(a)\\n  + 1\"],[1,4,\"a\"]]");
    }

    @Test
    void saysWhatIsWrong() {
        assertThatThrownBy(() -> answer("'hist_access_type': 'all'"))
                .isInstanceOf(BadMessage.class)
                .hasMessageContaining("must be range, tail or search");
        assertThatThrownBy(() -> answer("'hist_access_type': 'tail', 'n': 'five'"))
                .hasMessage("history_request: n is \"five\"; must be a whole number");
    }

    private String answer(String fields) throws Exception {
        ObjectNode content = (ObjectNode) Wire.JSON.readTree("{" + fields.replace('\'', '"') + "}");
        return history.answer(new Content("history_request", content))
                .path("history")
                .toString();
    }
}
