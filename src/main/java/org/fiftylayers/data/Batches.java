package org.fiftylayers.data;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.fiftylayers.matrix.Generator;
import org.fiftylayers.matrix.Matrix;
import org.jspecify.annotations.Nullable;

/**
 * Mini-batches: each time through, every example once, in a new random order. The batch that comes last may be smaller.
 * All batches share their memory, so that a batch is good until the next one is asked for.
 */
public final class Batches implements Iterable<Dataset> {
    private final Dataset data;
    private final int size;
    private final Generator generator;
    private final boolean keepsRest;
    private final @Nullable Dataset whole;
    private final @Nullable Dataset rest;

    /** Batches of the given size, shuffled by the generator, which moves on with each time through. */
    public Batches(Dataset data, int size, Generator generator) {
        this(data, size, generator, true);
    }

    private Batches(Dataset data, int size, Generator generator, boolean keepsRest) {
        if (size < 1) {
            throw new IllegalArgumentException("batches: size is " + size + "; it must be at least 1");
        }
        if (!keepsRest && size > data.size()) {
            throw new IllegalArgumentException("batches: size is " + size + ", examples are " + data.size()
                    + "; without the incomplete batch there is none");
        }
        this.data = data;
        this.size = size;
        this.generator = generator;
        this.keepsRest = keepsRest;
        this.whole = memory(data, data.size() < size ? 0 : size);
        this.rest = memory(data, keepsRest ? data.size() % size : 0);
    }

    /** The same without the last batch of a time through if that is incomplete: other examples are left out each time. */
    public Batches withoutRest() {
        return new Batches(data, size, generator, false);
    }

    /** What shuffles the examples. */
    public Generator generator() {
        return generator;
    }

    /** How many batches there are in one time through. */
    public int count() {
        return keepsRest ? (data.size() + size - 1) / size : data.size() / size;
    }

    /** Once through all examples. */
    @Override
    public Iterator<Dataset> iterator() {
        int[] order = generator.permutation(data.size());
        return new Iterator<>() {
            private int taken;

            @Override
            public boolean hasNext() {
                return (taken + size <= order.length ? whole : taken < order.length ? rest : null) != null;
            }

            @Override
            public Dataset next() {
                Dataset batch = taken + size <= order.length ? whole : taken < order.length ? rest : null;
                if (batch == null) {
                    throw new NoSuchElementException("batches: all " + count() + " batches of this time through are"
                            + " taken; iterator() starts the next");
                }
                fill(batch, order, taken);
                taken += batch.size();
                return batch;
            }
        };
    }

    private void fill(Dataset batch, int[] order, int start) {
        int columns = data.inputs().columns();
        double[] from = data.inputs().data();
        double[] to = batch.inputs().data();
        for (int i = 0; i < batch.size(); i++) {
            System.arraycopy(from, order[start + i] * columns, to, i * columns, columns);
            batch.labels()[i] = data.labels()[order[start + i]];
        }
    }

    private static @Nullable Dataset memory(Dataset data, int rows) {
        return rows == 0
                ? null
                : new Dataset(Matrix.zeros(rows, data.inputs().columns()), new int[rows], data.classes(), data.shape());
    }
}
