package org.fiftylayers.engine.assignment.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** The two figures of the class page. What they show is told in words as well. */
final class Drawing {
    private static final int BINS = 10;
    private static final int WIDTH = 700;
    private static final int HEIGHT = 150;
    private static final int EDGE = 20;

    private Drawing() {}

    /** How many students have all, some, none of a question's points, and how many are not judged, as parts of a bar. */
    static Element bar(Question question) {
        Element svg = Element.of("svg")
                .set("class", "bar")
                .set("role", "img")
                .set(
                        "aria-label",
                        question.full() + " full marks, " + question.part() + " in part, " + question.none() + " none, "
                                + question.open() + " not judged")
                .set("viewBox", "0 0 100 10")
                .set("preserveAspectRatio", "none");
        int all = question.judged() + question.open();
        double x = 0;
        x = part(svg, "full", question.full(), all, x);
        x = part(svg, "part", question.part(), all, x);
        x = part(svg, "none", question.none(), all, x);
        part(svg, "open", question.open(), all, x);
        return svg;
    }

    private static double part(Element svg, String name, int count, int all, double x) {
        double width = all == 0 ? 0 : 100.0 * count / all;
        if (count > 0) {
            svg.add(rectangle(name, x, 0, width, 10));
        }
        return x + width;
    }

    /** In which tenth of all points a total lies; all points are in the last one. */
    static int bin(BigDecimal points, BigDecimal possible) {
        if (possible.signum() == 0) {
            return BINS - 1;
        }
        int bin =
                points.multiply(BigDecimal.TEN).divideToIntegralValue(possible).intValue();
        return Math.min(BINS - 1, Math.max(0, bin));
    }

    /** How many students there are in each tenth of all points. */
    static Element histogram(List<Integer> bins) {
        List<Integer> counts = new ArrayList<>(Collections.nCopies(BINS, 0));
        bins.forEach(bin -> counts.set(bin, counts.get(bin) + 1));
        int most = Math.max(1, Collections.max(counts));
        StringBuilder words = new StringBuilder("Students by share of all points.");
        Element svg = Element.of("svg")
                .set("class", "histogram")
                .set("role", "img")
                .set("viewBox", "0 0 " + WIDTH + " " + (HEIGHT + 2 * EDGE));
        double width = (double) WIDTH / (BINS + 1);
        for (int i = 0; i < BINS; i++) {
            double height = (double) HEIGHT * counts.get(i) / most;
            double x = width * (i + 0.5);
            words.append(" ")
                    .append(100 / BINS * i)
                    .append(" to ")
                    .append(100 / BINS * (i + 1))
                    .append(" %: ");
            words.append(counts.get(i)).append(i < BINS - 1 ? "," : ".");
            if (counts.get(i) > 0) {
                svg.add(rectangle("column", x + 2, EDGE + HEIGHT - height, width - 4, height));
                svg.add(text(x + width / 2, EDGE + HEIGHT - height - 5, "" + counts.get(i)));
            }
            svg.add(text(x, HEIGHT + 2 * EDGE - 4, "" + 100 / BINS * i));
        }
        svg.add(text(width * (BINS + 0.5), HEIGHT + 2 * EDGE - 4, "100 %"));
        svg.add(Element.of("line")
                .set("class", "axis")
                .set("x1", "0")
                .set("x2", "" + WIDTH)
                .set("y1", "" + (EDGE + HEIGHT))
                .set("y2", "" + (EDGE + HEIGHT)));
        return svg.set("aria-label", words.toString());
    }

    private static Element rectangle(String name, double x, double y, double width, double height) {
        return Element.of("rect")
                .set("class", name)
                .set("x", number(x))
                .set("y", number(y))
                .set("width", number(width))
                .set("height", number(height));
    }

    private static Element text(double x, double y, String text) {
        return Element.of("text", text)
                .set("text-anchor", "middle")
                .set("x", number(x))
                .set("y", number(y));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
