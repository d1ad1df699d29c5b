package org.fiftylayers.show;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.fiftylayers.display.MimeBundle;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.w3c.dom.Element;

class ChartSvgTest {
    @Test
    void comesAsHtmlSvgPngAndTextInThisOrder() {
        assertThat(Charts.bundle(Charts.gradients()).data().keySet())
                .containsExactly(
                        MimeBundle.HTML,
                        MimeBundle.SVG,
                        MimeBundle.PNG,
                        MimeBundle.TEXT,
                        MimeBundle.NARROW_SVG,
                        MimeBundle.CSV);
    }

    @Test
    void hasItsLongNamesAboveTheLinesAndItsTitleInTwoLinesWhereTheColumnIsNarrow() {
        XYChart chart = Figures.xy("Clip what goes into the velocity, not what comes out of it", "step", "length");
        chart.addSeries("clipped before the momentum", Charts.LAYERS, Charts.geometric(0.9));
        chart.addSeries("clipped after it", Charts.LAYERS, Charts.geometric(0.8));

        Element svg = Charts.xml(Charts.narrow(chart)).getDocumentElement();

        assertThat(svg.getAttribute("width")).isEqualTo("360");
        List<Element> texts = Charts.elements(svg, "text");
        assertThat(texts).extracting(Element::getTextContent).contains("comes out of it", "clipped after it");
        for (Element text : texts) {
            boolean begins = text.getAttribute("text-anchor").isEmpty()
                    && ((Element) text.getParentNode())
                            .getAttribute("text-anchor")
                            .isEmpty();
            double end = Double.parseDouble(text.getAttribute("x")) + Svg.width(text.getTextContent());
            assertThat(begins ? end : 0).as(text.getTextContent()).isLessThanOrEqualTo(360);
        }
    }

    @Test
    void keepsShortNamesAtTheLinesEndsWhereTheColumnIsNarrow() {
        String narrow = Charts.narrow(Charts.gradients());

        assertThat(Charts.x(narrow, "sigmoid")).isGreaterThan(250);
    }

    @Test
    void leavesOutTheNumbersOfAHeatMapWhoseCellsAreNarrowerThanThey() {
        assertThat(Charts.narrow(Charts.grid(12, 3))).doesNotContain(">0.125<");
        assertThat(Charts.narrow(Charts.grid(4, 3))).contains(">0.125<");
    }

    @Test
    void isAnImageWithTitleAndDescription() {
        Element svg = Charts.xml(Charts.svg(Charts.gradients())).getDocumentElement();

        assertThat(svg.getAttribute("role")).isEqualTo("img");
        assertThat(svg.getElementsByTagName("title").item(0).getTextContent()).isEqualTo("Gradient per layer");
        assertThat(svg.getElementsByTagName("desc").item(0).getTextContent())
                .contains("horizontal axis: layer, from 1 to 50")
                .contains("vertical axis: norm of the gradient, logarithmic")
                .contains("sigmoid: rises from 3.16e-30 at 1 to 1 at 50, by 30 orders of magnitude.")
                .contains("ReLU: level at 1.");
    }

    @Test
    void isSmall() {
        String svg = Charts.svg(Charts.gradients());

        assertThat(svg.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(6_000);
    }

    @Test
    void staysSmallWithManyPoints() {
        double[] x = new double[20_000];
        double[] y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = i;
            y[i] = StrictMath.sin(i / 2000.0);
        }
        XYChart chart = Figures.xy("Many points", "x", "y");
        chart.addSeries("sine", x, y);

        assertThat(Charts.svg(chart).getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(6_000);
    }

    @Test
    void writesLabelsAsRealTextWithRaisedPowers() {
        assertThat(Charts.svg(Charts.gradients()))
                .contains(">norm of the gradient</text>")
                .contains("10<tspan class=\"p\" dy=\"-.42em\">−30</tspan></text>")
                .contains(">sigmoid</text>");
    }

    @Test
    void hasNoIdsThatCouldClashOnAPage() {
        assertThat(Charts.svg(Charts.gradients())).doesNotContain(" id=");
    }

    @Test
    void isTheSameOnEveryRunInEveryLocaleAndAfterPainting() {
        XYChart chart = Charts.gradients();
        String first = Charts.svg(chart);
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG"));
            assertThat(Charts.svg(chart)).isEqualTo(first);
            assertThat(Charts.svg(Charts.gradients())).isEqualTo(first);
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void tellsLinesApartByDashAsWellAsByColour() {
        assertThat(Charts.svg(Charts.gradients()))
                .contains("<g class=\"c1\"><path class=\"l\" d=")
                .contains("<g class=\"c2\"><path class=\"l\" stroke-dasharray=\"8 4\"")
                .contains("<g class=\"c3\"><path class=\"l\" stroke-dasharray=\"1 4.5\"");
    }

    @Test
    void leavesAGapWhereALogarithmicAxisCannotShowAValue() {
        XYChart chart = Figures.logY(Figures.xy("Dead", "layer", "gradient"));
        chart.addSeries("ReLU", new double[] {1, 2, 3, 4, 5}, new double[] {1, 0.1, 0, 0.1, 1});

        assertThat(Charts.svg(chart)).containsPattern("class=\"l\" d=\"M[^\"M]*M[^\"M]*\"");
        assertThat(Charts.text(chart)).contains("1 of its values cannot be drawn on these axes.");
        assertThat(Charts.bundle(chart).data()).containsKey(MimeBundle.PNG);
        assertThat(chart.getSeries("ReLU").getYData()).containsExactly(1, 0.1, 0, 0.1, 1);
    }

    @Test
    void cutsLinesAtTheLimitsOfTheAxis() {
        XYChart chart = Figures.xy("", "x", "y");
        chart.getStyler().setYAxisMin(0.0).setYAxisMax(1.0);
        chart.addSeries("steep", new double[] {0, 1}, new double[] {-10, 10});

        Frame frame = new Frame(
                0,
                0,
                100,
                100,
                XChartReader.read(chart).x(),
                XChartReader.read(chart).y());
        List<Polyline.Point> piece =
                frame.pieces(XChartReader.read(chart).traces().get(0)).get(0);
        assertThat(piece)
                .extracting(point -> Svg.n(point.x()) + " " + Svg.n(point.y()))
                .containsExactly("50 100", "55 0");
    }

    @Test
    void escapesWhatAnAuthorWrites() {
        XYChart chart = Figures.xy("a < b & \"c\" </title>\u0007", "<x>", "y");
        chart.addSeries("<script>", new double[] {0, 1}, new double[] {0, 1});
        chart.addSeries("&amp;", new double[] {0, 1}, new double[] {1, 0});

        Element svg = Charts.xml(Charts.svg(chart)).getDocumentElement();
        assertThat(svg.getElementsByTagName("title").item(0).getTextContent()).isEqualTo("a < b & \"c\" </title>");
        assertThat(Charts.svg(chart)).doesNotContain("<script");
        assertThat(Charts.html(chart)).doesNotContain("<script");
    }

    @Test
    void namesLinesInALegendWhereTheirEndsAreInTheWay() {
        XYChart chart = Figures.xy("", "x", "y");
        chart.addSeries("short", new double[] {0, 1}, new double[] {0, 0.5});
        chart.addSeries("long", new double[] {0, 1, 2, 3}, new double[] {0, 0.5, 0.5, 1});

        assertThat(LineLabels.place(
                        new Frame(
                                0,
                                0,
                                300,
                                200,
                                XChartReader.read(chart).x(),
                                XChartReader.read(chart).y()),
                        XChartReader.read(chart).traces(),
                        XChartReader.read(chart).traces()))
                .isEmpty();
        Charts.xml(Charts.svg(chart));
    }

    @Test
    void drawsEveryKindOfSeries() {
        for (XYSeries.XYSeriesRenderStyle style : XYSeries.XYSeriesRenderStyle.values()) {
            XYChart chart = Figures.xy("Kind", "x", "y");
            chart.addSeries("a", new double[] {0, 1, 2}, new double[] {1, Double.NaN, 2});
            chart.addSeries("b", new double[] {0, 1, 2}, new double[] {1, 3, 2}).setXYSeriesRenderStyle(style);
            Charts.xml(Charts.svg(chart));
        }
    }

    @Test
    void drawsEveryMarker() {
        XYChart chart = Figures.scatter("Markers", "x", "y");
        for (int i = 0; i < 9; i++) {
            chart.addSeries("s" + i, new double[] {i}, new double[] {i});
        }
        chart.getSeries("s1").setMarker(SeriesMarkers.TRAPEZOID);
        Charts.xml(Charts.svg(chart));
    }

    @Test
    void drawsBarsThatStandBesideOrOnEachOther() {
        for (boolean stacked : new boolean[] {false, true}) {
            CategoryChart chart = Figures.bars("Bars", "", "accuracy");
            chart.getStyler().setStacked(stacked);
            chart.addSeries("20", List.of("plain", "He"), List.of(0.4, 0.7));
            chart.addSeries("50", List.of("plain", "He"), List.of(0.1, 0.3));
            Charts.xml(Charts.svg(chart));
            assertThat(Charts.svg(chart)).contains(">plain</text>");
            assertThat(Charts.html(chart)).contains("<th scope=\"row\">plain</th>");
        }
    }

    @Test
    void drawsAHistogramWithMarks() {
        XYChart chart =
                Figures.histogram("Products", "log₁₀", new double[] {-3, -2, -2, -1, Double.NEGATIVE_INFINITY}, 2);
        Figures.markX(chart, "median", -2);

        Charts.xml(Charts.svg(chart));
        assertThat(chart.getSeries("count").getYData()).containsExactly(1, 3, 3);
        assertThat(Charts.text(chart)).startsWith("Histogram,").contains("median: upright line at -2.");
    }

    @Test
    void drawsAHeatMap() {
        HeatMapChart chart = Figures.heatMap("Phases", "σ_w", "σ_b");
        List<Number[]> cells = List.of(
                new Number[] {0, 0, 1.0}, new Number[] {1, 0, 2.0}, new Number[] {0, 1, 3.0}, new Number[] {1, 1, 9.0});
        chart.addSeries("χ", List.of(0.5, 1.0), List.of(0, 1), cells);
        chart.getStyler().setShowValue(true);

        Charts.xml(Charts.svg(chart));
        assertThat(Charts.text(chart)).contains("χ: lowest 1 at σ_w 0.5, σ_b 0, highest 9 at σ_w 1.0, σ_b 1.");
        assertThat(Charts.bundle(chart).data()).containsKey(MimeBundle.PNG);
    }

    @Test
    void dressesAChartThatWasMadeWithoutTheHouseStyle() {
        XYChart chart = new XYChartBuilder().title("Plain").build();
        chart.addSeries("a", new double[] {0, 1}, new double[] {0, 1});

        assertThat(Charts.svg(chart)).contains("<g class=\"c1\">");
    }

    @Test
    void showsAnEmptyChart() {
        Charts.xml(Charts.svg(Figures.xy("", "", "")));
    }
}
