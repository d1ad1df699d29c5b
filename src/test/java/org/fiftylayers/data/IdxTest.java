package org.fiftylayers.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.fiftylayers.matrix.Generator;
import org.fiftylayers.matrix.ImageShape;
import org.fiftylayers.matrix.Matrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdxTest {
    /** Two images of 2×3 as the format's description has them, byte by byte. */
    private static final byte[] IMAGES = {
        0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 3, 0, 1, 2, 3, 4, 5, (byte) 255, (byte) 254, (byte) 128, 127, 0, 51
    };

    private static final byte[] LABELS = {0, 0, 8, 1, 0, 0, 0, 2, 7, 0};

    private final Path directory;
    private final Path images;
    private final Path labels;

    IdxTest(@TempDir Path directory) throws IOException {
        this.directory = directory;
        images = Files.write(directory.resolve("images"), IMAGES);
        labels = Files.write(directory.resolve("labels"), LABELS);
    }

    @Test
    void readsImagesAndLabels() throws IOException {
        Dataset data = Idx.read(images, labels);

        assertThat(data.inputs())
                .isEqualTo(Matrix.of(
                        new double[] {0, 1 / 255.0, 2 / 255.0, 3 / 255.0, 4 / 255.0, 5 / 255.0},
                        new double[] {1, 254 / 255.0, 128 / 255.0, 127 / 255.0, 0, 0.2}));
        assertThat(data.labels()).containsExactly(7, 0);
        assertThat(data.shape()).isEqualTo(new ImageShape(1, 2, 3));
        assertThat(data.classes()).hasSize(10).startsWith("0", "1");
    }

    @Test
    void writesTheSameBytes() throws IOException {
        Idx.write(Idx.read(images, labels), directory.resolve("i"), directory.resolve("l"));

        assertThat(directory.resolve("i")).hasBinaryContent(IMAGES);
        assertThat(directory.resolve("l")).hasBinaryContent(LABELS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".gz"})
    void readsBackWhatItHasWritten(String ending) throws IOException {
        Dataset digits = Synthetic.digits(30, new Generator(1));
        Path first = directory.resolve("digits" + ending);
        Path second = directory.resolve("names" + ending);
        Idx.write(digits, first, second);

        assertThat(Idx.read(first, second)).isEqualTo(digits);
        assertThat(Files.readAllBytes(first)[0] == 0x1f).isEqualTo(!ending.isEmpty());
    }

    @Test
    void unpacksByContentNotByName() throws IOException {
        Idx.write(Idx.read(images, labels), directory.resolve("i.gz"), directory.resolve("l.gz"));
        Files.move(directory.resolve("i.gz"), directory.resolve("packed"));
        Files.move(labels, directory.resolve("plain.gz"));

        assertThat(Idx.read(directory.resolve("packed"), directory.resolve("plain.gz"))
                        .labels())
                .containsExactly(7, 0);
    }

    @Test
    void readsOtherClassesUnderTheirNames() throws IOException {
        assertThat(Idx.read(images, labels, Dataset.numbered(47)).classes()).hasSize(47);
        refuses(
                () -> Idx.read(images, labels, List.of("shirt", "bag")),
                labels + ", byte 8: label 0 is 7; labels run from 0 to 1, one per class");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            0  | 1   | byte 0: the file begins with 1, 0; an IDX file begins with 0, 0
            1  | 9   | byte 0: the file begins with 0, 9
            2  | 13  | byte 2: the type is 13; it must be 8, unsigned bytes
            3  | 1   | byte 3: the number of dimensions is 1; it must be 3, for images
            4  | 128 | byte 4: the number of images is 2147483650; it must be from 1 to 2147483647
            7  | 0   | byte 4: the number of images is 0
            8  | 127 | byte 4: the size is 2×2130706434×3; there can be at most
            11 | 0   | byte 8: the height is 0
            11 | 3   | byte 28: the file ends; 2 images of 3×3 takes 18 bytes from byte 16, of which 6 are missing
            15 | 2   | byte 24: the file goes on; it must end after the 2 images of 2×2 in its header
            """)
    void namesTheDamagedByteOfImages(int offset, int value, String message) throws IOException {
        Files.write(images, changed(IMAGES, offset, value));

        refuses(() -> Idx.read(images, labels), images + ", " + message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            3 | 3  | byte 3: the number of dimensions is 3; it must be 1, for labels
            7 | 3  | byte 4: the number of labels is 3; it must be the number of images in
            9 | 10 | byte 9: label 1 is 10; labels run from 0 to 9, one per class
            """)
    void namesTheDamagedByteOfLabels(int offset, int value, String message) throws IOException {
        Files.write(labels, changed(LABELS, offset, value));

        refuses(() -> Idx.read(images, labels), labels + ", " + message);
    }

    @Test
    void refusesEveryFileThatIsCutOffOrTooLong() throws IOException {
        for (int length = 0; length < IMAGES.length; length++) {
            Files.write(images, Arrays.copyOf(IMAGES, length));
            refuses(() -> Idx.read(images, labels), images + ", byte " + length + ": the file ends");
        }
        Files.write(images, Arrays.copyOf(IMAGES, 30));
        refuses(() -> Idx.read(images, labels), images + ", byte 28: the file goes on");
        Files.write(images, IMAGES);
        for (int length = 0; length < LABELS.length; length++) {
            Files.write(labels, Arrays.copyOf(LABELS, length));
            refuses(() -> Idx.read(images, labels), labels + ", byte " + length + ": the file ends");
        }
        Files.write(labels, Arrays.copyOf(LABELS, 11));
        refuses(() -> Idx.read(images, labels), labels + ", byte 10: the file goes on");
    }

    @Test
    void takesNoMemoryOnTheWordOfAHeader() throws IOException {
        byte[] huge = ByteBuffer.allocate(16)
                .put(IMAGES, 0, 4)
                .putInt(2_000_000_000)
                .putInt(1)
                .putInt(1)
                .array();
        Files.write(images, huge);
        Files.write(
                labels,
                ByteBuffer.allocate(8).put(LABELS, 0, 4).putInt(2_000_000_000).array());

        refuses(() -> Idx.read(images, labels), "of which 2000000000 are missing");
    }

    @Test
    void refusesDamagedGzip() throws IOException {
        Path packed = directory.resolve("i.gz");
        Idx.write(Idx.read(images, labels), packed, directory.resolve("l.gz"));
        byte[] good = Files.readAllBytes(packed);
        Files.write(packed, Arrays.copyOf(good, good.length - 12));
        refuses(() -> Idx.read(packed, labels), "of the unpacked content: the gzip content is damaged");
        Files.write(packed, changed(good, good.length - 6, good[good.length - 6] + 1));
        refuses(() -> Idx.read(packed, labels), "the gzip content is damaged; (Corrupt GZIP trailer)");
        Files.write(packed, Arrays.copyOf(good, 5));
        refuses(() -> Idx.read(packed, labels), packed + ", byte 0: the gzip header is damaged");
    }

    @Test
    void leavesNothingHalfWritten() throws IOException {
        Path taken = Files.createDirectories(directory.resolve("taken"));
        Files.createFile(taken.resolve("inside"));
        Dataset data = Idx.read(images, labels);
        assertThatThrownBy(() -> Idx.write(data, images, taken)).isInstanceOf(IOException.class);

        assertThat(Idx.read(images, labels)).isEqualTo(data);
        assertThat(directory).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void saysWhichFileIsMissing() {
        assertThatThrownBy(() -> Idx.read(images, directory.resolve("nowhere")))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("nowhere");
    }

    @Test
    void writesOnlyWhatItWouldReadBackTheSame() {
        Path i = directory.resolve("i");
        Path l = directory.resolve("l");
        for (double value : new double[] {0.5, -1 / 255.0, 256 / 255.0, Double.NaN, Double.POSITIVE_INFINITY}) {
            Dataset data = new Dataset(Matrix.row(0, value), new int[1], List.of("a"), new ImageShape(1, 1, 2));
            assertThatThrownBy(() -> Idx.write(data, i, l))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("idx: input (0, 1) is " + value + "; a byte holds k/255");
        }
        Dataset coloured = Synthetic.textures(1, new Generator(1));
        assertThatThrownBy(() -> Idx.write(coloured, i, l)).hasMessageContaining("idx: images are 3×32×32");
        Dataset many = new Dataset(Matrix.zeros(1, 1), new int[] {256}, Dataset.numbered(300));
        assertThatThrownBy(() -> Idx.write(many, i, l)).hasMessageContaining("idx: label 0 is 256; a byte holds");
        assertThat(i).doesNotExist();
    }

    private static byte[] changed(byte[] bytes, int offset, int value) {
        byte[] changed = bytes.clone();
        changed[offset] = (byte) value;
        return changed;
    }

    private static void refuses(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(DataException.class).hasMessageContaining(message);
    }
}
