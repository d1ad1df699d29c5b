package org.fiftylayers.show;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.util.List;
import java.util.stream.Stream;
import org.fiftylayers.show.Palette.Ink;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYChart;

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

    @Test
    void marksThatStayBehindCanStillBeSeen() {
        for (Ink ink :
                Stream.concat(Palette.SERIES.stream(), Stream.of(Palette.SOFT)).toList()) {
            for (String page : LIGHT_PAGES) {
                assertThat(contrast(veiled(ink.light(), page), page))
                        .as("%s on %s", ink, page)
                        .isGreaterThanOrEqualTo(3);
            }
            for (String page : DARK_PAGES) {
                assertThat(contrast(veiled(ink.dark(), page), page))
                        .as("%s on %s", ink, page)
                        .isGreaterThanOrEqualTo(3);
            }
        }
    }

    @Test
    void numbersInAHeatMapReadAsTextOnAllItsColours() {
        int middle = HeatRamp.size() / 2;
        for (int step = 0; step < HeatRamp.size(); step++) {
            Ink ink = step > middle ? Palette.SURFACE : Palette.TEXT;
            assertThat(contrast(HeatRamp.light(step), step == middle ? HeatRamp.ON_MIDDLE : ink.light()))
                    .as("step %d by day", step)
                    .isGreaterThanOrEqualTo(4.5);
            assertThat(contrast(HeatRamp.dark(step), step == middle ? HeatRamp.ON_MIDDLE : ink.dark()))
                    .as("step %d by night", step)
                    .isGreaterThanOrEqualTo(4.5);
        }
    }

    @Test
    void seriesDifferInMoreThanColour() {
        XYChart chart = Figures.xy("", "", "");
        for (int i = 0; i < Palette.SERIES.size(); i++) {
            chart.addSeries("series " + i, new double[] {0, 1}, new double[] {i, i + 1});
        }
        XYChart points = Figures.scatter("", "", "");
        for (int i = 0; i < Palette.SERIES.size() - 1; i++) {
            points.addSeries("series " + i, new double[] {0, 1}, new double[] {i, i + 1});
        }

        assertThat(XChartReader.read(chart).traces().stream().map(trace -> trace.look.dash()))
                .doesNotHaveDuplicates();
        assertThat(XChartReader.read(points).traces().stream().map(trace -> trace.look.shape()))
                .doesNotHaveDuplicates();
    }

    private static String veiled(String ink, String page) {
        Color front = Color.decode(ink);
        Color behind = Color.decode(page);
        return String.format(
                "#%02x%02x%02x",
                veiled(front.getRed(), behind.getRed()),
                veiled(front.getGreen(), behind.getGreen()),
                veiled(front.getBlue(), behind.getBlue()));
    }

    private static int veiled(int front, int behind) {
        return (int) Math.round(TraceSvg.VEIL * front + (1 - TraceSvg.VEIL) * behind);
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
