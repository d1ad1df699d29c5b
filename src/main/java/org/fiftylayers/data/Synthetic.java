package org.fiftylayers.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.fiftylayers.matrix.Generator;
import org.fiftylayers.matrix.ImageShape;
import org.fiftylayers.matrix.Interruption;
import org.fiftylayers.matrix.Matrix;

/**
 * Tasks that are made up, with the same bits on every machine. Classes take turns, example after example, so that any part
 * of a dataset has about equally many of each.
 */
public final class Synthetic {
    private static final int PROTOTYPES = 10;
    private static final int FEATURES = 64;
    private static final double NOISE = 1.5;
    /** The symbols of the copying task: eight to be remembered, one for nothing, one to ask for them. */
    private static final int TO_COPY = 8;

    private static final int NOTHING = 8;
    private static final int SPEAK = 9;
    private static final int COPIED = 10;

    private Synthetic() {}

    /**
     * Ten classes around ten random corners of the cube {−1, 1}⁶⁴, with normal noise of deviation 1.5, divided by
     * √(1 + 1.5²) so that features have variance 1. Corners are drawn anew in each call: take one dataset apart by
     * {@link Dataset#rows} for training and test.
     */
    public static Dataset prototypes(int examples, Generator generator) {
        requireAtLeast(1, "prototypes: examples", examples);
        Matrix corners = Matrix.zeros(PROTOTYPES, FEATURES);
        for (int i = 0; i < corners.size(); i++) {
            corners.data()[i] = 2 * generator.below(2) - 1;
        }
        Matrix inputs = Matrix.zeros(examples, FEATURES);
        double scale = Math.sqrt(1 + NOISE * NOISE);
        for (int i = 0; i < examples; i++) {
            for (int j = 0; j < FEATURES; j++) {
                inputs.set(i, j, (corners.get(i % PROTOTYPES, j) + NOISE * generator.gaussian()) / scale);
            }
        }
        return new Dataset(inputs, inTurns(examples, PROTOTYPES), Dataset.numbered(PROTOTYPES));
    }

    /** The digits 0 to 9, written with a pen that slants, shifts and varies: 28×28 pixels k/255, as MNIST has them. */
    public static Dataset digits(int examples, Generator generator) {
        requireAtLeast(1, "digits: examples", examples);
        ImageShape shape = new ImageShape(1, Glyph.SIZE, Glyph.SIZE);
        Matrix inputs = Matrix.zeros(examples, shape.size());
        for (int i = 0; i < examples; i++) {
            Interruption.check("digits");
            Glyph.draw(i % 10, generator, inputs.data(), i * shape.size());
        }
        return new Dataset(inputs, inTurns(examples, 10), Dataset.numbered(10), shape);
    }

    /**
     * Stripes in ten directions, 18° apart, of any colours, width and phase, with noise: 32×32 pixels k/255 in three
     * channels, as CIFAR-10 has them. No single pixel and no mean tells the class.
     */
    public static Dataset textures(int examples, Generator generator) {
        requireAtLeast(1, "textures: examples", examples);
        Matrix inputs = Matrix.zeros(examples, Cifar10.SHAPE.size());
        for (int i = 0; i < examples; i++) {
            Interruption.check("textures");
            Stripes.draw(i % Stripes.DIRECTIONS, generator, inputs.data(), i * Cifar10.SHAPE.size());
        }
        List<String> classes = Stream.iterate(0, k -> k + 18)
                .limit(10)
                .map(angle -> angle + "°")
                .toList();
        return new Dataset(inputs, inTurns(examples, 10), classes, Cifar10.SHAPE);
    }

    /**
     * Two spirals of three turns each, one turned by 180° against the other, from the rim (radius 1) inward. With 97
     * examples each and no noise these are the points of Lang and Witbrock, 1988, who have radius 6.5.
     *
     * @param noise deviation of normal noise that is added to both coordinates
     */
    public static Dataset spirals(int examplesPerClass, double noise, Generator generator) {
        requireAtLeast(1, "spirals: examplesPerClass", examplesPerClass);
        requireDeviation("spirals: noise", noise);
        Matrix inputs = Matrix.zeros(2 * examplesPerClass, 2);
        for (int i = 0; i < inputs.rows(); i++) {
            int place = i / 2;
            double way = 96.0 * place / Math.max(1, examplesPerClass - 1);
            double radius = (i % 2 == 0 ? 1 : -1) * (104 - way) / 104;
            double angle = way * Math.PI / 16;
            inputs.set(i, 0, radius * StrictMath.sin(angle) + noise * generator.gaussian());
            inputs.set(i, 1, radius * StrictMath.cos(angle) + noise * generator.gaussian());
        }
        return new Dataset(inputs, inTurns(inputs.rows(), 2), Dataset.numbered(2));
    }

    /** The four corners of the unit square; class 1 where exactly one coordinate is 1. */
    public static Dataset xor() {
        Matrix inputs = Matrix.of(new double[][] {{0, 0}, {0, 1}, {1, 0}, {1, 1}});
        return new Dataset(inputs, new int[] {0, 1, 1, 0}, Dataset.numbered(2));
    }

    /**
     * The adding problem: each step shows a number from [0, 1) and a mark; two numbers are marked by 1, one in each half
     * of the sequence, and their sum is the target, batch × 1. Who always says 1 has squared error 1/6 (Hochreiter and
     * Schmidhuber, 1997; in this form Le, Jaitly and Hinton, 2015).
     */
    public static Sequences<Matrix> adding(int length, int batch, Generator generator) {
        requireAtLeast(2, "adding: length", length);
        requireAtLeast(1, "adding: batch", batch);
        List<Matrix> steps = steps(length, batch, 2);
        Matrix target = Matrix.zeros(batch, 1);
        for (int i = 0; i < batch; i++) {
            for (Matrix step : steps) {
                step.set(i, 0, generator.uniform());
            }
            int half = length / 2;
            for (int t : new int[] {generator.below(half), half + generator.below(length - half)}) {
                steps.get(t).set(i, 1, 1);
                target.set(i, 0, target.get(i, 0) + steps.get(t).get(i, 0));
            }
        }
        return new Sequences<>(steps, target);
    }

    /**
     * The copying task: ten random symbols out of eight, {@code delay − 1} steps of nothing, a sign to speak, ten steps of
     * nothing; the target is nothing for {@code delay + 10} steps, then the ten symbols. A step is one of ten symbols,
     * one-hot; the target has labels for each step. Who cannot remember has cross-entropy 10 ln 8/(delay + 20)
     * (Hochreiter and Schmidhuber, 1997; in this form Arjovsky, Shah and Bengio, 2016).
     */
    public static Sequences<List<int[]>> copying(int delay, int batch, Generator generator) {
        requireAtLeast(1, "copying: delay", delay);
        requireAtLeast(1, "copying: batch", batch);
        int length = delay + 2 * COPIED;
        List<Matrix> steps = steps(length, batch, SPEAK + 1);
        List<int[]> target = new ArrayList<>();
        for (int t = 0; t < length; t++) {
            int[] labels = new int[batch];
            for (int i = 0; i < batch; i++) {
                int symbol = t < COPIED ? generator.below(TO_COPY) : t == COPIED + delay - 1 ? SPEAK : NOTHING;
                steps.get(t).set(i, symbol, 1);
                labels[i] = t < COPIED + delay ? NOTHING : said(steps.get(t - COPIED - delay), i);
            }
            target.add(labels);
        }
        return new Sequences<>(steps, List.copyOf(target));
    }

    /**
     * The latch: the first step is −1 (class 0) or 1 (class 1), and all that follows is normal noise of the given
     * deviation; the class is asked for at the end (after Bengio, Simard and Frasconi, 1994).
     */
    public static Sequences<int[]> latch(int length, int batch, double noise, Generator generator) {
        requireAtLeast(1, "latch: length", length);
        requireAtLeast(1, "latch: batch", batch);
        requireDeviation("latch: noise", noise);
        List<Matrix> steps = steps(length, batch, 1);
        int[] labels = new int[batch];
        for (int i = 0; i < batch; i++) {
            labels[i] = generator.below(2);
            steps.get(0).set(i, 0, 2 * labels[i] - 1);
            for (int t = 1; t < length; t++) {
                steps.get(t).set(i, 0, noise * generator.gaussian());
            }
        }
        return new Sequences<>(steps, labels);
    }

    private static void requireAtLeast(int least, String what, int count) {
        if (count < least) {
            throw new IllegalArgumentException(what + " is " + count + "; it must be at least " + least);
        }
    }

    private static void requireDeviation(String what, double noise) {
        if (!(noise >= 0 && noise < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(what + " is " + noise + "; it must be a finite number, at least 0");
        }
    }

    private static int said(Matrix step, int row) {
        int symbol = 0;
        while (step.get(row, symbol) == 0) {
            symbol++;
        }
        return symbol;
    }

    private static List<Matrix> steps(int length, int batch, int features) {
        return Stream.generate(() -> Matrix.zeros(batch, features))
                .limit(length)
                .toList();
    }

    private static int[] inTurns(int examples, int classes) {
        int[] labels = new int[examples];
        Arrays.setAll(labels, i -> i % classes);
        return labels;
    }
}
