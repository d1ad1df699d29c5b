package org.fiftylayers.operation;

import org.fiftylayers.autodiff.Operation;
import org.fiftylayers.autodiff.Variable;
import org.fiftylayers.matrix.ImageShape;
import org.fiftylayers.matrix.Matrix;

/** One number for each window of each channel: x of batch × (channels·height·width) becomes smaller images. */
public final class Pooling {
    private Pooling() {}

    /** The largest entry of each window, NaN if there is one; the gradient goes to the first largest. */
    public static Variable max(Variable x, ImageShape in, int kernel, int stride) {
        in.requireRows("max: x", x.value());
        Windows windows = Windows.of("max", in, kernel, stride, 0);
        int size = in.channels() * windows.height() * windows.width();
        return new Selection(x, x.rows() * size, (entries, index) -> chooseLargest(entries, index, windows))
                .record(x.rows(), size);
    }

    /** The mean of each window. */
    public static Variable average(Variable x, ImageShape in, int kernel, int stride) {
        in.requireRows("average: x", x.value());
        Windows windows = Windows.of("average", in, kernel, stride, 0);
        Blocks down = Blocks.sliding(windows.height(), kernel, stride);
        Blocks across = Blocks.sliding(windows.width(), kernel, stride);
        return average(x, in, down, across);
    }

    /**
     * The means of height × width blocks that cover the image as evenly as possible: block i takes the rows from
     * ⌊i·H/height⌋ up to, not including, ⌈(i + 1)·H/height⌉. For 1 × 1 it is the mean of each channel.
     */
    public static Variable adaptiveAverage(Variable x, ImageShape in, int height, int width) {
        in.requireRows("adaptiveAverage: x", x.value());
        if (height < 1 || width < 1 || height > in.height() || width > in.width()) {
            throw new IllegalArgumentException("adaptiveAverage: height is " + height + ", width is " + width
                    + ", images are " + in + "; both must be at least 1 and no larger than the image's");
        }
        return average(x, in, Blocks.even(height, in.height()), Blocks.even(width, in.width()));
    }

    private static void chooseLargest(double[] x, double[] index, Windows windows) {
        int kernel = windows.kernel();
        int width = windows.in().width();
        int plane = windows.in().height() * width;
        int k = 0;
        for (int start = 0; start < x.length; start += plane) {
            for (int i = 0; i < windows.height(); i++) {
                for (int j = 0; j < windows.width(); j++) {
                    int corner = start + (i * width + j) * windows.stride();
                    int best = corner;
                    for (int row = corner; row < corner + kernel * width; row += width) {
                        for (int at = row; at < row + kernel; at++) {
                            if (x[at] > x[best] || Double.isNaN(x[at])) {
                                best = at;
                            }
                        }
                    }
                    index[k++] = best;
                }
            }
        }
    }

    /** Where blocks begin and end along one side: block i has (i·times)/by up to (i·times + length)/by, rounded up. */
    private record Blocks(int count, int times, int by, int length) {
        static Blocks sliding(int count, int kernel, int stride) {
            return new Blocks(count, stride, 1, kernel);
        }

        static Blocks even(int count, int size) {
            return new Blocks(count, size, count, size);
        }

        int from(int i) {
            return i * times / by;
        }

        int to(int i) {
            return (i * times + length + by - 1) / by;
        }
    }

    private static Variable average(Variable x, ImageShape in, Blocks down, Blocks across) {
        return Operation.linear(
                        x,
                        (images, means) -> addMeans(images, means, in, down, across),
                        (means, images) -> addShares(means, images, in, down, across))
                .record(x.rows(), in.channels() * down.count * across.count);
    }

    private static void addMeans(Matrix images, Matrix means, ImageShape in, Blocks down, Blocks across) {
        double[] x = images.data();
        int k = 0;
        for (int plane = 0; plane < x.length; plane += in.height() * in.width()) {
            for (int i = 0; i < down.count; i++) {
                for (int j = 0; j < across.count; j++) {
                    double sum = 0;
                    for (int row = down.from(i); row < down.to(i); row++) {
                        int start = plane + row * in.width();
                        for (int at = start + across.from(j); at < start + across.to(j); at++) {
                            sum += x[at];
                        }
                    }
                    means.data()[k++] += sum / area(down, i, across, j);
                }
            }
        }
    }

    private static void addShares(Matrix means, Matrix images, ImageShape in, Blocks down, Blocks across) {
        double[] x = images.data();
        int k = 0;
        for (int plane = 0; plane < x.length; plane += in.height() * in.width()) {
            for (int i = 0; i < down.count; i++) {
                for (int j = 0; j < across.count; j++) {
                    double share = means.data()[k++] / area(down, i, across, j);
                    for (int row = down.from(i); row < down.to(i); row++) {
                        int start = plane + row * in.width();
                        for (int at = start + across.from(j); at < start + across.to(j); at++) {
                            x[at] += share;
                        }
                    }
                }
            }
        }
    }

    private static int area(Blocks down, int i, Blocks across, int j) {
        return (down.to(i) - down.from(i)) * (across.to(j) - across.from(j));
    }
}
