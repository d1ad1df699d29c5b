package org.fiftylayers.nn;

import java.util.Arrays;
import org.fiftylayers.matrix.Kernels;
import org.fiftylayers.matrix.Matrix;
import org.jspecify.annotations.Nullable;

/** One channel per block of pixels: a row of a batch is one image, channel after channel. */
final class ImageChannels implements Channels {
    private final int count;
    private final int area;
    private final double[] centred;
    private final double[] passed;
    private final double[] result;

    ImageChannels(int count, int area) {
        this.count = count;
        this.area = area;
        this.centred = new double[area];
        this.passed = new double[area];
        this.result = new double[area];
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public int area() {
        return area;
    }

    @Override
    public void addSums(Kernels kernels, Matrix x, Matrix to) {
        for (int block = 0; block * area < x.size(); block++) {
            to.data()[block % count] += kernels.sum(area, x.data(), block * area);
        }
    }

    @Override
    public void addSpread(Kernels kernels, Matrix x, Matrix to) {
        for (int block = 0; block * area < to.size(); block++) {
            addConstant(x.data()[block % count], block * area, to.data());
        }
    }

    private void addConstant(double number, int start, double[] to) {
        for (int i = start; i < start + area; i++) {
            to[i] += number;
        }
    }

    @Override
    public void addSquares(Kernels kernels, Matrix x, Matrix mean, Matrix to) {
        for (int block = 0; block * area < x.size(); block++) {
            int c = block % count;
            centre(x.data(), block * area, mean.data()[c]);
            to.data()[c] += kernels.dot(area, centred, 0, centred, 0);
        }
    }

    private void centre(double[] x, int start, double mean) {
        System.arraycopy(x, start, centred, 0, area);
        for (int i = 0; i < area; i++) {
            centred[i] -= mean;
        }
    }

    @Override
    public void setAffine(Kernels kernels, Matrix x, Matrix mean, Matrix factor, Matrix shift, Matrix y, boolean relu) {
        double[] target = y.overwrite();
        for (int block = 0; block * area < x.size(); block++) {
            int c = block % count;
            double lowest = relu ? 0 : Double.NEGATIVE_INFINITY;
            setAffine(block * area, x.data(), mean.data()[c], factor.data()[c], shift.data()[c], lowest, target);
        }
    }

    private void setAffine(int start, double[] x, double mean, double factor, double shift, double lowest, double[] y) {
        for (int i = start; i < start + area; i++) {
            y[i] = Math.max(lowest, (x[i] - mean) * factor + shift);
        }
    }

    @Override
    public void addProducts(
            Kernels kernels,
            double[] g,
            double @Nullable [] open,
            Matrix x,
            Matrix mean,
            Matrix sums,
            Matrix products) {
        for (int block = 0; block * area < x.size(); block++) {
            int c = block % count;
            pass(kernels, g, open, block * area);
            sums.data()[c] += kernels.sum(area, passed, 0);
            centre(x.data(), block * area, mean.data()[c]);
            products.data()[c] += kernels.dot(area, passed, 0, centred, 0);
        }
    }

    /** One block of g, or what ReLU lets pass of it, in an array of its own. */
    private void pass(Kernels kernels, double[] g, double @Nullable [] open, int start) {
        if (open == null) {
            System.arraycopy(g, start, passed, 0, area);
        } else {
            kernels.gate(area, open, g, start, passed);
        }
    }

    @Override
    public void addCombination(
            Kernels kernels,
            double[] g,
            double @Nullable [] open,
            Matrix x,
            Matrix mean,
            Matrix a,
            Matrix b,
            Matrix d,
            Matrix to) {
        boolean anew = to.isBlank();
        double[] target = anew ? to.overwrite() : to.data();
        for (int block = 0; block * area < x.size(); block++) {
            int c = block % count;
            int start = block * area;
            pass(kernels, g, open, start);
            centre(x.data(), start, mean.data()[c]);
            if (anew) {
                Arrays.fill(result, 0);
            } else {
                System.arraycopy(target, start, result, 0, area);
            }
            addCombination(area, passed, centred, a.data()[c], b.data()[c], d.data()[c], result);
            System.arraycopy(result, 0, target, start, area);
        }
    }

    private static void addCombination(int n, double[] g, double[] x, double a, double b, double d, double[] to) {
        for (int i = 0; i < n; i++) {
            to[i] += (a * g[i] + b * x[i]) + d;
        }
    }
}
