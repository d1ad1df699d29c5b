package org.fiftylayers.show;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.util.List;
import org.fiftylayers.show.Palette.Ink;
import org.junit.jupiter.api.Test;

class PaletteTest {
    private static final List<String> LIGHT_PAGES = List.of("#ffffff", "#fffdf9", "#fffefb");
    private static final List<String> DARK_PAGES = List.of("#15181c", "#1e2228");

    @Test
    void seriesReadAsTextOnLightAndDarkPages() {
        for (Ink ink : Palette.SERIES) {
            assertReadable(ink, 4.5);
        }
    }

    @Test
    void labelsReadAsText() {
        assertReadable(Palette.TEXT, 7);
        assertReadable(Palette.SOFT, 4.5);
    }

    @Test
    void theAxisLineCanBeSeen() {
        assertReadable(Palette.AXIS, 3);
    }

    private static void assertReadable(Ink ink, double ratio) {
        for (String page : LIGHT_PAGES) {
            assertThat(contrast(ink.light(), page)).as("%s on %s", ink, page).isGreaterThanOrEqualTo(ratio);
        }
        for (String page : DARK_PAGES) {
            assertThat(contrast(ink.dark(), page)).as("%s on %s", ink, page).isGreaterThanOrEqualTo(ratio);
        }
    }

    /** WCAG 2.2: (L₁ + 0.05) / (L₂ + 0.05). */
    static double contrast(String one, String other) {
        double a = luminance(Color.decode(one));
        double b = luminance(Color.decode(other));
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double luminance(Color colour) {
        return 0.2126 * linear(colour.getRed())
                + 0.7152 * linear(colour.getGreen())
                + 0.0722 * linear(colour.getBlue());
    }

    private static double linear(int channel) {
        double c = channel / 255.0;
        return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
    }
}
