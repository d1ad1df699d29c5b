package org.fiftylayers.show;

/** Draws a heat map: one path per colour, in which neighbours of one colour are one box. */
final class HeatSvg {
    private static final double KEY_ROOM = 78;
    private static final int MOST_NUMBERS = 150;
    private static final double LEAST_CELL = 36;

    private HeatSvg() {}

    static String draw(HeatPlot plot) {
        return draw(plot, plot.width, plot.height);
    }

    static String narrow(HeatPlot plot) {
        return draw(plot, Plot.NARROW, Math.min(plot.height, Plot.NARROW));
    }

    private static String draw(HeatPlot plot, int width, int height) {
        Svg svg = new Svg();
        svg.raw(HeatRamp.style());
        AxesSvg axes = new AxesSvg(svg);
        double top = axes.titles(plot.title, plot.y.title(), width) + 8;
        Frame frame = new Frame(
                AxesSvg.left(plot.y), top, width - KEY_ROOM, height - AxesSvg.below(plot.x, width), plot.x, plot.y);
        axes.draw(frame, width);
        cells(svg, plot, frame);
        int columns = plot.x.categories().size();
        if (plot.showsValues && plot.values.length * columns <= MOST_NUMBERS && frame.width() >= columns * LEAST_CELL) {
            numbers(svg, plot, frame);
        }
        key(svg, plot, frame, width);
        return svg.document(
                "fl-chart", width, height, plot.title.isEmpty() ? "Heat map" : plot.title, HeatText.sentences(plot));
    }

    private static void cells(Svg svg, HeatPlot plot, Frame frame) {
        for (int step = 0; step < HeatRamp.size(); step++) {
            SvgPath path = new SvgPath();
            for (int row = 0; row < plot.values.length; row++) {
                int columns = plot.values[row].length;
                for (int column = 0; column < columns; column++) {
                    int end = column;
                    while (end < columns && stepAt(plot, row, end) == step) {
                        end++;
                    }
                    if (end > column) {
                        box(path, frame.x(column - 0.5), frame.y(row - 0.5), frame.x(end - 0.5), frame.y(row + 0.5));
                        column = end - 1;
                    }
                }
            }
            // crisp: without it a hairline of the page shows between boxes
            svg.path("class=\"q" + step + "\" shape-rendering=\"crispEdges\"", path);
        }
    }

    private static int stepAt(HeatPlot plot, int row, int column) {
        double value = plot.values[row][column];
        return Double.isNaN(value) ? -1 : HeatRamp.step(value, plot.low, plot.high);
    }

    private static void box(SvgPath path, double x0, double y0, double x1, double y1) {
        path.moveTo(x0, y0).lineTo(x1, y0).lineTo(x1, y1).lineTo(x0, y1).close();
    }

    private static void numbers(Svg svg, HeatPlot plot, Frame frame) {
        svg.open("text-anchor=\"middle\"");
        for (int row = 0; row < plot.values.length; row++) {
            for (int column = 0; column < plot.values[row].length; column++) {
                if (stepAt(plot, row, column) >= 0) {
                    Numeral numeral = Numeral.significant(plot.values[row][column], 3);
                    int beyond = stepAt(plot, row, column) - HeatRamp.size() / 2;
                    String ink = beyond > 0 ? "on" : beyond == 0 ? "mid" : "k";
                    svg.markup(frame.x(column), frame.y(row) + 4.5, "class=\"" + ink + "\"", numeral.svg());
                }
            }
        }
        svg.close();
    }

    /** The colours from low at the bottom to high at the top, with the values at which they change. */
    private static void key(Svg svg, HeatPlot plot, Frame frame, double width) {
        double left = frame.right() + 14;
        double height = (frame.bottom() - frame.top()) / HeatRamp.size();
        for (int step = 0; step < HeatRamp.size(); step++) {
            double bottom = frame.bottom() - step * height;
            SvgPath path = new SvgPath();
            box(path, left, bottom, left + 12, bottom - height);
            svg.path("class=\"q" + step + "\" shape-rendering=\"crispEdges\"", path);
        }
        for (Tick tick : Tick.linear(plot.low, plot.high, 5)) {
            double y = frame.bottom()
                    - (tick.value() - plot.low) / (plot.high - plot.low) * (frame.bottom() - frame.top());
            svg.markup(left + 17, y + 4.5, "", tick.label());
        }
        svg.text(width - AxesSvg.EDGE, frame.top() - 9, "text-anchor=\"end\"", plot.quantity);
    }
}
