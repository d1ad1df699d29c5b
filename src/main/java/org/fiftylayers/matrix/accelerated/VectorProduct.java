package org.fiftylayers.matrix.accelerated;

import java.util.concurrent.CancellationException;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorSpecies;
import org.fiftylayers.matrix.Interruption;
import org.fiftylayers.matrix.View;

/**
 * C += A B in tiles of C that stay in registers while the inner index runs: five rows by four vectors, or eight by two. Each
 * tile starts from what C holds, so that every entry is summed in the order of the inner index, with one fused multiply-add
 * for each, as a plain loop would do it.
 */
final class VectorProduct implements Product {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    /** To repeat a number in all lanes as bits is a load; as a double it keeps some processors' arithmetic units busy. */
    private static final VectorSpecies<Long> BITS = LongVector.SPECIES_PREFERRED;

    private static final int LANES = SPECIES.length();
    private static final int WIDTH = 2 * LANES;
    private static final int WIDE = 4 * LANES;
    /** 256-bit registers come in sixteens, too few for the wide tile; both wider and narrower ones in thirty-twos. */
    private static final boolean MANY_REGISTERS = LANES != 4;
    /** Rows of a tile of two vectors, and of one of four: the most for which the JIT compiler keeps all in registers. */
    private static final int ROWS = MANY_REGISTERS ? 8 : 4;

    private static final int WIDE_ROWS = 5;
    /** So many numbers of B fit into the first cache as they lie in memory, and need not be packed. */
    private static final int IN_PLACE = 1 << 12;
    /** So many rows of a wide panel of B fit into the first cache. */
    private static final int DEPTH = 128;

    private final double[] edge = new double[Math.max(ROWS * WIDTH, WIDE_ROWS * WIDE)];
    private final double[] zeros = new double[WIDE];
    private double[] panels = new double[0];
    private volatile boolean ended;

    @Override
    public void multiply(View a, View b, View c, boolean anew) {
        for (int from = 0; from < b.rows(); from += DEPTH) {
            int to = Math.min(from + DEPTH, b.rows());
            multiplyBlock(a.columns(from, to), b.rows(from, to), c, anew && from == 0);
        }
    }

    /** to(j, i) = from(i, j) for m × n entries, whose rows start 'down' after one another. */
    private static void transpose(
            int m, int n, double[] from, int start, int down, double[] to, int target, int downTo) {
        int i = 0;
        // eight rows at a time: each is read along, and what is written next to each other shares a cache line
        for (; i + 7 < m; i += 8) {
            int f0 = start + i * down;
            int f1 = f0 + down;
            int f2 = f1 + down;
            int f3 = f2 + down;
            int f4 = f3 + down;
            int f5 = f4 + down;
            int f6 = f5 + down;
            int f7 = f6 + down;
            for (int j = 0; j < n; j++) {
                int at = target + j * downTo + i;
                to[at] = from[f0 + j];
                to[at + 1] = from[f1 + j];
                to[at + 2] = from[f2 + j];
                to[at + 3] = from[f3 + j];
                to[at + 4] = from[f4 + j];
                to[at + 5] = from[f5 + j];
                to[at + 6] = from[f6 + j];
                to[at + 7] = from[f7 + j];
            }
        }
        for (; i < m; i++) {
            for (int j = 0; j < n; j++) {
                to[target + j * downTo + i] = from[start + i * down + j];
            }
        }
    }

    private void multiplyBlock(View a, View b, View c, boolean anew) {
        int columns = c.columns();
        boolean inPlace = b.right() == 1 && columns % width(0, columns) == 0 && b.rows() * b.down() <= IN_PLACE;
        if (!inPlace) {
            pack(b);
        }
        int width = width(0, columns);
        for (int j = 0; j < columns; j += width, width = width(j, columns)) {
            check();
            View panel = inPlace ? b.columns(j, j + width) : new View(panels, j * b.rows(), b.rows(), width, width, 1);
            multiplyPanel(a, panel, c, j, anew);
        }
    }

    private void check() {
        Interruption.check("multiply");
        if (ended) {
            throw new CancellationException("multiply: interrupted");
        }
    }

    /** Tells a product that another thread computes whether its result is still wanted. */
    void setEnded(boolean ended) {
        this.ended = ended;
    }

    /** How many columns the panel has that begins at column j. */
    private static int width(int j, int columns) {
        return MANY_REGISTERS && j + WIDTH < columns ? WIDE : WIDTH;
    }

    /**
     * B in panels one after the other, each row after row; what the last one lacks in width holds any numbers, which nobody
     * reads. Rows of B are read as a whole, as memory likes it.
     */
    private void pack(View b) {
        int depth = b.rows();
        int columns = b.columns();
        int room = depth * (columns + WIDE);
        if (panels.length < room) {
            panels = new double[room];
        }
        if (b.right() == 1) {
            for (int p = 0; p < depth; p++) {
                packRow(b.data(), b.at(p, 0), columns, p, depth);
            }
        } else {
            int width = width(0, columns);
            for (int j = 0; j < columns; j += width, width = width(j, columns)) {
                int used = Math.min(width, columns - j);
                // the columns of B are rows in the array
                transpose(used, depth, b.data(), b.at(0, j), b.right(), panels, j * depth, width);
            }
        }
    }

    private void packRow(double[] b, int start, int columns, int p, int depth) {
        int width = width(0, columns);
        for (int j = 0; j < columns; j += width, width = width(j, columns)) {
            int target = j * depth + p * width;
            if (j + width > columns) {
                System.arraycopy(b, start + j, panels, target, columns - j);
                return;
            }
            for (int q = 0; q < width; q += LANES) {
                DoubleVector.fromArray(SPECIES, b, start + j + q).intoArray(panels, target + q);
            }
        }
    }

    private void multiplyPanel(View a, View b, View c, int j, boolean anew) {
        int width = b.columns();
        int used = Math.min(width, c.columns() - j);
        int full = width == WIDE ? WIDE_ROWS : ROWS;
        for (int i = 0; i < c.rows(); i += full) {
            int height = Math.min(full, c.rows() - i);
            boolean whole = used == width && height == full;
            if (!whole && !anew) {
                copy(height, used, c.data(), c.at(i, j), c.down(), edge, 0, width);
            }
            double[] to = whole ? c.data() : edge;
            int at = whole ? c.at(i, j) : 0;
            int down = whole ? c.down() : width;
            tile(a, i, height, b, anew ? zeros : to, anew ? 0 : at, anew ? 0 : down, to, at, down);
            if (!whole) {
                copy(height, used, edge, 0, width, c.data(), c.at(i, j), c.down());
            }
        }
    }

    private static void copy(
            int rows, int columns, double[] from, int start, int down, double[] to, int target, int step) {
        for (int i = 0; i < rows; i++) {
            System.arraycopy(from, start + i * down, to, target + i * step, columns);
        }
    }

    /** C = S + A B for the rows of A from i on; where there are fewer than a tile has, the last one stands for those missing. */
    private static void tile(
            View a, int i, int height, View b, double[] s, int atS, int downS, double[] c, int atC, int downC) {
        int k = a.columns();
        int atA = a.at(i, 0);
        int last = height - 1;
        double[] from = a.data();
        double[] panel = b.data();
        if (b.columns() == WIDE) {
            wideTile(
                    k, from, atA, a.down(), a.right(), last, panel, b.offset(), b.down(), s, atS, downS, c, atC, downC);
        } else if (MANY_REGISTERS) {
            tallTile(
                    k, from, atA, a.down(), a.right(), last, panel, b.offset(), b.down(), s, atS, downS, c, atC, downC);
        } else {
            smallTile(
                    k, from, atA, a.down(), a.right(), last, panel, b.offset(), b.down(), s, atS, downS, c, atC, downC);
        }
    }

    /** C = S + A B for four rows and two vectors; S may be C. */
    private static void smallTile(
            int k,
            double[] a,
            int atA,
            int downA,
            int right,
            int last,
            double[] b,
            int atB,
            int downB,
            double[] s,
            int atS,
            int downS,
            double[] c,
            int atC,
            int downC) {
        int atA1 = atA + Math.min(1, last) * downA;
        int atA2 = atA + Math.min(2, last) * downA;
        int atA3 = atA + last * downA;
        int atS1 = atS + downS;
        int atS2 = atS + 2 * downS;
        int atS3 = atS + 3 * downS;
        int atC1 = atC + downC;
        int atC2 = atC + 2 * downC;
        int atC3 = atC + 3 * downC;
        DoubleVector c00 = DoubleVector.fromArray(SPECIES, s, atS);
        DoubleVector c01 = DoubleVector.fromArray(SPECIES, s, atS + LANES);
        DoubleVector c10 = DoubleVector.fromArray(SPECIES, s, atS1);
        DoubleVector c11 = DoubleVector.fromArray(SPECIES, s, atS1 + LANES);
        DoubleVector c20 = DoubleVector.fromArray(SPECIES, s, atS2);
        DoubleVector c21 = DoubleVector.fromArray(SPECIES, s, atS2 + LANES);
        DoubleVector c30 = DoubleVector.fromArray(SPECIES, s, atS3);
        DoubleVector c31 = DoubleVector.fromArray(SPECIES, s, atS3 + LANES);
        for (int p = 0, q = 0, at = atB; p < k; p++, q += right, at += downB) {
            DoubleVector b0 = DoubleVector.fromArray(SPECIES, b, at);
            DoubleVector b1 = DoubleVector.fromArray(SPECIES, b, at + LANES);
            DoubleVector a0 = LongVector.broadcast(BITS, Double.doubleToRawLongBits(a[atA + q]))
                    .reinterpretAsDoubles();
            c00 = b0.fma(a0, c00);
            c01 = b1.fma(a0, c01);
            DoubleVector a1 = LongVector.broadcast(BITS, Double.doubleToRawLongBits(a[atA1 + q]))
                    .reinterpretAsDoubles();
            c10 = b0.fma(a1, c10);
            c11 = b1.fma(a1, c11);
            DoubleVector a2 = LongVector.broadcast(BITS, Double.doubleToRawLongBits(a[atA2 + q]))
                    .reinterpretAsDoubles();
            c20 = b0.fma(a2, c20);
            c21 = b1.fma(a2, c21);
            DoubleVector a3 = LongVector.broadcast(BITS, Double.doubleToRawLongBits(a[atA3 + q]))
                    .reinterpretAsDoubles();
            c30 = b0.fma(a3, c30);
            c31 = b1.fma(a3, c31);
        }
        c00.intoArray(c, atC);
        c01.intoArray(c, atC + LANES);
        c10.intoArray(c, atC1);
        c11.intoArray(c, atC1 + LANES);
        c20.intoArray(c, atC2);
        c21.intoArray(c, atC2 + LANES);
        c30.intoArray(c, atC3);
        c31.intoArray(c, atC3 + LANES);
    }

    /** The same for eight rows and two vectors. */
    private static void tallTile(
            int k,
            double[] a,
            int atA,
            int downA,
            int right,
            int last,
            double[] b,
            int atB,
            int downB,
            double[] s,
            int atS,
            int downS,
            double[] c,
            int atC,
            int downC) {
        int atA1 = atA + Math.min(1, last) * downA;
        int atA2 = atA + Math.min(2, last) * downA;
        int atA3 = atA + Math.min(3, last) * downA;
        int atA4 = atA + Math.min(4, last) * downA;
        int atA5 = atA + Math.min(5, last) * downA;
        int atA6 = atA + Math.min(6, last) * downA;
        int atA7 = atA + last * downA;
        int atS1 = atS + downS;
        int atS2 = atS + 2 * downS;
        int atS3 = atS + 3 * downS;
        int atS4 = atS + 4 * downS;
        int atS5 = atS + 5 * downS;
        int atS6 = atS + 6 * downS;
        int atS7 = atS + 7 * downS;
        int atC1 = atC + downC;
        int atC2 = atC + 2 * downC;
        int atC3 = atC + 3 * downC;
        int atC4 = atC + 4 * downC;
        int atC5 = atC + 5 * downC;
        int atC6 = atC + 6 * downC;
        int atC7 = atC + 7 * downC;
        DoubleVector c00 = DoubleVector.fromArray(SPECIES, s, atS);
        DoubleVector c01 = DoubleVector.fromArray(SPECIES, s, atS + LANES);
        DoubleVector c10 = DoubleVector.fromArray(SPECIES, s, atS1);
        DoubleVector c11 = DoubleVector.fromArray(SPECIES, s, atS1 + LANES);
        DoubleVector c20 = DoubleVector.fromArray(SPECIES, s, atS2);
        DoubleVector c21 = DoubleVector.fromArray(SPECIES, s, atS2 + LANES);
        DoubleVector c30 = DoubleVector.fromArray(SPECIES, s, atS3);
        DoubleVector c31 = DoubleVector.fromArray(SPECIES, s, atS3 + LANES);
        DoubleVector c40 = DoubleVector.fromArray(SPECIES, s, atS4);
        DoubleVector c41 = DoubleVector.fromArray(SPECIES, s, atS4 + LANES);
        DoubleVector c50 = DoubleVector.fromArray(SPECIES, s, atS5);
        DoubleVector c51 = DoubleVector.fromArray(SPECIES, s, atS5 + LANES);
        DoubleVector c60 = DoubleVector.fromArray(SPECIES, s, atS6);
        DoubleVector c61 = DoubleVector.fromArray(SPECIES, s, atS6 + LANES);
        DoubleVector c70 = DoubleVector.fromArray(SPECIES, s, atS7);
        DoubleVector c71 = DoubleVector.fromArray(SPECIES, s, atS7 + LANES);
        for (int p = 0, q = 0, at = atB; p < k; p++, q += right, at += downB) {
            DoubleVector b0 = DoubleVector.fromArray(SPECIES, b, at);
            DoubleVector b1 = DoubleVector.fromArray(SPECIES, b, at + LANES);
            DoubleVector a0 = LongVector.broadcast(BITS, Double.doubleToRawLongBits(a[atA + q]))
                    .reinterpretAsDoubles();
            c00 = b0.fma(a0, c00);
            c01 = b1.fma(a0, c01);
            DoubleVector a1 = LongVector.broadcast(BITS, Double.doubleToRawLongBits(a[atA1 + q]))
                    .reinterpretAsDoubles();
            c10 = b0.fma(a1, c10);
            c11 = b1.fma(a1, c11);
            DoubleVector a2 = LongVector.broadcast(BITS, Double.doubleToRawLongBits(a[atA2 + q]))
                    .reinterpretAsDoubles();
            c20 = b0.fma(a2, c20);
            c21 = b1.fma(a2, c21);
            DoubleVector a3 = LongVector.broadcast(BITS, Double.doubleToRawLongBits(a[atA3 + q]))
                    .reinterpretAsDoubles();
            c30 = b0.fma(a3, c30);
            c31 = b1.fma(a3, c31);
            DoubleVector a4 = LongVector.broadcast(BITS, Double.doubleToRawLongBits(a[atA4 + q]))
                    .reinterpretAsDoubles();
            c40 = b0.fma(a4, c40);
            c41 = b1.fma(a4, c41);
            DoubleVector a5 = LongVector.broadcast(BITS, Double.doubleToRawLongBits(a[atA5 + q]))
                    .reinterpretAsDoubles();
            c50 = b0.fma(a5, c50);
            c51 = b1.fma(a5, c51);
            DoubleVector a6 = LongVector.broadcast(BITS, Double.doubleToRawLongBits(a[atA6 + q]))
                    .reinterpretAsDoubles();
            c60 = b0.fma(a6, c60);
            c61 = b1.fma(a6, c61);
            DoubleVector a7 = LongVector.broadcast(BITS, Double.doubleToRawLongBits(a[atA7 + q]))
                    .reinterpretAsDoubles();
            c70 = b0.fma(a7, c70);
            c71 = b1.fma(a7, c71);
        }
        c00.intoArray(c, atC);
        c01.intoArray(c, atC + LANES);
        c10.intoArray(c, atC1);
        c11.intoArray(c, atC1 + LANES);
        c20.intoArray(c, atC2);
        c21.intoArray(c, atC2 + LANES);
        c30.intoArray(c, atC3);
        c31.intoArray(c, atC3 + LANES);
        c40.intoArray(c, atC4);
        c41.intoArray(c, atC4 + LANES);
        c50.intoArray(c, atC5);
        c51.intoArray(c, atC5 + LANES);
        c60.intoArray(c, atC6);
        c61.intoArray(c, atC6 + LANES);
        c70.intoArray(c, atC7);
        c71.intoArray(c, atC7 + LANES);
    }

    /** The same for five rows and four vectors. */
    private static void wideTile(
            int k,
            double[] a,
            int atA,
            int downA,
            int right,
            int last,
            double[] b,
            int atB,
            int downB,
            double[] s,
            int atS,
            int downS,
            double[] c,
            int atC,
            int downC) {
        int atA1 = atA + Math.min(1, last) * downA;
        int atA2 = atA + Math.min(2, last) * downA;
        int atA3 = atA + Math.min(3, last) * downA;
        int atA4 = atA + last * downA;
        int atS1 = atS + downS;
        int atS2 = atS + 2 * downS;
        int atS3 = atS + 3 * downS;
        int atS4 = atS + 4 * downS;
        int atC1 = atC + downC;
        int atC2 = atC + 2 * downC;
        int atC3 = atC + 3 * downC;
        int atC4 = atC + 4 * downC;
        DoubleVector c00 = DoubleVector.fromArray(SPECIES, s, atS);
        DoubleVector c01 = DoubleVector.fromArray(SPECIES, s, atS + LANES);
        DoubleVector c02 = DoubleVector.fromArray(SPECIES, s, atS + 2 * LANES);
        DoubleVector c03 = DoubleVector.fromArray(SPECIES, s, atS + 3 * LANES);
        DoubleVector c10 = DoubleVector.fromArray(SPECIES, s, atS1);
        DoubleVector c11 = DoubleVector.fromArray(SPECIES, s, atS1 + LANES);
        DoubleVector c12 = DoubleVector.fromArray(SPECIES, s, atS1 + 2 * LANES);
        DoubleVector c13 = DoubleVector.fromArray(SPECIES, s, atS1 + 3 * LANES);
        DoubleVector c20 = DoubleVector.fromArray(SPECIES, s, atS2);
        DoubleVector c21 = DoubleVector.fromArray(SPECIES, s, atS2 + LANES);
        DoubleVector c22 = DoubleVector.fromArray(SPECIES, s, atS2 + 2 * LANES);
        DoubleVector c23 = DoubleVector.fromArray(SPECIES, s, atS2 + 3 * LANES);
        DoubleVector c30 = DoubleVector.fromArray(SPECIES, s, atS3);
        DoubleVector c31 = DoubleVector.fromArray(SPECIES, s, atS3 + LANES);
        DoubleVector c32 = DoubleVector.fromArray(SPECIES, s, atS3 + 2 * LANES);
        DoubleVector c33 = DoubleVector.fromArray(SPECIES, s, atS3 + 3 * LANES);
        DoubleVector c40 = DoubleVector.fromArray(SPECIES, s, atS4);
        DoubleVector c41 = DoubleVector.fromArray(SPECIES, s, atS4 + LANES);
        DoubleVector c42 = DoubleVector.fromArray(SPECIES, s, atS4 + 2 * LANES);
        DoubleVector c43 = DoubleVector.fromArray(SPECIES, s, atS4 + 3 * LANES);
        for (int p = 0, q = 0, at = atB; p < k; p++, q += right, at += downB) {
            DoubleVector b0 = DoubleVector.fromArray(SPECIES, b, at);
            DoubleVector b1 = DoubleVector.fromArray(SPECIES, b, at + LANES);
            DoubleVector b2 = DoubleVector.fromArray(SPECIES, b, at + 2 * LANES);
            DoubleVector b3 = DoubleVector.fromArray(SPECIES, b, at + 3 * LANES);
            DoubleVector a0 = LongVector.broadcast(BITS, Double.doubleToRawLongBits(a[atA + q]))
                    .reinterpretAsDoubles();
            c00 = b0.fma(a0, c00);
            c01 = b1.fma(a0, c01);
            c02 = b2.fma(a0, c02);
            c03 = b3.fma(a0, c03);
            DoubleVector a1 = LongVector.broadcast(BITS, Double.doubleToRawLongBits(a[atA1 + q]))
                    .reinterpretAsDoubles();
            c10 = b0.fma(a1, c10);
            c11 = b1.fma(a1, c11);
            c12 = b2.fma(a1, c12);
            c13 = b3.fma(a1, c13);
            DoubleVector a2 = LongVector.broadcast(BITS, Double.doubleToRawLongBits(a[atA2 + q]))
                    .reinterpretAsDoubles();
            c20 = b0.fma(a2, c20);
            c21 = b1.fma(a2, c21);
            c22 = b2.fma(a2, c22);
            c23 = b3.fma(a2, c23);
            DoubleVector a3 = LongVector.broadcast(BITS, Double.doubleToRawLongBits(a[atA3 + q]))
                    .reinterpretAsDoubles();
            c30 = b0.fma(a3, c30);
            c31 = b1.fma(a3, c31);
            c32 = b2.fma(a3, c32);
            c33 = b3.fma(a3, c33);
            DoubleVector a4 = LongVector.broadcast(BITS, Double.doubleToRawLongBits(a[atA4 + q]))
                    .reinterpretAsDoubles();
            c40 = b0.fma(a4, c40);
            c41 = b1.fma(a4, c41);
            c42 = b2.fma(a4, c42);
            c43 = b3.fma(a4, c43);
        }
        c00.intoArray(c, atC);
        c01.intoArray(c, atC + LANES);
        c02.intoArray(c, atC + 2 * LANES);
        c03.intoArray(c, atC + 3 * LANES);
        c10.intoArray(c, atC1);
        c11.intoArray(c, atC1 + LANES);
        c12.intoArray(c, atC1 + 2 * LANES);
        c13.intoArray(c, atC1 + 3 * LANES);
        c20.intoArray(c, atC2);
        c21.intoArray(c, atC2 + LANES);
        c22.intoArray(c, atC2 + 2 * LANES);
        c23.intoArray(c, atC2 + 3 * LANES);
        c30.intoArray(c, atC3);
        c31.intoArray(c, atC3 + LANES);
        c32.intoArray(c, atC3 + 2 * LANES);
        c33.intoArray(c, atC3 + 3 * LANES);
        c40.intoArray(c, atC4);
        c41.intoArray(c, atC4 + LANES);
        c42.intoArray(c, atC4 + 2 * LANES);
        c43.intoArray(c, atC4 + 3 * LANES);
    }
}
