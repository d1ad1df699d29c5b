package org.fiftylayers.show;

import java.util.List;

/** Names of the series in rows above the plot, each behind a sample of its line, points or bars. */
final class Legend {
    private static final double SAMPLE = 28;
    private static final double ROW = 20;

    private final Svg svg;
    private final Plot plot;

    Legend(Svg svg, Plot plot) {
        this.svg = svg;
        this.plot = plot;
    }

    /** Draws, and returns the height at which the plot can begin. */
    double draw(List<Trace> traces, double left, double top, double right) {
        double x = left;
        double y = top + 11;
        for (Trace trace : traces) {
            double width = SAMPLE + 7 + Svg.width(trace.name) + 14;
            if (x > left && x + width > right) {
                x = left;
                y += ROW;
            }
            svg.open(TraceSvg.ink(trace));
            sample(trace, x, y);
            svg.text(x + SAMPLE + 7, y + 4.5, "class=\"n\"", trace.name);
            svg.close();
            x += width;
        }
        return y + 11;
    }

    private void sample(Trace trace, double x, double y) {
        if (trace.mark == Trace.Mark.BARS || trace.mark == Trace.Mark.STEP_AREA) {
            SvgPath box = new SvgPath().moveTo(x + 12, y - 6).lineTo(x + SAMPLE, y - 6);
            box.lineTo(x + SAMPLE, y + 6).lineTo(x + 12, y + 6).close();
            svg.path("class=\"r\"" + TraceSvg.texture(plot, trace), box);
            return;
        }
        if (trace.mark != Trace.Mark.POINTS) {
            svg.path(
                    "class=\"l\"" + TraceSvg.dash(trace),
                    new SvgPath().moveTo(x + 1, y).lineTo(x + SAMPLE, y));
        }
        TraceSvg.points(svg, trace.look.shape(), List.of(new Polyline.Point(x + SAMPLE / 2, y)), "");
    }
}
