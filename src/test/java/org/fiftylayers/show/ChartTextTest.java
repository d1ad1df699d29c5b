package org.fiftylayers.show;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.HeatMapChart;
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
                        "Adam: falls from 4 at 0 to 0.5 at 3.",
                        "SGD: rises from 3 at 0 to 3.5 at 1, then falls to 1.2 at 3.",
                        "Adam and SGD cross between 0 and 1.");
    }

    @Test
    void countsOrdersOfMagnitudeOnALogarithmicAxis() {
        assertThat(Charts.text(Charts.gradients()).lines().skip(1))
                .containsExactly(
                        "sigmoid: rises from 3.16e-30 at 1 to 1 at 50, by 30 orders of magnitude.",
                        "tanh: rises from 0.00573 at 1 to 1 at 50, by 2 orders of magnitude.",
                        "ReLU: level at 1.");
    }

    @Test
    void saysWhereMostOfAChangeHappensIfThatIsANarrowPlace() {
        XYChart chart = Figures.xy("", "z", "");
        double[] z = series(41, i -> (i - 20) / 4.0);
        chart.addSeries("step", z, series(41, i -> 1 / (1 + Math.exp(-4 * (i - 20) / 4.0))));

        assertThat(Charts.text(chart))
                .contains("step: rises from 2.06e-9 at -5 to 1 at 5, most of it between -0.75 and 0.75.");
    }

    @Test
    void callsALineLevelThatLooksLevel() {
        XYChart chart = Figures.logY(Figures.xy("", "", ""));
        chart.addSeries("lost", X, new double[] {1, 1e-10, 1e-20, 1e-30});
        chart.addSeries("kept", X, new double[] {1, 0.9, 1.1, 0.8});

        assertThat(Charts.text(chart)).contains("kept: almost level, from 1 at 0 to 0.8 at 3, between 0.8 and 1.1.");
    }

    @Test
    void takesWhatIsLeftByRoundingForZero() {
        XYChart chart = Figures.xy("", "", "");
        chart.addSeries("angle", X, new double[] {0, 25.5, 12, 1.27e-14});

        assertThat(Charts.text(chart)).contains("angle: rises from 0 at 0 to 25.5 at 1, then falls to 0 at 3.");
    }

    @Test
    void sumsUpARestlessLine() {
        XYChart chart = Figures.xy("", "", "");
        chart.addSeries("noise", series(9, i -> i), new double[] {0, 3, 1, 5, 2, 6, 4, 8, 7});

        assertThat(Charts.text(chart))
                .contains(
                        "noise: on the whole rises from 0 at 0 to 7 at 8, turning 7 times, lowest 0 at 0, highest 8 at 7.");
    }

    @Test
    void findsWhereALineCrossesALevelThatHasOtherPoints() {
        XYChart chart = Figures.logY(Figures.xy("", "layer", ""));
        chart.addSeries("update", series(31, i -> i), series(31, i -> Math.pow(10, -i)));
        Figures.markY(chart, "lost", 3e-17);

        assertThat(Charts.text(chart))
                .contains("lost: level at 3e-17.")
                .contains("update and lost cross between 16 and 17.");
    }

    @Test
    void takesLinesThatTouchForOne() {
        XYChart chart = Figures.xy("", "", "");
        chart.addSeries("a", X, new double[] {0, 1, 2, 3});
        chart.addSeries("b", X, new double[] {1e-9, 1 - 1e-9, 2 + 1e-9, 3});

        assertThat(Charts.text(chart)).doesNotContain("cross");
    }

    @Test
    void saysWhereTheValuesOfAHistogramLie() {
        double[] values = series(100, i -> i < 10 ? 0.5 : i < 80 ? 1.5 : 3.5);

        assertThat(Charts.text(Figures.histogram("", "size", values, 4, 0, 4)))
                .contains("count: 4 intervals, 100 in all, highest 70 from 1 to 2, the middle half from 1 to 2.");
    }

    @Test
    void saysWhetherPointsRise() {
        XYChart chart = Figures.scatter("", "", "");
        chart.addSeries("cloud", X, new double[] {0, 2, 1, 3});

        assertThat(Charts.text(chart))
                .contains(
                        "cloud: 4 points, from 0 to 3 across and from 0 to 3 upwards, rising to the right (correlation 0.8).");
    }

    @Test
    void namesAFewBarsAllAndOfManyTheCourse() {
        CategoryChart few = Figures.bars("", "", "");
        few.addSeries("accuracy", List.of("plain", "residual"), List.of(0.105, 0.969));
        CategoryChart many = Figures.bars("", "", "");
        many.addSeries(
                "count",
                IntStream.range(0, 20).boxed().toList(),
                IntStream.range(0, 20).boxed().toList());

        assertThat(Charts.text(few)).contains("accuracy: 0.105 at plain, 0.969 at residual.");
        assertThat(Charts.text(many)).contains("count: rises from 0 at 0 to 19 at 19.");
    }

    @Test
    void saysHowAHeatMapChangesAlongItsAxesAndWhereItPassesZero() {
        HeatMapChart chart = Figures.heatMap("Phases", "σ_w", "σ_b");
        chart.addSeries("log χ", new int[] {1, 2, 3}, new int[] {0, 1}, new int[][] {{-2, -3}, {1, -2}, {3, -1}});

        assertThat(Charts.text(chart).lines())
                .containsExactly(
                        "Heat map, horizontal axis: σ_w, 3 categories from 1 to 3; vertical axis: σ_b, 2 categories from 0 to 1.",
                        "log χ: lowest -3 at σ_w 1, σ_b 1, highest 3 at σ_w 3, σ_b 0.",
                        "Mean of each column, from the left: rises from -2.5 at 1 to 1 at 3.",
                        "Mean of each row, from the bottom: falls from 0.667 at 0 to -2 at 1.",
                        "The lowest row, σ_b 0, passes zero between 1 and 2.",
                        "The highest row, σ_b 1, is below zero throughout.");
    }

    private static double[] series(int length, IntToDoubleFunction value) {
        return IntStream.range(0, length).mapToDouble(value).toArray();
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
    void givesAllPointsUnroundedAsCsv() {
        XYChart chart = Figures.xy("Race", "step", "loss");
        chart.addSeries("Adam, \"fast\"", X, new double[] {4, 1.0 / 3, 1e-30, Double.NaN});
        chart.addSeries("SGD", X, new double[] {3, 3.5, 1.5, 1.2});
        Figures.markX(chart, "warm", 2);

        assertThat(Charts.csv(chart))
                .isEqualTo(
                        """
                        step,"Adam, ""fast""\",SGD
                        0,4,3
                        1,0.3333333333333333,3.5
                        2,1.0E-30,1.5
                        3,NaN,1.2
                        """);
    }

    @Test
    void givesSeriesWithPlacesOfTheirOwnAsCsvPointByPoint() {
        XYChart chart = Figures.xy("Race", "step", "loss");
        chart.addSeries("Adam", X, new double[] {4, 2, 1, 0.5});
        chart.addSeries("SGD", new double[] {0, 0, 2}, new double[] {3, 1.5, 1});
        Figures.markY(chart, "goal", 1);

        assertThat(Charts.csv(chart))
                .startsWith("series,step,loss\nAdam,0,4\n")
                .contains("SGD,0,3\nSGD,0,1.5\n")
                .endsWith("goal,0,1\ngoal,3,1\n");
    }

    @Test
    void givesTheCellsOfAHeatMapAsCsv() {
        HeatMapChart chart = Figures.heatMap("Phases", "σ_b", "σ_w");
        chart.addSeries(
                "χ", List.of(0.0, 0.5), List.of(1, 2), List.of(new Number[] {0, 0, 0.1}, new Number[] {1, 1, 0.7}));

        assertThat(Charts.csv(chart)).isEqualTo("σ_b,σ_w,χ\n0,1,0.1\n0.5,2,0.7\n");
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
