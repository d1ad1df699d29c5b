package org.fiftylayers.data;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.fiftylayers.matrix.ImageShape;
import org.fiftylayers.matrix.Matrix;

/**
 * The IDX format of the MNIST family (LeCun, Cortes and Burges, 1998; Fashion-MNIST: Xiao, Rasul and Vollgraf, 2017), plain
 * or packed by gzip: one file with the images, one with their labels. Each begins with two zero bytes, a type (8: unsigned
 * byte), the number of dimensions, and each dimension in four bytes, the highest first; then come the bytes themselves. A
 * pixel of byte k is k/255.
 */
public final class Idx {
    private static final int UNSIGNED_BYTE = 8;

    private Idx() {}

    /** Images and labels of the ten classes 0, …, 9. */
    public static Dataset read(Path images, Path labels) throws IOException {
        return read(images, labels, Dataset.numbered(10));
    }

    /**
     * Images and labels.
     *
     * @throws DataException if a file is damaged, or the two do not belong together: names the file and the byte
     */
    public static Dataset read(Path images, Path labels, List<String> classes) throws IOException {
        try (ByteSource image = new ByteSource(images);
                ByteSource label = new ByteSource(labels)) {
            header(image, 3);
            int count = dimension(image, "the number of images");
            int height = dimension(image, "the height");
            int width = dimension(image, "the width");
            header(label, 1);
            int labelCount = dimension(label, "the number of labels");
            if (labelCount != count) {
                throw label.wrong(
                        4,
                        "the number of labels is " + labelCount,
                        "it must be the number of images in " + images + ", " + count);
            }
            int[] numbers = labels(label, count, classes.size());
            if ((long) height * width > Integer.MAX_VALUE || (long) count * height * width > Integer.MAX_VALUE - 8) {
                throw image.wrong(
                        4,
                        "the size is " + count + "×" + height + "×" + width,
                        "there can be at most " + (Integer.MAX_VALUE - 8) + " pixels");
            }
            int size = height * width;
            byte[] bytes = image.bytes((long) count * size, count + " images of " + height + "×" + width);
            image.end("it must end after the " + count + " images of " + height + "×" + width + " in its header");
            Matrix inputs = Matrix.zeros(count, size);
            Pixels.toNumbers(bytes, 0, inputs.data(), 0, bytes.length);
            return new Dataset(inputs, numbers, classes, new ImageShape(1, height, width));
        }
    }

    /**
     * Writes images of one channel with pixels k/255 and at most 256 classes; what is read back is the same. Names that
     * end in {@code .gz} make packed files. Each file is replaced as a whole, or left as it was.
     */
    public static void write(Dataset data, Path images, Path labels) throws IOException {
        if (data.shape().channels() != 1) {
            throw new IllegalArgumentException(
                    "idx: images are " + data.shape() + "; images of the MNIST family have one channel");
        }
        byte[] pixels = Pixels.toBytes("idx", data.inputs());
        byte[] numbers = new byte[data.size()];
        for (int i = 0; i < numbers.length; i++) {
            if (data.labels()[i] > 255) {
                throw new IllegalArgumentException(
                        "idx: label " + i + " is " + data.labels()[i] + "; a byte holds 0 to 255");
            }
            numbers[i] = (byte) data.labels()[i];
        }
        write(images, pixels, data.size(), data.shape().height(), data.shape().width());
        write(labels, numbers, data.size());
    }

    private static void header(ByteSource in, int dimensions) throws IOException {
        byte[] magic = in.bytes(4, "the header");
        if (magic[0] != 0 || magic[1] != 0) {
            throw in.wrong(
                    0,
                    "the file begins with " + (magic[0] & 255) + ", " + (magic[1] & 255),
                    "an IDX file begins with 0, 0");
        }
        if (magic[2] != UNSIGNED_BYTE) {
            throw in.wrong(2, "the type is " + (magic[2] & 255), "it must be 8, unsigned bytes");
        }
        if (magic[3] != dimensions) {
            throw in.wrong(
                    3,
                    "the number of dimensions is " + (magic[3] & 255),
                    "it must be " + dimensions + (dimensions == 1 ? ", for labels" : ", for images"));
        }
    }

    private static int dimension(ByteSource in, String what) throws IOException {
        long offset = in.position();
        int size = in.word("the header");
        if (size < 1) {
            throw in.wrong(
                    offset,
                    what + " is " + Integer.toUnsignedString(size),
                    "it must be from 1 to " + Integer.MAX_VALUE);
        }
        return size;
    }

    private static int[] labels(ByteSource in, int count, int classes) throws IOException {
        long start = in.position();
        byte[] bytes = in.bytes(count, count + " labels");
        in.end("it must end after the " + count + " labels in its header");
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            labels[i] = bytes[i] & 255;
            if (labels[i] >= classes) {
                throw in.wrong(
                        start + i,
                        "label " + i + " is " + labels[i],
                        "labels run from 0 to " + (classes - 1) + ", one per class");
            }
        }
        return labels;
    }

    private static void write(Path file, byte[] content, int... dimensions) throws IOException {
        ByteBuffer header =
                ByteBuffer.allocate(4 + 4 * dimensions.length).putInt(UNSIGNED_BYTE << 8 | dimensions.length);
        for (int dimension : dimensions) {
            header.putInt(dimension);
        }
        WholeFile.write(file, raw -> {
            GZIPOutputStream packed = file.toString().endsWith(".gz") ? new GZIPOutputStream(raw) : null;
            OutputStream out = packed == null ? raw : packed;
            out.write(header.array());
            out.write(content);
            if (packed != null) {
                packed.finish();
            }
        });
    }
}
