package org.fiftylayers.data;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.fiftylayers.matrix.ImageShape;
import org.fiftylayers.matrix.Matrix;

/**
 * Examples to classify. Matrix and labels are kept, not copied.
 *
 * @param inputs one example per row, examples × features
 * @param labels the class of each example, from 0
 * @param classes what the classes are called; label k stands for the k-th name
 * @param shape how a row is to be seen: an image, or n features as n channels of a single pixel
 */
@SuppressWarnings("ArrayRecordComponent") // equality is by content; a batch is refilled in place
public record Dataset(Matrix inputs, int[] labels, List<String> classes, ImageShape shape) {
    public Dataset {
        classes = List.copyOf(classes);
        if (labels.length != inputs.rows()) {
            throw new IllegalArgumentException("dataset: inputs are " + inputs.shape() + ", labels are " + labels.length
                    + "; there must be one label per row");
        }
        if (shape.size() != inputs.columns()) {
            throw new IllegalArgumentException("dataset: inputs are " + inputs.shape() + ", shape is " + shape + " = "
                    + shape.size() + "; a row must be one image");
        }
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] < 0 || labels[i] >= classes.size()) {
                throw new IllegalArgumentException("dataset: label " + i + " is " + labels[i]
                        + "; labels run from 0 to " + (classes.size() - 1) + ", one per class");
            }
        }
    }

    /** Examples that are no images. */
    public Dataset(Matrix inputs, int[] labels, List<String> classes) {
        this(inputs, labels, classes, new ImageShape(inputs.columns(), 1, 1));
    }

    /** The names 0, 1, …, count − 1. */
    static List<String> numbered(int count) {
        return IntStream.range(0, count).mapToObj(Integer::toString).toList();
    }

    /** The number of examples. */
    public int size() {
        return labels.length;
    }

    /** A copy of the examples {@code from}, …, {@code to − 1}, as for a part to train with and a part to test with. */
    public Dataset rows(int from, int to) {
        if (from < 0 || from >= to || to > size()) {
            throw new IllegalArgumentException("rows: from is " + from + ", to is " + to
                    + "; they must keep 0 ≤ from < to ≤ " + size() + ", the number of examples");
        }
        int columns = inputs.columns();
        double[] part = Arrays.copyOfRange(inputs.data(), from * columns, to * columns);
        return new Dataset(Matrix.wrap(to - from, columns, part), Arrays.copyOfRange(labels, from, to), classes, shape);
    }

    /** The same examples with other names for their classes. */
    public Dataset withClasses(List<String> names) {
        return new Dataset(inputs, labels, names, shape);
    }

    /** Same inputs to the last bit, same labels, classes and shape. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Dataset d
                && inputs.equals(d.inputs)
                && Arrays.equals(labels, d.labels)
                && classes.equals(d.classes)
                && shape.equals(d.shape);
    }

    @Override
    public int hashCode() {
        return Objects.hash(inputs, Arrays.hashCode(labels), classes, shape);
    }

    @Override
    public String toString() {
        return "Dataset of " + size() + " examples, " + shape + ", in " + classes.size() + " classes";
    }
}
