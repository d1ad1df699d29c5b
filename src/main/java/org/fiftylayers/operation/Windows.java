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

    /** The windows for an operation or a layer, which errors name. */
    static Windows of(String what, ImageShape in, int kernel, int stride, int padding) {
        if (kernel < 1 || stride < 1 || padding < 0) {
            throw new IllegalArgumentException(what + ": kernel is " + kernel + ", stride is " + stride
                    + ", padding is " + padding + "; kernel and stride must be at least 1, padding at least 0");
        }
        if (kernel > Math.min(in.height(), in.width()) + 2L * padding) {
            throw new IllegalArgumentException(what + ": kernel is " + kernel + ", images are " + in + ", padding is "
                    + padding + "; the kernel must fit into height and width with padding on both sides");
        }
        return new Windows(in, kernel, stride, padding);
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
        int run;
        for (int window = from; window < to; window += run) {
            int i = window / width();
            int j = window - i * width();
            run = Math.min(width() - j, to - window);
            for (int right = 0; right < kernel; right++) {
                int column = j * stride - padding + right;
                int first = first(column, run);
                int end = end(column, run);
                int at = window - from + right * PANEL;
                for (int channel = 0; channel < in.channels(); channel++) {
                    int plane = offset + channel * in.height() * in.width() + column;
                    for (int down = 0; down < kernel; down++, at += kernel * PANEL) {
                        int row = i * stride - padding + down;
                        if (row < 0 || row >= in.height()) {
                            Arrays.fill(panel, at, at + run, 0);
                        } else {
                            copyRun(images, plane + row * in.width(), panel, at, first, end, run);
                        }
                    }
                }
            }
        }
    }

    /** Every stride-th entry from the first up to the end; zeros around them. */
    private void copyRun(double[] images, int start, double[] panel, int at, int first, int end, int run) {
        for (int j = 0; j < first; j++) {
            panel[at + j] = 0;
        }
        if (stride == 1 && first < end) { // a run of nothing may begin outside of the array, which arraycopy refuses
            System.arraycopy(images, start + first, panel, at + first, end - first);
        } else {
            for (int j = first, k = start + first * stride; j < end; j++, k += stride) {
                panel[at + j] = images[k];
            }
        }
        for (int j = end; j < run; j++) {
            panel[at + j] = 0;
        }
    }

    /** Adds the columns of a panel back to where they came from: the transposed of {@link #gather}. */
    void scatter(double[] panel, int from, int to, double[] images, int offset) {
        int run;
        for (int window = from; window < to; window += run) {
            int i = window / width();
            int j = window - i * width();
            run = Math.min(width() - j, to - window);
            for (int right = 0; right < kernel; right++) {
                int column = j * stride - padding + right;
                int first = first(column, run);
                int end = end(column, run);
                int at = window - from + right * PANEL;
                for (int channel = 0; channel < in.channels(); channel++) {
                    int plane = offset + channel * in.height() * in.width() + column + first * stride;
                    for (int down = 0; down < kernel; down++, at += kernel * PANEL) {
                        int row = i * stride - padding + down;
                        if (row >= 0 && row < in.height()) {
                            addRun(panel, at, first, end, images, plane + row * in.width());
                        }
                    }
                }
            }
        }
    }

    private void addRun(double[] panel, int at, int first, int end, double[] images, int start) {
        for (int j = at + first, k = start; j < at + end; j++, k += stride) {
            images[k] += panel[j];
        }
    }

    /** The first of a run's entries that is not left of the image's row. */
    private int first(int column, int run) {
        return column >= 0 ? 0 : Math.min(run, (stride - 1 - column) / stride);
    }

    /** The entry after the last that is not right of it. */
    private int end(int column, int run) {
        int left = in.width() - column;
        return Math.max(first(column, run), Math.min(run, (left + stride - 1) / stride));
    }
}
