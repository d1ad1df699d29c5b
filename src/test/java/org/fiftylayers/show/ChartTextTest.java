package org.fiftylayers.show;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYChart;

class ChartTextTest {
    private static final double[] X = {0, 1, 2, 3};

    @Test
    void saysTrendExtremesAndCrossing() {
        XYChart chart = Figures.xy("Race", "step", "loss");
        chart.addSeries("Adam", X, new double[] {4, 2, 1, 0.5});
        chart.addSeries("SGD", X, new double[] {3, 3.5, 1.5, 1.2});

        assertThat(Charts.text(chart).lines())
                .containsExactly(
                        "Line chart, horizontal axis: step, from 0 to 3; vertical axis: loss, from 0 to 4.",
                        "Adam: 4 points, falls from 4 at 0 to 0.5 at 3.",
                        "SGD: 4 points, from 3 to 1.2, lowest 1.2 at 3, highest 3.5 at 1.",
                        "Adam and SGD cross between 0 and 1.");
    }

    @Test
    void readsASeriesFromLeftToRightWhateverItsOrder() {
        XYChart chart = Figures.xy("", "", "");
        chart.addSeries("a", new double[] {3, 2, 1}, new double[] {1, 2, 3});

        assertThat(Charts.text(chart)).contains("falls from 3 at 1 to 1 at 3");
    }

    @Test
    void sumsUpSeriesWithoutAName() {
        XYChart chart = Figures.xy("", "", "");
        for (int i = 0; i < 5; i++) {
            chart.addSeries("run " + i, X, new double[] {i, i, i, i + 1}).setShowInLegend(false);
        }

        assertThat(Charts.text(chart)).contains("5 series without a name, values from 0 to 5.");
    }

    @Test
    void offersTheDataAsATable() {
        XYChart chart = Figures.xy("Race", "step", "loss");
        chart.addSeries("Adam", X, new double[] {4, 2, 1, 0.5});
        chart.addSeries("SGD", new double[] {0, 2}, new double[] {3, 1.5});

        assertThat(Charts.html(chart))
                .contains("<details class=\"fl-data\"><summary>Data</summary>")
                .contains("<th scope=\"col\" class=\"fl-n\">step</th><th scope=\"col\" class=\"fl-n\">Adam</th>")
                .contains(
                        "<tr><td class=\"fl-n\">1</td><td class=\"fl-n\">2\u2008\u2007</td><td class=\"fl-n\"></td></tr>");
    }

    @Test
    void showsEvenlyChosenRowsOfLongData() {
        double[] x = new double[1000];
        for (int i = 0; i < x.length; i++) {
            x[i] = i;
        }
        XYChart chart = Figures.xy("", "x", "y");
        chart.addSeries("a", x, x);

        assertThat(Charts.html(chart)).contains("Every 10th of 1000 rows.");
        assertThat(Charts.html(chart).split("<tr>", -1)).hasSize(102);
    }

    @Test
    void carriesTheDrawingIntoHtmlAsAnImageThatViewersLeaveAlone() {
        XYChart chart = Charts.gradients();
        Matcher image = Pattern.compile(
                        "<img class=\"fl-chart\" alt=\"([^\"]*)\" src=\"data:image/svg\\+xml;base64,([^\"]*)\">")
                .matcher(Charts.html(chart));

        assertThat(image.find()).isTrue();
        assertThat(image.group(1)).startsWith("Gradient per layer. Line chart,");
        assertThat(new String(Base64.getDecoder().decode(image.group(2)), java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo(Charts.svg(chart));
        assertThat(image.find()).isFalse();
        Charts.xml(Charts.html(chart).replace("\">\n<details", "\"/>\n<details"));
    }

    @Test
    void refusesAMarkWithoutLengthAndAHistogramOfNothing() {
        assertThatThrownBy(() -> Figures.markY(Figures.xy("", "", ""), "ε", 1))
                .hasMessageContaining("add the series first");
        assertThatThrownBy(() -> Figures.histogram("", "", new double[] {Double.NaN}, 5))
                .hasMessageContaining("none of the 1 values is finite");
        assertThatThrownBy(() -> Figures.histogram("", "", new double[] {1}, 0)).hasMessageContaining("bins is 0");
    }
}
