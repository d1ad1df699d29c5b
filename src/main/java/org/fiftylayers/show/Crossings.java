package org.fiftylayers.show;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Where lines cross, in words: a sentence for each two of them. */
final class Crossings {
    /** Part of the axis's height by which lines must part to have crossed: less is one line to the eye. */
    private static final double APART = 0.002;

    private static final int MOST_SENTENCES = 8;
    private static final int MOST_PLACES = 3;

    private Crossings() {}

    static List<String> sentences(Plot plot) {
        List<Trace> lines = plot.traces().stream()
                .filter(trace -> trace.isLine() && !trace.isUpright() && trace.labelled)
                .toList();
        List<String> sentences = new ArrayList<>();
        int count = 0;
        for (int i = 0; i < lines.size(); i++) {
            for (int k = i + 1; k < lines.size(); k++) {
                Trace a = lines.get(i);
                Trace b = lines.get(k);
                List<String> places = places(
                        plot.x(), new Course(plot.x(), plot.y(), a.x, a.y), new Course(plot.x(), plot.y(), b.x, b.y));
                if (!places.isEmpty()) {
                    sentences.add(a.name + " and " + b.name + " cross " + listed(places) + ".");
                    count += places.size();
                }
            }
        }
        return sentences.size() <= MOST_SENTENCES ? sentences : List.of("The lines cross at " + count + " places.");
    }

    private static String listed(List<String> places) {
        if (places.size() > MOST_PLACES) {
            return places.size() + " times, first " + places.get(0) + ", last " + places.get(places.size() - 1);
        }
        StringBuilder list = new StringBuilder(places.get(0));
        for (int i = 1; i < places.size(); i++) {
            list.append(i == places.size() - 1 ? " and " : ", ").append(places.get(i));
        }
        return list.toString();
    }

    /** As in “at 32” and “between 4 and 5”: where one line comes from below the other to above it, or back. */
    static List<String> places(Axis axis, Course a, Course b) {
        TreeSet<Double> grid = new TreeSet<>();
        for (Course course : List.of(a, b)) {
            for (int i = 0; i < course.size(); i++) {
                grid.add(course.x(i));
            }
        }
        List<String> found = new ArrayList<>();
        double side = 0;
        double before = Double.NaN;
        List<Double> level = new ArrayList<>();
        for (double x : grid) {
            double difference = a.heightAt(x) - b.heightAt(x);
            if (Double.isNaN(difference)) {
                continue;
            }
            if (Math.abs(difference) < APART) {
                level.add(x);
                continue;
            }
            if (side != 0 && Math.signum(difference) != side) {
                found.add(
                        level.size() == 1
                                ? "at " + PlotText.at(axis, level.get(0))
                                : "between " + PlotText.at(axis, before) + " and " + PlotText.at(axis, x));
            }
            side = Math.signum(difference);
            before = x;
            level.clear();
        }
        return found;
    }
}
