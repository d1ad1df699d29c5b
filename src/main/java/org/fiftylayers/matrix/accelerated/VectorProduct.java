package org.fiftylayers.matrix.accelerated;

import java.util.concurrent.CancellationException;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;
import org.fiftylayers.matrix.Interruption;
import org.fiftylayers.matrix.View;

/**
 * C += A B in tiles of C. Each tile starts from what C holds, so that every entry is summed in the order of the inner index,
 * with one fused multiply-add for each, as a plain loop would do it.
 */
final class VectorProduct implements Product {
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    /** So many numbers fit into the first cache; rows of B that all lie within as many are read where they are. */
    private static final int CACHE = 1 << 12;
    /** So are columns of A that lie within so many numbers: a tile reads few at a time, which the second cache brings in time. */
    private static final int NEAR = 4 * CACHE;
    /** So many rows of a wide panel of B fit into the first cache. */
    private static final int DEPTH = CACHE / Tile.WIDE;

    /** So many rows of B are packed together where B does not fit into it. */
    private static final int BLOCK = 8;

    private final double[] edge = new double[Tile.MOST];
    private final double[] zeros = new double[Tile.WIDE];
    private double[] panels = new double[0];
    private double[] rows = new double[0];
    private volatile boolean ended;

    @Override
    public void multiply(View a, View b, View c, boolean anew) {
        for (int from = 0; from < b.rows(); from += DEPTH) {
            int to = Math.min(from + DEPTH, b.rows());
            multiplyBlock(reachable(a.columns(from, to)), b.rows(from, to), c, anew && from == 0);
        }
    }

    /** A itself, or, where the numbers of a row are far from each other, its rows as one after the other. */
    private View reachable(View a) {
        int m = a.rows();
        int n = a.columns();
        if (a.down() != 1 || n * a.right() <= NEAR) {
            return a;
        }
        if (rows.length < m * n) {
            rows = new double[m * n];
        }
        transpose(n, m, a.data(), a.offset(), a.right(), rows, 0, n);
        return new View(rows, 0, m, n, n, 1);
    }

    /** to(j, i) = from(i, j) for m × n entries, whose rows start 'down' after one another. */
    private static void transpose(
            int m, int n, double[] from, int start, int down, double[] to, int target, int downTo) {
        int i = 0;
        // four rows at a time: each is read along, and what is written next to each other shares a cache line
        for (; i + 3 < m; i += 4) {
            int f0 = start + i * down;
            int f1 = f0 + down;
            int f2 = f1 + down;
            int f3 = f2 + down;
            for (int j = 0; j < n; j++) {
                int at = target + j * downTo + i;
                to[at] = from[f0 + j];
                to[at + 1] = from[f1 + j];
                to[at + 2] = from[f2 + j];
                to[at + 3] = from[f3 + j];
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
        boolean inPlace = b.right() == 1 && b.rows() * b.down() <= CACHE && Tile.reads(columns, b.down());
        if (!inPlace) {
            pack(b);
        }
        int width;
        for (int j = 0; j < columns; j += width) {
            width = Tile.width(columns - j);
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

    /** B in panels one after the other, each row after row; what the last one lacks in width holds any numbers, which nobody reads. */
    private void pack(View b) {
        int depth = b.rows();
        int room = depth * (b.columns() + Tile.WIDE);
        if (panels.length < room) {
            panels = new double[room];
        }
        // what does not fit into the first cache is read in whole rows, as memory likes it
        int block = b.right() == 1 && b.columns() * depth > CACHE ? BLOCK : depth;
        for (int p = 0; p < depth; p += block) {
            packRows(b, p, Math.min(block, depth - p));
        }
    }

    private void packRows(View b, int from, int rows) {
        int columns = b.columns();
        int width = Tile.width(columns);
        for (int j = 0; j < columns; j += width, width = Tile.width(columns - j)) {
            int used = Math.min(width, columns - j);
            int target = j * b.rows() + from * width;
            if (b.right() != 1 && b.down() != 1) {
                gather(rows, used, b, from, j, panels, target, width);
            } else if (b.right() != 1) { // the columns of B are rows in the array
                transpose(used, rows, b.data(), b.at(from, j), b.right(), panels, target, width);
            } else if (used < width) {
                copy(rows, used, b.data(), b.at(from, j), b.down(), panels, target, width);
            } else if (width == Tile.WIDE) {
                packWide(rows, b.data(), b.at(from, j), b.down(), panels, target);
            } else {
                packNarrow(rows, b.data(), b.at(from, j), b.down(), panels, target);
            }
        }
    }

    /** This and {@link #packNarrow} differ in a constant: with a variable in its place copying takes much longer. */
    private static void packWide(int depth, double[] b, int start, int down, double[] panels, int target) {
        int end = target + depth * Tile.WIDE;
        for (int to = target, at = start; to < end; to += Tile.WIDE, at += down) {
            for (int q = 0; q < Tile.WIDE; q += LANES) {
                DoubleVector.fromArray(SPECIES, b, at + q).intoArray(panels, to + q);
            }
        }
    }

    private static void packNarrow(int depth, double[] b, int start, int down, double[] panels, int target) {
        int end = target + depth * Tile.NARROW;
        for (int to = target, at = start; to < end; to += Tile.NARROW, at += down) {
            for (int q = 0; q < Tile.NARROW; q += LANES) {
                DoubleVector.fromArray(SPECIES, b, at + q).intoArray(panels, to + q);
            }
        }
    }

    private void multiplyPanel(View a, View b, View c, int j, boolean anew) {
        check();
        int width = b.columns();
        int used = Math.min(width, c.columns() - j);
        int full = Tile.rows(width);
        for (int i = 0; i < c.rows(); i += full) {
            int height = Math.min(full, c.rows() - i);
            boolean whole = used == width && height == full;
            if (!whole && !anew) {
                copy(height, used, c.data(), c.at(i, j), c.down(), edge, 0, width);
            }
            double[] to = whole ? c.data() : edge;
            int at = whole ? c.at(i, j) : 0;
            int down = whole ? c.down() : width;
            Tile.multiply(a, i, height, b, anew ? zeros : to, anew ? 0 : at, anew ? 0 : down, to, at, down);
            if (!whole) {
                copy(height, used, edge, 0, width, c.data(), c.at(i, j), c.down());
            }
        }
    }

    private static void gather(
            int rows, int columns, View from, int row, int column, double[] to, int target, int step) {
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                to[target + i * step + j] = from.data()[from.at(row + i, column + j)];
            }
        }
    }

    private static void copy(
            int rows, int columns, double[] from, int start, int down, double[] to, int target, int step) {
        for (int i = 0; i < rows; i++) {
            System.arraycopy(from, start + i * down, to, target + i * step, columns);
        }
    }
}
