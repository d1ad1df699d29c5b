package org.fiftylayers;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fiftylayers.matrix.Curve;
import org.fiftylayers.matrix.Generator;
import org.fiftylayers.matrix.Kernels;
import org.fiftylayers.matrix.Matrix;
import org.fiftylayers.matrix.View;

/** Every method of {@link Kernels} and every curve, at inputs of random shapes with special values among them. */
final class KernelCalls {
    private KernelCalls() {}

    /** One method of the kernels at inputs that the generator decides on; the arrays that it wrote to. */
    interface Call {
        List<double[]> results(Kernels kernels, Generator generator);
    }

    static final Map<String, Call> CALLS = new LinkedHashMap<>();

    static {
        CALLS.put("multiply", (kernels, g) -> {
            View a = view(g, size(g), size(g));
            View b = view(g, a.columns(), size(g));
            View c = part(g, a.rows(), b.columns());
            kernels.multiply(a, b, c);
            return List.of(c.data());
        });
        CALLS.put("sum", (kernels, g) -> {
            int n = size(g);
            return List.of(new double[] {kernels.sum(n, numbers(g, n + 3), 3)});
        });
        CALLS.put("dot", (kernels, g) -> {
            int n = size(g);
            return List.of(new double[] {kernels.dot(n, numbers(g, n + 3), 3, numbers(g, n + 5), 5)});
        });
        CALLS.put("add", (kernels, g) -> {
            int n = size(g);
            double[] y = numbers(g, n + 2);
            kernels.add(n, number(g), numbers(g, n), y);
            return List.of(y);
        });
        CALLS.put("addProduct", (kernels, g) -> {
            int n = size(g);
            double[] y = numbers(g, n + 2);
            kernels.addProduct(n, numbers(g, n), numbers(g, n), y);
            return List.of(y);
        });
        CALLS.put("multiply anew", (kernels, g) -> {
            View a = view(g, size(g), size(g));
            View b = view(g, a.columns(), size(g));
            View c = part(g, a.rows(), b.columns());
            kernels.multiply(a, b, c, true);
            return List.of(c.data());
        });
        CALLS.put("scale", (kernels, g) -> {
            int n = size(g);
            double[] y = numbers(g, n + 2);
            kernels.scale(n, number(g), numbers(g, n), y);
            return List.of(y);
        });
        CALLS.put("product", (kernels, g) -> {
            int n = size(g);
            double[] y = numbers(g, n + 2);
            kernels.product(n, numbers(g, n), numbers(g, n), y);
            return List.of(y);
        });
        CALLS.put("addSquares", (kernels, g) -> {
            int m = size(g);
            int n = size(g);
            double[] to = numbers(g, n);
            kernels.addSquares(m, n, numbers(g, m * n), numbers(g, n), to);
            return List.of(to);
        });
        CALLS.put("rescale", (kernels, g) -> {
            int m = size(g);
            int n = size(g);
            double[] y = numbers(g, m * n);
            kernels.rescale(m, n, numbers(g, m * n), numbers(g, n), numbers(g, n), numbers(g, n), number(g), y);
            return List.of(y);
        });
        CALLS.put("combine", (kernels, g) -> {
            int n = size(g);
            double[] y = new double[n];
            kernels.combine(n, numbers(g, n), number(g), numbers(g, n), number(g), y);
            return List.of(y);
        });
        CALLS.put("gate", (kernels, g) -> {
            int n = size(g);
            double[] to = new double[n];
            kernels.gate(n, numbers(g, n + 3), numbers(g, n + 3), 3, to);
            return List.of(to);
        });
        CALLS.put("addProducts", (kernels, g) -> {
            int m = size(g);
            int n = size(g);
            double[] sums = numbers(g, n);
            double[] products = numbers(g, n);
            kernels.addProducts(m, n, numbers(g, m * n), numbers(g, m * n), numbers(g, n), sums, products);
            return List.of(sums, products);
        });
        CALLS.put("addCombination", (kernels, g) -> {
            int m = size(g);
            int n = size(g);
            double[] to = numbers(g, m * n);
            double[] x = numbers(g, m * n);
            double[] gradient = numbers(g, m * n);
            kernels.addCombination(
                    m, n, gradient, x, numbers(g, n), numbers(g, n), numbers(g, n), numbers(g, n), to, g.below(2) == 0);
            return List.of(to);
        });
        CALLS.put("addToRows", (kernels, g) -> {
            int m = size(g);
            int n = size(g);
            double[] y = numbers(g, m * n);
            kernels.addToRows(m, n, number(g), numbers(g, n), y);
            return List.of(y);
        });
        CALLS.put("addRows", (kernels, g) -> {
            int m = size(g);
            int n = size(g);
            double[] x = numbers(g, n);
            kernels.addRows(m, n, number(g), numbers(g, m * n), x);
            return List.of(x);
        });
        CALLS.put("add, broadcast", (kernels, g) -> {
            int m = size(g);
            int n = size(g);
            Matrix y = matrix(g, g.below(2) == 0 ? 1 : m, g.below(2) == 0 ? 1 : n);
            Matrix x = g.below(2) == 0 ? matrix(g, m, n) : matrix(g, y.rows() == 1 ? 1 : m, y.columns() == 1 ? 1 : n);
            kernels.add(number(g), x, y);
            return List.of(y.data());
        });
        CALLS.put("addProduct, broadcast", (kernels, g) -> {
            int m = size(g);
            int n = size(g);
            Matrix a = matrix(g, m, g.below(2) == 0 ? 1 : n);
            Matrix b = matrix(g, g.below(2) == 0 ? 1 : m, n);
            Matrix y = g.below(2) == 0 ? matrix(g, m, n) : matrix(g, g.below(2) == 0 ? 1 : m, 1);
            kernels.addProduct(a, b, y);
            return List.of(y.data());
        });
        for (Curve curve : curves()) {
            CALLS.put("apply " + curve + (curve.hasConstant() ? curve.constant() : ""), (kernels, g) -> {
                int n = size(g);
                double[] x = numbers(g, n);
                double[] y = new double[n];
                // the slope may take the place of x
                double[] slope = g.below(4) == 0 ? null : g.below(3) == 0 ? x : new double[n];
                kernels.apply(curve, n, x, y, slope);
                return slope == null ? List.of(y) : List.of(y, slope);
            });
        }
    }

    /** All named curves, and one of each kind with a constant. */
    private static List<Curve> curves() {
        List<Curve> curves = new ArrayList<>();
        for (Field field : Curve.class.getFields()) {
            if (Modifier.isStatic(field.getModifiers()) && field.getType() == Curve.class) {
                try {
                    curves.add((Curve) field.get(null));
                } catch (IllegalAccessException e) {
                    throw new AssertionError(e);
                }
            }
        }
        curves.addAll(List.of(Curve.plus(0.1), Curve.minus(0.1), Curve.times(3), Curve.dividedBy(3)));
        curves.addAll(List.of(Curve.leakyRelu(0.1), Curve.power(3), Curve.power(-0.5)));
        return curves;
    }

    /** Mostly small, often odd, sometimes as round as a layer's width, sometimes longer than any block that kernels work in. */
    private static int size(Generator generator) {
        return switch (generator.below(10)) {
            case 0 -> 1 + generator.below(150);
            case 1 -> 32 * (1 + generator.below(3));
            default -> 1 + generator.below(20);
        };
    }

    private static final double[] SPECIAL = {
        0,
        -0.0,
        1,
        -1,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Double.MIN_VALUE,
        -Double.MIN_VALUE,
        0x1p-1030,
        Double.MIN_NORMAL,
        Double.MAX_VALUE,
        -Double.MAX_VALUE,
        36.8,
        -37,
        708,
        -708.5,
        709.8,
        -745.2,
        -750,
        0.625,
        -0.625,
        3,
        -3,
        1e-300,
        1e300,
        0x1.0000000000001p0,
        0x1p53
    };

    private static double number(Generator generator) {
        return switch (generator.below(20)) {
            case 0 -> SPECIAL[generator.below(SPECIAL.length)];
            case 1 -> 100 * generator.gaussian();
            default -> 2 * generator.gaussian();
        };
    }

    private static double[] numbers(Generator generator, int count) {
        boolean special = generator.below(2) == 0;
        double[] result = new double[count];
        Arrays.setAll(result, i -> special ? number(generator) : generator.gaussian());
        return result;
    }

    private static Matrix matrix(Generator generator, int rows, int columns) {
        return Matrix.wrap(rows, columns, numbers(generator, rows * columns));
    }

    /** Part of a larger matrix, or such a part transposed; or every second row and third column of one. */
    static View view(Generator generator, int rows, int columns) {
        return switch (generator.below(5)) {
            case 0, 1 -> part(generator, rows, columns);
            case 2, 3 -> part(generator, columns, rows).transposed();
            default -> new View(numbers(generator, 6 * rows * columns), 0, rows, columns, 6 * columns, 3);
        };
    }

    static View part(Generator generator, int rows, int columns) {
        int above = generator.below(3);
        int left = generator.below(3);
        Matrix whole = matrix(generator, rows + above + generator.below(3), columns + left + generator.below(3));
        return whole.view().rows(above, above + rows).columns(left, left + columns);
    }
}
