package org.fiftylayers.show;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * The course of one series from left to right, in words: the legs between its turning points, by how many orders of
 * magnitude on a logarithmic axis, and where most of a change happens if that is a narrow place.
 *
 * <p>What counts is what an eye would see: heights are measured on the axis as it is drawn.
 */
final class Course {
    /** Part of the axis's height below which a line looks level. */
    private static final double LEVEL = 0.04;
    /** Part of the series' own height below which a turn is noise. */
    private static final double TURN = 0.1;
    /** Net change as a part of the series' own height from which a restless line has a direction. */
    private static final double TREND = 0.6;
    /** Part of the series' width; where most of a change fits into it, it is told. */
    private static final double NARROW = 0.25;

    /** Part of a linear axis below which a value is zero but for rounding. */
    private static final double NOTHING = 1e-9;

    private static final int MOST_LEGS = 4;

    private final Axis xAxis;
    private final Axis yAxis;
    /** What can be drawn, from left to right, whatever order the points came in. */
    private final double[] x;

    private final double[] y;
    private final double[] heights;

    Course(Axis xAxis, Axis yAxis, double[] x, double[] y) {
        this.xAxis = xAxis;
        this.yAxis = yAxis;
        int[] order = IntStream.range(0, Math.min(x.length, y.length))
                .filter(i -> Double.isFinite(xAxis.position(x[i])) && Double.isFinite(yAxis.position(y[i])))
                .boxed()
                .sorted(Comparator.comparingDouble(i -> x[i]))
                .mapToInt(i -> i)
                .toArray();
        this.x = IntStream.of(order).mapToDouble(i -> x[i]).toArray();
        this.y = IntStream.of(order).mapToDouble(i -> y[i]).toArray();
        this.heights = DoubleStream.of(this.y).map(yAxis::position).toArray();
    }

    int size() {
        return x.length;
    }

    double x(int i) {
        return x[i];
    }

    /** Height above the foot of the axis, in heights of the axis. */
    double height(int i) {
        return heights[i];
    }

    /** The same at any place, between points on the straight line; NaN beyond the ends. */
    double heightAt(double place) {
        int i = Arrays.binarySearch(x, place);
        if (i >= 0) {
            return heights[i];
        }
        int next = -i - 1;
        if (next == 0 || next == x.length) {
            return Double.NaN;
        }
        double left = xAxis.position(x[next - 1]);
        double part = (xAxis.position(place) - left) / (xAxis.position(x[next]) - left);
        return heights[next - 1] + part * (heights[next] - heights[next - 1]);
    }

    /** As in “falls from 1 at 0 to 1e-31 at 49, by 31 orders of magnitude”. */
    String words() {
        if (x.length == 0) {
            return "no points";
        }
        int last = x.length - 1;
        int low = extreme(-1);
        int high = extreme(1);
        double span = height(high) - height(low);
        if (x.length == 1) {
            return point(0);
        }
        if (y[low] == y[high]) {
            return "level at " + number(0);
        }
        if (span < LEVEL) {
            boolean beyondEnds = Math.min(y[0], y[last]) > y[low] || Math.max(y[0], y[last]) < y[high];
            return "almost level, from " + point(0) + " to " + point(last)
                    + (beyondEnds ? ", between " + number(low) + " and " + number(high) : "");
        }
        List<Integer> turns = turns(span * TURN);
        if (turns.size() - 1 <= MOST_LEGS) {
            return legs(turns);
        }
        double net = height(last) - height(0);
        String trend = Math.abs(net) < TREND * span ? "goes" : "on the whole " + (net > 0 ? "rises" : "falls");
        return trend + " from " + point(0) + " to " + point(last) + orders(0, last) + ", turning " + (turns.size() - 2)
                + " times, lowest " + point(low) + ", highest " + point(high);
    }

    private String legs(List<Integer> turns) {
        StringBuilder words = new StringBuilder();
        for (int k = 1; k < turns.size(); k++) {
            int from = turns.get(k - 1);
            int to = turns.get(k);
            words.append(k == 1 ? "" : ", then ").append(y[to] > y[from] ? "rises" : "falls");
            words.append(k == 1 ? " from " + point(from) : "").append(" to ").append(point(to));
            words.append(orders(from, to));
        }
        return words + (turns.size() == 2 ? steepPart() : "");
    }

    /** The first point, those at which the line turns by at least this much, the last. */
    private List<Integer> turns(double least) {
        List<Integer> turns = new ArrayList<>(List.of(0));
        int direction = 0;
        int low = 0;
        int high = 0;
        for (int i = 1; i < x.length; i++) {
            low = height(i) < height(low) ? i : low;
            high = height(i) > height(high) ? i : high;
            boolean turnsUp = direction <= 0 && height(i) - height(low) >= least;
            boolean turnsDown = direction >= 0 && height(high) - height(i) >= least;
            if (turnsUp || turnsDown) {
                if (direction != 0) {
                    turns.add(turnsUp ? low : high);
                }
                direction = turnsUp ? 1 : -1;
                low = i;
                high = i;
            }
        }
        turns.add(x.length - 1);
        return turns;
    }

    private String orders(int from, int to) {
        long orders =
                yAxis.logarithmic() ? Math.round(Math.abs(StrictMath.log10(y[to]) - StrictMath.log10(y[from]))) : 0;
        return orders == 0 ? "" : ", by " + (orders == 1 ? "one order" : orders + " orders") + " of magnitude";
    }

    /** Where the line goes from a tenth to nine tenths of the way, if that is soon. */
    private String steepPart() {
        int last = x.length - 1;
        double way = height(last) - height(0);
        int from = 0;
        int to = last;
        for (int i = 0; i <= last; i++) {
            double done = (height(i) - height(0)) / way;
            from = done <= 0.1 ? i : from;
            to = done >= 0.9 && to == last ? i : to;
        }
        double width = xAxis.position(x[last]) - xAxis.position(x[0]);
        boolean narrow = xAxis.position(x[to]) - xAxis.position(x[from]) < NARROW * width;
        return narrow && from < to ? ", most of it between " + at(from) + " and " + at(to) : "";
    }

    /** The first of the lowest (−1) or highest (1) points. */
    private int extreme(int sign) {
        int extreme = 0;
        for (int i = 1; i < x.length; i++) {
            extreme = sign * y[i] > sign * y[extreme] ? i : extreme;
        }
        return extreme;
    }

    private String point(int i) {
        return number(i) + " at " + at(i);
    }

    private String number(int i) {
        boolean rounding = !yAxis.logarithmic() && Math.abs(y[i]) < NOTHING * (yAxis.high() - yAxis.low());
        return PlotText.number(rounding ? 0 : y[i]);
    }

    private String at(int i) {
        return PlotText.at(xAxis, x[i]);
    }
}
