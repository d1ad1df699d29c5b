package org.fiftylayers.show;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Draws what stands around the data: title, axes with their names, grid. */
final class AxesSvg {
    static final double EDGE = 4;
    private static final double LINE = 17;
    /** How much wider the title's letters are. */
    private static final double BOLD = 1.2;

    private final Svg svg;

    AxesSvg(Svg svg) {
        this.svg = svg;
    }

    /** The room that the labels of the vertical axis need at the left. */
    static double left(Axis y) {
        double left = EDGE;
        for (Tick tick : y.ticks()) {
            left = Math.max(left, EDGE + Svg.width(tick.width()) + 9);
        }
        return left;
    }

    /** The room that labels and name of the horizontal axis need below the plot. */
    static double below(Axis x, double width) {
        return 24
                + (x.title().isEmpty() ? 0 : 5)
                + LINE * Svg.lines(x.title(), width - 2 * EDGE).size();
    }

    /** Draws the title, and below it the name of the vertical axis, upright and easy to read; returns where they end. */
    double titles(String title, String yTitle, double width) {
        double top = EDGE;
        for (String line : Svg.lines(title, (width - 2 * EDGE) / BOLD)) {
            svg.text(EDGE, top + 15, "class=\"h\"", line);
            top += 19;
        }
        top += title.isEmpty() ? 0 : 6;
        for (String line : Svg.lines(yTitle, width - 2 * EDGE)) {
            svg.text(EDGE, top + 13, "", line);
            top += LINE;
        }
        return top + (yTitle.isEmpty() ? 0 : 4);
    }

    void draw(Frame frame, double width) {
        boolean numbers = frame.yAxis().categories().isEmpty();
        List<Tick> ys = thinned(frame.yAxis().ticks(), tick -> -frame.y(tick.value()), tick -> numbers ? 0 : 15);
        if (numbers) {
            SvgPath grid = new SvgPath();
            for (Tick tick : ys) {
                double y = frame.y(tick.value());
                grid.moveTo(frame.left(), y).lineTo(frame.right(), y);
            }
            svg.path("class=\"g\"", grid);
        }
        svg.open("text-anchor=\"end\"");
        for (Tick tick : ys) {
            svg.markup(frame.left() - 8, frame.y(tick.value()) + 4.5, "", tick.label());
        }
        svg.close();
        List<Tick> xs =
                thinned(frame.xAxis().ticks(), tick -> frame.x(tick.value()), tick -> Svg.width(tick.width()) + 6);
        svg.path("class=\"a\"", lines(frame, xs));
        svg.open("text-anchor=\"middle\"");
        for (Tick tick : xs) {
            svg.markup(frame.x(tick.value()), frame.bottom() + 18, "", tick.label());
        }
        double y = frame.bottom() + 39;
        for (String line : Svg.lines(frame.xAxis().title(), width - 2 * EDGE)) {
            double half = Svg.width(line) / 2;
            double middle = (frame.left() + frame.right()) / 2;
            svg.text(Math.max(EDGE + half, Math.min(width - EDGE - half, middle)), y, "", line);
            y += LINE;
        }
        svg.close();
    }

    private static SvgPath lines(Frame frame, List<Tick> xs) {
        SvgPath lines = new SvgPath();
        if (!frame.yAxis().categories().isEmpty()) {
            return lines;
        }
        lines.moveTo(frame.left(), frame.bottom()).lineTo(frame.right(), frame.bottom());
        double zero = frame.floor();
        if (zero < frame.bottom() - 1 && zero > frame.top() + 1) {
            lines.moveTo(frame.left(), zero).lineTo(frame.right(), zero);
        }
        if (frame.xAxis().categories().isEmpty()) {
            for (Tick tick : xs) {
                double x = frame.x(tick.value());
                lines.moveTo(x, frame.bottom()).lineTo(x, frame.bottom() + 4);
            }
        }
        return lines;
    }

    /** The labels for which there is room: each, or every second, third, …. */
    private static List<Tick> thinned(List<Tick> all, ToDoubleFunction<Tick> place, ToDoubleFunction<Tick> size) {
        for (int every = 1; every < all.size(); every++) {
            List<Tick> ticks = new ArrayList<>();
            boolean fits = true;
            for (int i = 0; i < all.size(); i += every) {
                Tick tick = all.get(i);
                if (!ticks.isEmpty()) {
                    Tick before = ticks.get(ticks.size() - 1);
                    double gap = place.applyAsDouble(tick) - place.applyAsDouble(before);
                    fits &= gap > (size.applyAsDouble(before) + size.applyAsDouble(tick)) / 2;
                }
                ticks.add(tick);
            }
            if (fits) {
                return ticks;
            }
        }
        return all.isEmpty() ? all : all.subList(0, 1);
    }
}
