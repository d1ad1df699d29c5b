package org.fiftylayers.engine.assignment.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * Points as they are shown and handed on: decimal numbers with at most two places, whose sums are exact.
 *
 * <p>The tests of a cell share its points, and a third of two points has no last digit. With Pᵢ the sum of what the
 * first i tests of the cell are worth, test i is shown to be worth round(Pᵢ) − round(Pᵢ₋₁), halves rounded up. So the
 * tests' points always add up to the cell's; what a student earns for a test is the same share of it as before, rounded
 * in the same way; and a total is the sum of what is shown, never something else.
 */
final class Points {
    static final int PLACES = 2;

    private Points() {}

    /** A number of points, rounded. */
    static BigDecimal of(double points) {
        return BigDecimal.valueOf(points).setScale(PLACES, RoundingMode.HALF_UP);
    }

    /** What each of a cell's items is worth, so that the sum is the rounded sum. */
    static List<BigDecimal> shares(List<Double> possible) {
        List<BigDecimal> shares = new ArrayList<>();
        double sum = 0;
        BigDecimal before = BigDecimal.ZERO;
        for (double each : possible) {
            sum += each;
            BigDecimal now = of(sum);
            shares.add(now.subtract(before));
            before = now;
        }
        return shares;
    }

    /** What was earned of an item that is shown to be worth {@code share}. */
    static BigDecimal earned(double earned, double possible, BigDecimal share) {
        if (earned >= possible) {
            return share;
        }
        return earned <= 0 ? of(0) : of(share.doubleValue() * earned / possible).min(share);
    }

    static BigDecimal sum(List<BigDecimal> points) {
        return points.stream().reduce(of(0), BigDecimal::add);
    }

    /** Without zeros at the end: 14.33, 2.5, 20. */
    static String text(BigDecimal points) {
        return points.signum() == 0 ? "0" : points.stripTrailingZeros().toPlainString();
    }

    /** A number and its unit, such as 1 point and 2.5 points. */
    static String words(BigDecimal points) {
        return text(points) + (points.compareTo(BigDecimal.ONE) == 0 ? " point" : " points");
    }
}
