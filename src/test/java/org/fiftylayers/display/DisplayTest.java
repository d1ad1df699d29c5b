package org.fiftylayers.display;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DisplayTest {
    @Test
    void takesATextForAnyTypeAskedFor() {
        assertThat(Display.render("**hi**", "text/markdown").data())
                .isEqualTo(Map.of("text/markdown", "**hi**", "text/plain", "**hi**"));
        assertThat(Display.render("<b>hi</b>", "text/html", "text/markdown").data())
                .containsOnlyKeys("text/html", "text/markdown", "text/plain");
    }

    @Test
    void leavesOutTypesThatAValueDoesNotHave() {
        Displayable picture = () -> MimeBundle.of(MimeBundle.SVG, "<svg/>")
                .and(MimeBundle.PNG, "iVBO")
                .and(MimeBundle.TEXT, "a picture");

        assertThat(Display.render(picture, "image/png", "text/html").data())
                .containsOnlyKeys("image/png", "text/plain");
        assertThat(Display.render(picture, "image/*").data())
                .containsOnlyKeys("image/svg+xml", "image/png", "text/plain");
        assertThat(Display.render(3, "text/html").data()).isEqualTo(Map.of("text/plain", "3"));
    }

    @Test
    void showsWhatWasRenderedAsItIs() {
        MimeBundle rendered = Display.render("<b>3</b>", "text/html");

        assertThat(Display.of(rendered)).isSameAs(rendered);
    }

    @Test
    void showsAndReplacesAsTheTypesAskedFor() {
        List<String> seen = new ArrayList<>();
        Frontend frontend = new Frontend() {
            @Override
            public void show(String id, MimeBundle bundle) {
                seen.add("show " + bundle.data().get("text/html"));
            }

            @Override
            public void update(String id, MimeBundle bundle) {
                seen.add("update " + bundle.data().get("text/html"));
            }

            @Override
            public void clear(boolean later) {}
        };
        Display.withFrontend(
                frontend,
                () -> Display.updateDisplay(Display.display("<b>3</b>", "text/html"), "<b>2</b>", "text/html"));

        assertThat(seen).containsExactly("show <b>3</b>", "update <b>2</b>");
    }
}
