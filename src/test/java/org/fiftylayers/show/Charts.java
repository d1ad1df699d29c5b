package org.fiftylayers.show;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.fiftylayers.display.Display;
import org.fiftylayers.display.MimeBundle;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.XYChart;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** Charts of the kinds that the book has, and how tests look at them. */
final class Charts {
    static final double[] LAYERS = IntStream.rangeClosed(1, 50).asDoubleStream().toArray();

    private Charts() {}

    /** Three lines over fifty layers, on a logarithmic axis. */
    static XYChart gradients() {
        XYChart chart = Figures.logY(Figures.xy("Gradient per layer", "layer", "norm of the gradient"));
        chart.addSeries("sigmoid", LAYERS, geometric(0.25));
        chart.addSeries("tanh", LAYERS, geometric(0.9));
        chart.addSeries("ReLU", LAYERS, geometric(1));
        return chart;
    }

    /** One at the last layer, and smaller by the factor with each layer before it. */
    static double[] geometric(double factor) {
        double[] values = new double[LAYERS.length];
        values[values.length - 1] = 1;
        for (int i = values.length - 2; i >= 0; i--) {
            values[i] = values[i + 1] * factor;
        }
        return values;
    }

    static String svg(Object value) {
        return part(value, MimeBundle.SVG);
    }

    static String narrow(Object value) {
        return part(value, MimeBundle.NARROW_SVG);
    }

    static List<Element> elements(Element parent, String name) {
        NodeList nodes = parent.getElementsByTagName(name);
        return IntStream.range(0, nodes.getLength())
                .mapToObj(i -> (Element) nodes.item(i))
                .toList();
    }

    /** Where a text of the drawing stands. */
    static double x(String svg, String text) {
        return elements(xml(svg).getDocumentElement(), "text").stream()
                .filter(element -> element.getTextContent().equals(text))
                .mapToDouble(element -> Double.parseDouble(element.getAttribute("x")))
                .findFirst()
                .orElseThrow();
    }

    /** A heat map of so many columns and rows, with 0.125 in each cell but the first. */
    static HeatMapChart grid(int columns, int rows) {
        HeatMapChart chart = Figures.heatMap("Grid", "column", "row");
        chart.getStyler().setShowValue(true);
        List<Number[]> cells = new ArrayList<>();
        for (int i = 0; i < columns * rows; i++) {
            cells.add(new Number[] {i % columns, i / columns, i == 0 ? 0 : 0.125});
        }
        chart.addSeries(
                "value",
                IntStream.range(0, columns).boxed().toList(),
                IntStream.range(0, rows).boxed().toList(),
                cells);
        return chart;
    }

    static String html(Object value) {
        return part(value, MimeBundle.HTML);
    }

    static String text(Object value) {
        return part(value, MimeBundle.TEXT);
    }

    static String csv(Object value) {
        return part(value, MimeBundle.CSV);
    }

    private static String part(Object value, String mimeType) {
        return (String) Objects.requireNonNull(bundle(value).data().get(mimeType));
    }

    static MimeBundle bundle(Object value) {
        return Display.of(value);
    }

    static Document xml(String text) {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(text)));
        } catch (Exception e) {
            throw new AssertionError("not well-formed: " + e.getMessage() + "\n" + text, e);
        }
    }
}
