package org.fiftylayers.operation;

import java.util.Arrays;
import org.fiftylayers.matrix.ImageShape;

/**
 * The square windows of an image that a kernel sees, moved by a stride over the image with a border of zeros. As a matrix,
 * each window is a column, and a row holds what one place of the kernel sees of one channel: so it is a shifted copy of
 * that channel, and can be copied in runs (im2col; Chellapilla, Puri and Simard, 2006). The matrix is made a panel of
 * columns at a time, which stays in the first cache.
 */
record Windows(ImageShape in, int kernel, int stride, int padding) {
    /** The columns of a panel, which is as wide as the kernels' own. */
    static final int PANEL = 32;

    Windows {
        if (kernel < 1 || stride < 1 || padding < 0) {
            throw new IllegalArgumentException("windows: kernel is " + kernel + ", stride is " + stride
                    + ", padding is " + padding + "; kernel and stride must be at least 1, padding at least 0");
        }
        if (kernel > Math.min(in.height(), in.width()) + 2 * padding) {
            throw new IllegalArgumentException("windows: kernel is " + kernel + ", images are " + in + ", padding is "
                    + padding + "; the kernel must fit into height and width with padding on both sides");
        }
    }

    /** Rows of windows. */
    int height() {
        return (in.height() + 2 * padding - kernel) / stride + 1;
    }

    /** Columns of windows. */
    int width() {
        return (in.width() + 2 * padding - kernel) / stride + 1;
    }

    /** The number of windows. */
    int count() {
        return height() * width();
    }

    /** The number of entries of one window over all channels. */
    int size() {
        return in.channels() * kernel * kernel;
    }

    /** What an image of windows, with so many channels, is seen through on the way back, if the stride is 1. */
    Windows flipped(int channels) {
        return new Windows(new ImageShape(channels, height(), width()), kernel, 1, kernel - 1 - padding);
    }

    boolean canFlip() {
        return stride == 1 && padding < kernel;
    }

    /** Copies windows, of the image that begins at an offset, into the columns of a panel. */
    void gather(double[] images, int offset, int from, int to, double[] panel) {
        int width = width();
        int run;
        for (int window = from; window < to; window += run) {
            int i = window / width;
            int j = window - i * width;
            run = Math.min(width - j, to - window);
            int at = window - from;
            for (int channel = 0; channel < in.channels(); channel++) {
                for (int down = 0; down < kernel; down++) {
                    int row = i * stride - padding + down;
                    boolean inside = row >= 0 && row < in.height();
                    int start = offset + (channel * in.height() + row) * in.width();
                    for (int right = 0; right < kernel; right++) {
                        int column = j * stride - padding + right;
                        if (inside) {
                            copyRun(images, start, column, panel, at, run);
                        } else {
                            Arrays.fill(panel, at, at + run, 0);
                        }
                        at += PANEL;
                    }
                }
            }
        }
    }

    /** Every stride-th entry of an image's row, from a column on; zeros beyond the row. */
    private void copyRun(double[] images, int start, int column, double[] panel, int at, int run) {
        int first = first(column, run);
        int end = end(column, run);
        if (first > 0) {
            Arrays.fill(panel, at, at + first, 0);
        }
        int from = start + column + first * stride;
        if (stride == 1 && first < end) {
            System.arraycopy(images, from, panel, at + first, end - first);
        } else {
            for (int j = at + first; j < at + end; j++, from += stride) {
                panel[j] = images[from];
            }
        }
        if (end < run) {
            Arrays.fill(panel, at + Math.max(first, end), at + run, 0);
        }
    }

    /** Adds the columns of a panel back to where they came from: the transposed of {@link #gather}. */
    void scatter(double[] panel, int from, int to, double[] images, int offset) {
        int width = width();
        int run;
        for (int window = from; window < to; window += run) {
            int i = window / width;
            int j = window - i * width;
            run = Math.min(width - j, to - window);
            int at = window - from;
            for (int channel = 0; channel < in.channels(); channel++) {
                for (int down = 0; down < kernel; down++) {
                    int row = i * stride - padding + down;
                    if (row < 0 || row >= in.height()) {
                        at += kernel * PANEL;
                        continue;
                    }
                    int start = offset + (channel * in.height() + row) * in.width();
                    for (int right = 0; right < kernel; right++) {
                        addRun(panel, at, run, images, start, j * stride - padding + right);
                        at += PANEL;
                    }
                }
            }
        }
    }

    private void addRun(double[] panel, int at, int run, double[] images, int start, int column) {
        int first = first(column, run);
        int end = end(column, run);
        int to = start + column + first * stride;
        for (int j = at + first; j < at + end; j++, to += stride) {
            images[to] += panel[j];
        }
    }

    /** The first of a run's entries that is not left of the image's row. */
    private int first(int column, int run) {
        return column >= 0 ? 0 : Math.min(run, (stride - 1 - column) / stride);
    }

    /** The entry after the last that is not right of it. */
    private int end(int column, int run) {
        int left = in.width() - column;
        return left >= (run - 1) * stride + 1 ? run : Math.max(0, (left + stride - 1) / stride);
    }
}
