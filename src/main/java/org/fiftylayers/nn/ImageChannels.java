package org.fiftylayers.nn;

import org.fiftylayers.matrix.Kernels;
import org.fiftylayers.matrix.Matrix;

/** One channel per block of pixels: a row of a batch is one image, channel after channel. */
final class ImageChannels implements Channels {
    private final int count;
    private final int area;
    private final double[] centred;

    ImageChannels(int count, int area) {
        this.count = count;
        this.area = area;
        this.centred = new double[area];
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
    public void setAffine(Kernels kernels, Matrix x, Matrix mean, Matrix factor, Matrix shift, Matrix y) {
        double[] target = y.overwrite();
        for (int block = 0; block * area < x.size(); block++) {
            int c = block % count;
            setAffine(block * area, x.data(), mean.data()[c], factor.data()[c], shift.data()[c], target);
        }
    }

    private void setAffine(int start, double[] x, double mean, double factor, double shift, double[] y) {
        for (int i = start; i < start + area; i++) {
            y[i] = (x[i] - mean) * factor + shift;
        }
    }

    @Override
    public void addProducts(Kernels kernels, Matrix g, Matrix x, Matrix mean, Matrix sums, Matrix products) {
        for (int block = 0; block * area < x.size(); block++) {
            int c = block % count;
            int start = block * area;
            sums.data()[c] += kernels.sum(area, g.data(), start);
            centre(x.data(), start, mean.data()[c]);
            products.data()[c] += kernels.dot(area, g.data(), start, centred, 0);
        }
    }

    @Override
    public void addCombination(
            Kernels kernels, Matrix g, Matrix x, Matrix mean, Matrix a, Matrix b, Matrix d, Matrix to) {
        boolean anew = to.isBlank();
        double[] target = anew ? to.overwrite() : to.data();
        for (int block = 0; block * area < x.size(); block++) {
            int c = block % count;
            double centre = mean.data()[c];
            if (anew) {
                setCombination(block * area, g.data(), x.data(), centre, a.data()[c], b.data()[c], d.data()[c], target);
            } else {
                addCombination(block * area, g.data(), x.data(), centre, a.data()[c], b.data()[c], d.data()[c], target);
            }
        }
    }

    private void setCombination(
            int start, double[] g, double[] x, double mean, double a, double b, double d, double[] to) {
        for (int i = start; i < start + area; i++) {
            to[i] = 0 + ((a * g[i] + b * (x[i] - mean)) + d);
        }
    }

    private void addCombination(
            int start, double[] g, double[] x, double mean, double a, double b, double d, double[] to) {
        for (int i = start; i < start + area; i++) {
            to[i] += (a * g[i] + b * (x[i] - mean)) + d;
        }
    }
}
