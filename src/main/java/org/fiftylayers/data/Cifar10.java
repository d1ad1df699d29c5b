package org.fiftylayers.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.fiftylayers.matrix.ImageShape;
import org.fiftylayers.matrix.Matrix;

/**
 * The binary format of CIFAR-10 (Krizhevsky, 2009): for each image a byte with its label, 0 to 9, and 3,072 bytes, which
 * are 32×32 for red, then green, then blue. A pixel of byte k is k/255. There is no header: all that tells a sound file is
 * its length and its labels.
 */
public final class Cifar10 {
    /** Three channels of 32×32. */
    public static final ImageShape SHAPE = new ImageShape(3, 32, 32);

    /** The names of the classes in the order of their labels. */
    public static final List<String> CLASSES =
            List.of("airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck");

    private static final int RECORD = 1 + SHAPE.size();

    private Cifar10() {}

    /**
     * All images of the files, one file after the other; a packed file (gzip) is unpacked.
     *
     * @throws DataException if a file is damaged: names it and the byte
     */
    public static Dataset read(Path... files) throws IOException {
        if (files.length == 0) {
            throw new IllegalArgumentException("cifar10: there are no files; give at least one");
        }
        List<byte[]> records = new ArrayList<>();
        for (Path file : files) {
            read(file, records);
        }
        Matrix inputs = Matrix.zeros(records.size(), SHAPE.size());
        int[] labels = new int[records.size()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = records.get(i)[0];
            Pixels.toNumbers(records.get(i), 1, inputs.data(), i * SHAPE.size(), SHAPE.size());
        }
        return new Dataset(inputs, labels, CLASSES, SHAPE);
    }

    /** Writes images of 3×32×32 with pixels k/255; what is read back is the same, but for the names of the classes. */
    public static void write(Dataset data, Path file) throws IOException {
        if (!data.shape().equals(SHAPE) || data.classes().size() > CLASSES.size()) {
            throw new IllegalArgumentException("cifar10: data is of " + data.shape() + " in "
                    + data.classes().size() + " classes; the format holds " + SHAPE + " in at most 10 classes");
        }
        byte[] pixels = Pixels.toBytes("cifar10", data.inputs());
        WholeFile.write(file, out -> {
            for (int i = 0; i < data.size(); i++) {
                out.write(data.labels()[i]);
                out.write(pixels, i * SHAPE.size(), SHAPE.size());
            }
        });
    }

    private static void read(Path file, List<byte[]> records) throws IOException {
        try (ByteSource in = new ByteSource(file)) {
            long offset = 0;
            for (byte[] image = in.atMost(RECORD); image.length > 0 || offset == 0; image = in.atMost(RECORD)) {
                if (image.length < RECORD) {
                    throw in.wrong(
                            in.position(),
                            "the file ends",
                            "it must have a whole number of images, at least one, of " + RECORD + " bytes each");
                }
                if (image[0] < 0 || image[0] >= CLASSES.size()) {
                    throw in.wrong(
                            offset,
                            "the label of image " + offset / RECORD + " is " + (image[0] & 255),
                            "labels run from 0 to 9");
                }
                records.add(image);
                offset = in.position();
            }
        }
    }
}
