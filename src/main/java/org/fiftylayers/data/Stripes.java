package org.fiftylayers.data;

import org.fiftylayers.matrix.Generator;

/** Stripes of one direction in two colours: a sine wave across the image, from one colour to the other. */
final class Stripes {
    static final int DIRECTIONS = 10;
    private static final int SIZE = Cifar10.SHAPE.width();
    private static final double NOISE = 0.08;

    private Stripes() {}

    static void draw(int direction, Generator generator, double[] pixels, int start) {
        double angle = Math.PI * (direction + generator.uniform(-0.2, 0.2)) / DIRECTIONS;
        double wave = 2 * Math.PI / generator.uniform(5, 12);
        double across = wave * StrictMath.cos(angle);
        double down = wave * StrictMath.sin(angle);
        double phase = generator.uniform(0, 2 * Math.PI);
        for (int channel = 0; channel < 3; channel++) {
            double middle = generator.uniform(0.3, 0.7);
            double swing = (generator.below(2) == 0 ? 1 : -1) * generator.uniform(0.1, 0.3);
            int plane = start + channel * SIZE * SIZE;
            for (int i = 0; i < SIZE; i++) {
                for (int j = 0; j < SIZE; j++) {
                    double stripe = StrictMath.sin(across * j + down * i + phase);
                    pixels[plane + i * SIZE + j] =
                            Pixels.nearest(middle + swing * stripe + NOISE * generator.gaussian());
                }
            }
        }
    }
}
