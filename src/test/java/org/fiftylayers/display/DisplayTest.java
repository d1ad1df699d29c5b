package org.fiftylayers.display;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DisplayTest {
    @Test
    void showsTextAsWhatItIsWrittenIn() {
        assertThat(Display.html("<p>one &lt; <b>two</b></p>\n<style>p {}</style><p>three</p>")
                        .data())
                .containsEntry(MimeBundle.TEXT, "one < two\nthree");
        assertThat(Display.markdown("**a**"))
                .isEqualTo(MimeBundle.of(MimeBundle.MARKDOWN, "**a**").and(MimeBundle.TEXT, "**a**"));
        assertThat(Display.tex("x^2").data())
                .containsEntry(MimeBundle.LATEX, "$$x^2$$")
                .containsEntry(MimeBundle.TEXT, "x^2");
        assertThat(Display.svg("<svg><title>A &amp; B</title></svg>").data()).containsEntry(MimeBundle.TEXT, "A & B");
        assertThat(Display.svg("<svg/>").data()).containsEntry(MimeBundle.SVG, "<svg/>");
        assertThat(Display.json(Map.of("a", List.of(1))).data())
                .containsEntry("application/json", Map.of("a", List.of(1)))
                .containsEntry(MimeBundle.TEXT, "{a=[1]}");
        assertThat(Display.of(Display.tex("x"))).isEqualTo(Display.tex("x"));
    }

    @Test
    void namesTheValueThatCannotShowItself() {
        class Net implements Displayable {
            @Override
            public MimeBundle toMimeBundle() {
                throw new ArithmeticException("/ by zero");
            }
        }
        class Mute {
            @Override
            public String toString() {
                throw new UnsupportedOperationException();
            }
        }

        assertThatThrownBy(() -> Display.of(new Net()))
                .hasMessage("display: toMimeBundle of Net failed: / by zero")
                .hasCauseInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> Display.of(new Mute())).hasMessage("display: toString of Mute failed");
    }

    @Test
    @SuppressWarnings("NullAway") // readers' cells are not checked
    void namesTheValueThatShowsNothing() {
        class Empty implements Displayable {
            @Override
            public MimeBundle toMimeBundle() {
                return null;
            }
        }

        assertThatThrownBy(() -> Display.of(new Empty()))
                .hasMessage("display: toMimeBundle of Empty returned null; it must return how the value looks");
    }

    @Test
    void letsAnErrorOfTheValuesOwnPackageSpeakForItself() {
        class Wrong extends RuntimeException {}
        Displayable value = () -> {
            throw new Wrong();
        };

        assertThatThrownBy(() -> Display.of(value)).isInstanceOf(Wrong.class);
    }

    @Test
    void addsPlainTextWhereAValueForgetsIt() {
        class Bold implements Displayable {
            @Override
            public MimeBundle toMimeBundle() {
                return MimeBundle.of(MimeBundle.HTML, "<b>x</b>");
            }

            @Override
            public String toString() {
                return "x";
            }
        }

        assertThat(Display.of(new Bold()).data())
                .containsEntry(MimeBundle.HTML, "<b>x</b>")
                .containsEntry(MimeBundle.TEXT, "x");
    }
}
