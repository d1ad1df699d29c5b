package org.fiftylayers.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.fiftylayers.matrix.Generator;
import org.fiftylayers.matrix.Matrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Cifar10Test {
    private final Path directory;

    Cifar10Test(@TempDir Path directory) {
        this.directory = directory;
    }

    /** Two images: a ship whose byte i is i modulo 256, and a black cat. */
    private static byte[] shipAndCat() {
        byte[] bytes = new byte[2 * 3073];
        bytes[0] = 8;
        for (int i = 0; i < 3072; i++) {
            bytes[1 + i] = (byte) i;
        }
        bytes[3073] = 3;
        return bytes;
    }

    @Test
    void readsImagesChannelByChannel() throws IOException {
        Dataset data = Cifar10.read(Files.write(directory.resolve("batch"), shipAndCat()));

        assertThat(data.labels()).containsExactly(8, 3);
        assertThat(data.classes().get(8)).isEqualTo("ship");
        assertThat(data.inputs().rows()).isEqualTo(2);
        assertThat(data.inputs().get(0, 1024 + 5)).isEqualTo(5 / 255.0);
        assertThat(data.inputs().get(0, 255)).isEqualTo(1);
        assertThat(data.inputs().rowAt(1)).isEqualTo(Matrix.zeros(1, 3072));
    }

    @Test
    void readsSeveralFilesAsOne() throws IOException {
        Path file = Files.write(directory.resolve("batch"), shipAndCat());

        assertThat(Cifar10.read(file, file).labels()).containsExactly(8, 3, 8, 3);
    }

    @Test
    void writesTheSameBytes() throws IOException {
        Path file = Files.write(directory.resolve("batch"), shipAndCat());
        Cifar10.write(Cifar10.read(file), directory.resolve("copy"));

        assertThat(directory.resolve("copy")).hasBinaryContent(shipAndCat());
    }

    @Test
    void readsBackTheTexturesThatItHasWritten() throws IOException {
        Dataset textures = Synthetic.textures(20, new Generator(1));
        Path file = directory.resolve("textures");
        Cifar10.write(textures, file);

        assertThat(Cifar10.read(file).withClasses(textures.classes())).isEqualTo(textures);
    }

    @Test
    void refusesEveryDamagedFile() throws IOException {
        Path file = directory.resolve("batch");
        Files.write(file, new byte[0]);
        refuses(file, ", byte 0: the file ends; it must have a whole number of images, at least one, of 3073 bytes");
        Files.write(file, Arrays.copyOf(shipAndCat(), 6000));
        refuses(file, ", byte 6000: the file ends");
        Files.write(file, Arrays.copyOf(shipAndCat(), 6147));
        refuses(file, ", byte 6147: the file ends");
        byte[] bytes = shipAndCat();
        bytes[3073] = 10;
        Files.write(file, bytes);
        refuses(file, ", byte 3073: the label of image 1 is 10; labels run from 0 to 9");
        bytes[3073] = -1;
        Files.write(file, bytes);
        refuses(file, ", byte 3073: the label of image 1 is 255");
    }

    @Test
    void refusesDataOfAnotherKind() {
        Path file = directory.resolve("batch");
        assertThatThrownBy(() -> Cifar10.write(Synthetic.digits(1, new Generator(1)), file))
                .hasMessageContaining("cifar10: data is of 1×28×28 in 10 classes");
        Dataset grey = new Dataset(Matrix.filled(1, 3072, 0.5), new int[1], List.of("grey"), Cifar10.SHAPE);
        assertThatThrownBy(() -> Cifar10.write(grey, file)).hasMessageContaining("cifar10: input (0, 0) is 0.5");
        assertThatThrownBy(Cifar10::read).hasMessageContaining("cifar10: there are no files");
        assertThat(file).doesNotExist();
    }

    private static void refuses(Path file, String message) {
        assertThatThrownBy(() -> Cifar10.read(file))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(file + message);
    }
}
