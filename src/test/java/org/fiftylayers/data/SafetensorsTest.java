package org.fiftylayers.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.fiftylayers.matrix.Generator;
import org.fiftylayers.matrix.Matrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsTest {
    private static final Path REFERENCE = Path.of("src/test/resources/reference");
    private static final Matrix WEIGHT =
            Matrix.of(new double[][] {{1, -0.5, 1.0 / 3}, {Double.MIN_VALUE, Double.MAX_VALUE, -0.0}});
    private static final Matrix BIAS = Matrix.row(0.1, Double.POSITIVE_INFINITY, Double.NaN);

    private final Path folder;

    SafetensorsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private static Map<String, Matrix> layer() {
        Map<String, Matrix> layer = new LinkedHashMap<>();
        layer.put("layer1.weight", WEIGHT);
        layer.put("layer1.bias", BIAS);
        return layer;
    }

    @Test
    void readsWhatPythonWrote() throws IOException {
        Path file = REFERENCE.resolve("python.safetensors");
        assertThat(Safetensors.read(file))
                .containsOnly(
                        Map.entry("layer1.weight", WEIGHT),
                        Map.entry("layer1.bias", BIAS),
                        Map.entry("float32", Matrix.column(1f / 3, 16777216)),
                        Map.entry("step", Matrix.filled(1, 1, 7)));
        assertThat(Safetensors.metadata(file)).containsOnly(Map.entry("made by", "Python"));
    }

    /** Python reads java.safetensors in src/test/python/tensor_files.py. */
    @Test
    void writesWhatPythonCanRead() throws IOException {
        Path file = folder.resolve("model.safetensors");
        Safetensors.write(file, layer(), Map.of("made by", "Java ½"));
        assertThat(file).hasSameBinaryContentAs(REFERENCE.resolve("java.safetensors"));
    }

    @Test
    void readsItsOwnFilesInTheOrderTheyWereWritten() throws IOException {
        Map<String, Matrix> matrices = new LinkedHashMap<>();
        Generator generator = new Generator(3);
        for (String name : new String[] {"z", "a", "größe", "with \"quotes\"\n", ""}) {
            matrices.put(name, Matrix.gaussian(1 + generator.below(9), 1 + generator.below(9), 1, generator));
        }
        Path file = folder.resolve("model.safetensors");
        Safetensors.write(file, matrices, Map.of());
        assertThat(Safetensors.read(file)).isEqualTo(matrices);
        assertThat(Safetensors.read(file).keySet()).containsExactlyElementsOf(matrices.keySet());
        Safetensors.write(file, Map.of(), Map.of());
        assertThat(Safetensors.read(file)).isEmpty();
    }

    @Test
    void aFileIsReplacedAsAWholeOrNotAtAll() throws IOException {
        Path file = folder.resolve("model.safetensors");
        Safetensors.write(file, Map.of("a", WEIGHT), Map.of());
        Safetensors.write(file, Map.of("a", BIAS), Map.of());
        assertThat(Safetensors.read(file)).containsOnly(Map.entry("a", BIAS));
        // a folder stands where the file should be
        Path taken = folder.resolve("taken");
        Files.createDirectories(taken.resolve("inside"));
        assertThatThrownBy(() -> Safetensors.write(taken, layer(), Map.of())).isInstanceOf(IOException.class);
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void namesThatTheFormatNeedsAreRefused() {
        Path file = folder.resolve("model.safetensors");
        assertThatThrownBy(() -> Safetensors.write(file, Map.of("__metadata__", WEIGHT), Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a matrix is called __metadata__");
        assertThatThrownBy(() -> Safetensors.write(file, layer(), Map.of("sha256", "")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("metadata has an entry sha256");
        assertThat(file).doesNotExist();
    }

    /** A file of the given header and so many bytes after it. */
    private Path damaged(byte[] header, int numbers) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(header.length)
                .array());
        bytes.writeBytes(header);
        bytes.writeBytes(new byte[numbers]);
        return Files.write(folder.resolve("damaged"), bytes.toByteArray());
    }

    private void requireRefusal(Path file, String message) {
        assertThatThrownBy(() -> Safetensors.read(file))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(file + ", ")
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
        []                                          | byte 8: the header is []; it must be a JSON object
        {"a"                                        | the header must be JSON
        {} {}                                       | the header must be JSON
        {"a":1, "a":2}                              | Duplicate field 'a'; the header must be JSON, and no name may come twice
        {"a":5}                                     | a: dtype is missing; it must be F64 or F32
        {"a":{"dtype":"BF16","shape":[1],"data_offsets":[0,2]}}     | a: dtype is "BF16"; it must be F64 or F32
        {"a":{"dtype":"F64","data_offsets":[0,16]}}                 | a: shape is missing; it must be a list of whole numbers
        {"a":{"dtype":"F64","shape":[-1],"data_offsets":[0,16]}}    | a: shape is [-1]; it must be a list of whole numbers
        {"a":{"dtype":"F64","shape":[1.5],"data_offsets":[0,16]}}   | a: shape is [1.5]; it must be a list of whole numbers
        {"a":{"dtype":"F64","shape":["2"],"data_offsets":[0,16]}}   | a: shape is ["2"]; it must be a list of whole numbers
        {"a":{"dtype":"F64","shape":[0,2],"data_offsets":[0,0]}}    | a: shape is [0,2]; a matrix has at least one row
        {"a":{"dtype":"F64","shape":[2,1,1],"data_offsets":[0,16]}} | a: shape is [2,1,1]; a matrix has at most two dimensions
        {"a":{"dtype":"F64","shape":[2147483647,2147483647],"data_offsets":[0,16]}} | numbers
        {"a":{"dtype":"F64","shape":[99999999999999999999],"data_offsets":[0,16]}}  | it must be a list of whole numbers from 0 to 2147483647
        {"a":{"dtype":"F64","shape":[2]}}                           | a: data_offsets is missing; it must be a list
        {"a":{"dtype":"F64","shape":[2],"data_offsets":[16]}}       | a: data_offsets are [16]; they must be begin and end of 16 bytes
        {"a":{"dtype":"F64","shape":[2],"data_offsets":[16,0]}}     | a: data_offsets are [16,0]; they must be begin and end of 16 bytes
        {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,16]}}     | a: data_offsets are [0,16]; they must be begin and end of 8 bytes
        {"a":{"dtype":"F64","shape":[3],"data_offsets":[0,24]}}     | a: its numbers end at 24 after the header, the file at 16
        {"a":{"dtype":"F64","shape":[1],"data_offsets":[0,8]}}      | the file goes on for 8 bytes; it must end after the last tensor
        {"a":{"dtype":"F64","shape":[1],"data_offsets":[8,16]}}     | a: its numbers begin at 8, those before it end at 0; there must be neither a gap
        {"a":{"dtype":"F64","shape":[2],"data_offsets":[0,16]},"b":{"dtype":"F64","shape":[1],"data_offsets":[8,16]}} | b: its numbers begin at 8, those before it end at 16
        {"__metadata__":["x"]}                      | __metadata__: is ["x"]; it must be an object of strings
        {"__metadata__":{"x":1}}                    | __metadata__: is {"x":1}; it must be an object of strings
        {"__metadata__":{"sha256":"00"},"a":{"dtype":"F64","shape":[2],"data_offsets":[0,16]}} | it must be 00, as when they were written
        """)
    void aDamagedHeaderIsRefusedByPlaceAndRule(String header, String message) throws IOException {
        requireRefusal(damaged(header.getBytes(StandardCharsets.UTF_8), 16), message);
    }

    @Test
    void aHeaderThatIsNoTextOrTooDeepIsRefused() throws IOException {
        byte[] noText = {'{', '"', (byte) 0xff, '"', ':', '1', '}'};
        requireRefusal(damaged(noText, 16), "the header must be JSON");
        requireRefusal(damaged("[".repeat(100_000).getBytes(StandardCharsets.UTF_8), 16), "the header must be JSON");
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 0, 1, 17, Long.MAX_VALUE, Long.MIN_VALUE})
    void aHeaderLongerThanTheFileIsRefusedBeforeMemoryIsTaken(long length) throws IOException {
        ByteBuffer bytes =
                ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN).putLong(length);
        Path file = Files.write(folder.resolve("damaged"), bytes.array());
        requireRefusal(
                file,
                "byte 0: the header's length is " + Long.toUnsignedString(length)
                        + "; it must be at least 2 and at most the 16 bytes that follow");
    }

    @Test
    void aFileCutOffAnywhereIsRefused() throws IOException {
        byte[] whole = Files.readAllBytes(REFERENCE.resolve("java.safetensors"));
        for (int length = 0; length < whole.length; length++) {
            Path file = Files.write(folder.resolve("damaged"), Arrays.copyOf(whole, length));
            requireRefusal(file, length < 8 ? "the file has " + length + " bytes" : "");
        }
    }

    @Test
    void anyChangedNumberIsNoticed() throws IOException {
        byte[] whole = Files.readAllBytes(REFERENCE.resolve("java.safetensors"));
        for (int i = whole.length - 8 * (WEIGHT.size() + BIAS.size()); i < whole.length; i++) {
            byte[] changed = whole.clone();
            changed[i] ^= 1;
            requireRefusal(Files.write(folder.resolve("damaged"), changed), "the numbers have the SHA-256 ");
        }
    }

    /** Whatever byte is wrong: either a clear error, or a header that still makes sense, as with a changed name. */
    @Test
    void anyChangedByteOfTheHeaderEndsInADataExceptionOrInMatrices() throws IOException {
        byte[] whole = Files.readAllBytes(REFERENCE.resolve("java.safetensors"));
        int refused = 0;
        for (int i = 0; i < whole.length - 8 * (WEIGHT.size() + BIAS.size()); i++) {
            byte[] changed = whole.clone();
            changed[i] ^= (byte) (1 << i % 8);
            try {
                Safetensors.read(Files.write(folder.resolve("damaged"), changed));
            } catch (DataException e) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(150);
    }
}
