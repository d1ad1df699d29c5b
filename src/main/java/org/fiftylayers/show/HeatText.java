package org.fiftylayers.show;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Says in words what a heat map shows. */
final class HeatText {
    private final HeatPlot plot;

    private HeatText(HeatPlot plot) {
        this.plot = plot;
    }

    static List<String> sentences(HeatPlot plot) {
        return new HeatText(plot).sentences();
    }

    /** The axes, the extremes, how the mean changes along each axis, and where zero is passed. */
    private List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        sentences.add(
                "Heat map, " + PlotText.axis("horizontal", plot.x) + "; " + PlotText.axis("vertical", plot.y) + ".");
        sentences.add(plot.quantity + ": lowest " + extreme(-1) + ", highest " + extreme(1) + ".");
        if (Arrays.stream(plot.values).flatMapToDouble(DoubleStream::of).allMatch(Double::isFinite)) {
            sentences.add("Mean of each column, from the left: "
                    + course(plot.x, means(columns())).words() + ".");
            sentences.add("Mean of each row, from the bottom: "
                    + course(plot.y, means(plot.values)).words() + ".");
        }
        if (plot.low < 0 && plot.high > 0) {
            sentences.add(zero("lowest", 0));
            sentences.add(zero("highest", plot.values.length - 1));
        }
        return sentences;
    }

    /** The lowest (−1) or highest (1) value with its place. */
    private String extreme(int sign) {
        int[] at = {0, 0};
        double extreme = Double.NaN;
        for (int row = 0; row < plot.values.length; row++) {
            for (int column = 0; column < plot.values[row].length; column++) {
                double value = plot.values[row][column];
                if (sign * value > sign * extreme || Double.isNaN(extreme)) {
                    extreme = value;
                    at = new int[] {row, column};
                }
            }
        }
        return PlotText.number(extreme) + " at " + named(plot.x, at[1]) + ", " + named(plot.y, at[0]);
    }

    private static String named(Axis axis, int place) {
        return (axis.title().isEmpty() ? "" : axis.title() + " ")
                + axis.categories().get(place);
    }

    private double[][] columns() {
        return IntStream.range(0, plot.x.categories().size())
                .mapToObj(column -> Arrays.stream(plot.values)
                        .mapToDouble(row -> row[column])
                        .toArray())
                .toArray(double[][]::new);
    }

    private static double[] means(double[][] lines) {
        return Arrays.stream(lines)
                .mapToDouble(line -> DoubleStream.of(line).sum() / line.length)
                .toArray();
    }

    /** Values at the places of an axis, their heights measured on the scale of the colours. */
    private Course course(Axis along, double[] values) {
        double[] places = IntStream.range(0, values.length).asDoubleStream().toArray();
        return new Course(along, new Axis("", false, plot.low, plot.high, List.of(), List.of()), places, values);
    }

    /** The side of zero on which a row lies, or where it changes sides. */
    private String zero(String which, int row) {
        double[] values = plot.values[row];
        List<String> places =
                Crossings.places(plot.x, course(plot.x, values), course(plot.x, new double[values.length]));
        boolean below = DoubleStream.of(values).anyMatch(value -> value < 0);
        return "The " + which + " row, " + named(plot.y, row) + ", "
                + (places.isEmpty()
                        ? "is " + (below ? "below" : "above") + " zero throughout."
                        : "passes zero " + String.join(", ", places) + ".");
    }
}
