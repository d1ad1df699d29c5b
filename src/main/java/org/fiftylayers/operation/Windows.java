package org.fiftylayers.operation;

import java.util.Arrays;
import org.fiftylayers.matrix.ImageShape;

/**
 * The square windows of an image that a kernel sees, moved by a stride over the image with a border of zeros. As a matrix,
 * each window is a column, and a row holds what one place of the kernel sees of one channel: so it is a shifted copy of
 * that channel, and most of it can be copied in runs (im2col; Chellapilla, Puri and Simard, 2006).
 */
record Windows(ImageShape in, int kernel, int stride, int padding) {
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

    /** The number of entries of one window over all channels. */
    int size() {
        return in.channels() * kernel * kernel;
    }

    /** Copies the windows of the image that begins at an offset into a matrix of size × (height·width). */
    void gather(double[] images, int offset, double[] columns) {
        int at = 0;
        for (int channel = 0; channel < in.channels(); channel++) {
            int plane = offset + channel * in.height() * in.width();
            for (int down = -padding; down < kernel - padding; down++) {
                for (int right = -padding; right < kernel - padding; right++) {
                    at = copyPlane(images, plane, down, right, columns, at);
                }
            }
        }
    }

    private int copyPlane(double[] images, int plane, int down, int right, double[] columns, int start) {
        int width = width();
        int first = first(right);
        int end = end(right);
        int at = start;
        for (int i = 0; i < height(); i++, at += width) {
            int row = i * stride + down;
            if (row < 0 || row >= in.height()) {
                Arrays.fill(columns, at, at + width, 0);
                continue;
            }
            int from = plane + row * in.width() + first * stride + right;
            Arrays.fill(columns, at, at + first, 0);
            if (stride == 1) {
                System.arraycopy(images, from, columns, at + first, end - first);
            } else {
                for (int j = at + first; j < at + end; j++, from += stride) {
                    columns[j] = images[from];
                }
            }
            Arrays.fill(columns, at + end, at + width, 0);
        }
        return at;
    }

    /** Adds every entry of the windows back to where it came from: the transposed of {@link #gather}. */
    void scatter(double[] columns, double[] images, int offset) {
        int at = 0;
        for (int channel = 0; channel < in.channels(); channel++) {
            int plane = offset + channel * in.height() * in.width();
            for (int down = -padding; down < kernel - padding; down++) {
                for (int right = -padding; right < kernel - padding; right++) {
                    addPlane(columns, at, images, plane, down, right);
                    at += height() * width();
                }
            }
        }
    }

    private void addPlane(double[] columns, int start, double[] images, int plane, int down, int right) {
        int width = width();
        int first = first(right);
        int end = end(right);
        for (int i = 0; i < height(); i++) {
            int row = i * stride + down;
            if (row >= 0 && row < in.height()) {
                int at = start + i * width;
                int to = plane + row * in.width() + first * stride + right;
                for (int j = at + first; j < at + end; j++, to += stride) {
                    images[to] += columns[j];
                }
            }
        }
    }

    /** The first column of windows whose entry, this far to the right, lies in the image. */
    private int first(int right) {
        return Math.min(width(), Math.max(0, (stride - 1 - right) / stride));
    }

    /** The column of windows after the last such. */
    private int end(int right) {
        return Math.max(first(right), Math.min(width(), (in.width() - right + stride - 1) / stride));
    }
}
