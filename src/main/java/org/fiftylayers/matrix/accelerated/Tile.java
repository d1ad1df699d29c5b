package org.fiftylayers.matrix.accelerated;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorSpecies;
import org.fiftylayers.matrix.View;

/**
 * C = S + A B where C is a few rows by a few vectors that stay in registers while the inner index runs. Every shape has the
 * most accumulators for which the JIT compiler keeps all in registers. All are written out: what they share cannot be a
 * method, as vectors that cross a call become objects.
 *
 * <p>Where the rows of B lie one after the other, the loops run over its index, whose step is constant, so that the compiler
 * checks it once and not in each round; with many registers, a wide B may have any step. The compiler does check each index
 * of A, which has any step as well, and that is good: without those checks it moves all loads of a round to its beginning,
 * and registers do not suffice.
 */
final class Tile {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    /** To repeat a number in all lanes as bits is a load; as a double it keeps some processors' arithmetic units busy. */
    private static final VectorSpecies<Long> BITS = LongVector.SPECIES_PREFERRED;

    private static final int LANES = SPECIES.length();
    /** 256-bit registers come in sixteens, both wider and narrower ones in thirty-twos. */
    private static final boolean MANY_REGISTERS = LANES != 4;

    /** Columns of the two kinds of tiles. */
    static final int WIDE = 4 * LANES;

    static final int NARROW = (MANY_REGISTERS ? 2 : 3) * LANES;

    private static final int WIDE_ROWS = MANY_REGISTERS ? 5 : 2;
    private static final int NARROW_ROWS = MANY_REGISTERS ? 8 : 4;
    /** The largest tile's number of entries. */
    static final int MOST = Math.max(WIDE_ROWS * WIDE, NARROW_ROWS * NARROW);

    private Tile() {}

    /** How many rows a tile has that is so wide. */
    static int rows(int width) {
        return width == WIDE ? WIDE_ROWS : NARROW_ROWS;
    }

    /** How wide a tile is best where so many columns are left: the faster kind, unless that would waste more of them. */
    static int width(int columns) {
        if (MANY_REGISTERS) {
            return columns > NARROW ? WIDE : NARROW;
        }
        boolean oneWide = columns > NARROW && columns <= WIDE;
        boolean twoWide = columns > WIDE + NARROW && columns <= 2 * WIDE;
        return oneWide || twoWide ? WIDE : NARROW;
    }

    /** Whether the tiles for so many columns can read the rows of B where they lie, each so far behind the one before. */
    static boolean reads(int columns, int down) {
        return (MANY_REGISTERS && columns % WIDE == 0) || (columns == down && columns == width(columns));
    }

    /**
     * C = S + A B for the rows of A from i on; where there are fewer than a tile has, the last one stands for those missing.
     * The rows of B lie as {@link #reads} allows.
     */
    static void multiply(
            View a, int i, int height, View b, double[] s, int atS, int downS, double[] c, int atC, int downC) {
        int k = a.columns();
        int atA = a.at(i, 0);
        int downA = a.down();
        int right = a.right();
        int last = height - 1;
        double[] from = a.data();
        double[] panel = b.data();
        int atB = b.offset();
        if (b.columns() == WIDE) {
            if (height > 2) {
                fiveByFour(k, from, atA, downA, right, last, panel, atB, b.down(), s, atS, downS, c, atC, downC);
            } else {
                twoByFour(k, from, atA, downA, right, last, panel, atB, b.down(), s, atS, downS, c, atC, downC);
            }
        } else if (MANY_REGISTERS) {
            eightByTwo(k, from, atA, downA, right, last, panel, atB, s, atS, downS, c, atC, downC);
        } else {
            fourByThree(k, from, atA, downA, right, last, panel, atB, s, atS, downS, c, atC, downC);
        }
    }

    /** C = S + A B for five rows and four vectors; S may be C. */
    private static void fiveByFour(
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
        for (int p = 0, at = atB, q = 0; p < k; p++, at += downB, q += right) {
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

    /** The same for eight rows and two vectors. */
    private static void eightByTwo(
            int k,
            double[] a,
            int atA,
            int downA,
            int right,
            int last,
            double[] b,
            int atB,
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
        int end = atB + k * NARROW;
        for (int at = atB, q = 0; at < end; at += NARROW, q += right) {
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

    /** The same for two rows and four vectors. */
    private static void twoByFour(
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
        int atA1 = atA + last * downA;
        int atS1 = atS + downS;
        int atC1 = atC + downC;
        DoubleVector c00 = DoubleVector.fromArray(SPECIES, s, atS);
        DoubleVector c01 = DoubleVector.fromArray(SPECIES, s, atS + LANES);
        DoubleVector c02 = DoubleVector.fromArray(SPECIES, s, atS + 2 * LANES);
        DoubleVector c03 = DoubleVector.fromArray(SPECIES, s, atS + 3 * LANES);
        DoubleVector c10 = DoubleVector.fromArray(SPECIES, s, atS1);
        DoubleVector c11 = DoubleVector.fromArray(SPECIES, s, atS1 + LANES);
        DoubleVector c12 = DoubleVector.fromArray(SPECIES, s, atS1 + 2 * LANES);
        DoubleVector c13 = DoubleVector.fromArray(SPECIES, s, atS1 + 3 * LANES);
        int step = MANY_REGISTERS ? downB : WIDE; // the compiler sees a constant where there is one
        for (int p = 0, at = atB, q = 0; p < k; p++, at += step, q += right) {
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
        }
        c00.intoArray(c, atC);
        c01.intoArray(c, atC + LANES);
        c02.intoArray(c, atC + 2 * LANES);
        c03.intoArray(c, atC + 3 * LANES);
        c10.intoArray(c, atC1);
        c11.intoArray(c, atC1 + LANES);
        c12.intoArray(c, atC1 + 2 * LANES);
        c13.intoArray(c, atC1 + 3 * LANES);
    }

    /** The same for four rows and three vectors. */
    private static void fourByThree(
            int k,
            double[] a,
            int atA,
            int downA,
            int right,
            int last,
            double[] b,
            int atB,
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
        DoubleVector c02 = DoubleVector.fromArray(SPECIES, s, atS + 2 * LANES);
        DoubleVector c10 = DoubleVector.fromArray(SPECIES, s, atS1);
        DoubleVector c11 = DoubleVector.fromArray(SPECIES, s, atS1 + LANES);
        DoubleVector c12 = DoubleVector.fromArray(SPECIES, s, atS1 + 2 * LANES);
        DoubleVector c20 = DoubleVector.fromArray(SPECIES, s, atS2);
        DoubleVector c21 = DoubleVector.fromArray(SPECIES, s, atS2 + LANES);
        DoubleVector c22 = DoubleVector.fromArray(SPECIES, s, atS2 + 2 * LANES);
        DoubleVector c30 = DoubleVector.fromArray(SPECIES, s, atS3);
        DoubleVector c31 = DoubleVector.fromArray(SPECIES, s, atS3 + LANES);
        DoubleVector c32 = DoubleVector.fromArray(SPECIES, s, atS3 + 2 * LANES);
        int end = atB + k * NARROW;
        for (int at = atB, q = 0; at < end; at += NARROW, q += right) {
            DoubleVector b0 = DoubleVector.fromArray(SPECIES, b, at);
            DoubleVector b1 = DoubleVector.fromArray(SPECIES, b, at + LANES);
            DoubleVector b2 = DoubleVector.fromArray(SPECIES, b, at + 2 * LANES);
            DoubleVector a0 = LongVector.broadcast(BITS, Double.doubleToRawLongBits(a[atA + q]))
                    .reinterpretAsDoubles();
            c00 = b0.fma(a0, c00);
            c01 = b1.fma(a0, c01);
            c02 = b2.fma(a0, c02);
            DoubleVector a1 = LongVector.broadcast(BITS, Double.doubleToRawLongBits(a[atA1 + q]))
                    .reinterpretAsDoubles();
            c10 = b0.fma(a1, c10);
            c11 = b1.fma(a1, c11);
            c12 = b2.fma(a1, c12);
            DoubleVector a2 = LongVector.broadcast(BITS, Double.doubleToRawLongBits(a[atA2 + q]))
                    .reinterpretAsDoubles();
            c20 = b0.fma(a2, c20);
            c21 = b1.fma(a2, c21);
            c22 = b2.fma(a2, c22);
            DoubleVector a3 = LongVector.broadcast(BITS, Double.doubleToRawLongBits(a[atA3 + q]))
                    .reinterpretAsDoubles();
            c30 = b0.fma(a3, c30);
            c31 = b1.fma(a3, c31);
            c32 = b2.fma(a3, c32);
        }
        c00.intoArray(c, atC);
        c01.intoArray(c, atC + LANES);
        c02.intoArray(c, atC + 2 * LANES);
        c10.intoArray(c, atC1);
        c11.intoArray(c, atC1 + LANES);
        c12.intoArray(c, atC1 + 2 * LANES);
        c20.intoArray(c, atC2);
        c21.intoArray(c, atC2 + LANES);
        c22.intoArray(c, atC2 + 2 * LANES);
        c30.intoArray(c, atC3);
        c31.intoArray(c, atC3 + LANES);
        c32.intoArray(c, atC3 + 2 * LANES);
    }
}
