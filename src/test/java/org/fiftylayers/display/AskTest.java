package org.fiftylayers.display;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.Charset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AskTest {
    private final InputStream before = System.in;

    @AfterEach
    void restore() {
        System.setIn(before);
    }

    @Test
    void outsideANotebookReadsALineAndNoMore() throws Exception {
        System.setIn(new ByteArrayInputStream("Ada\r\n\nrest".getBytes(Charset.defaultCharset())));

        assertThat(Display.ask("")).isEqualTo("Ada");
        assertThat(Display.ask("")).isEmpty();
        assertThat(System.in.read()).isEqualTo('r');
        assertThat(Display.ask("")).isEqualTo("est");
        assertThatThrownBy(() -> Display.ask("Name? "))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("the input ends before the answer to \"Name? \"");
    }
}
