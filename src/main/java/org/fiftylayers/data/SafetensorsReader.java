package org.fiftylayers.data;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fiftylayers.matrix.Matrix;

/** Believes nothing that a safetensors file says before it is checked, memory sizes least of all. */
final class SafetensorsReader {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** The place of some numbers, in bytes from the first number of the file. */
    private record Tensor(String name, int width, int rows, int columns, long begin, long end) {}

    private final Path file;
    private final ByteBuffer bytes;
    private final int start;
    private final Map<String, String> metadata = new LinkedHashMap<>();
    private final List<Tensor> tensors = new ArrayList<>();

    SafetensorsReader(Path file) throws IOException {
        this.file = file;
        long size = Files.size(file);
        if (size < 8 || size > Integer.MAX_VALUE - 8) {
            throw wrong(
                    "byte 0",
                    "the file has " + size + " bytes",
                    "it must have 8 for the header's length at least, and " + (Integer.MAX_VALUE - 8) + " at most");
        }
        bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        long length = bytes.getLong(0);
        if (length < 2 || length > bytes.capacity() - 8) {
            throw wrong(
                    "byte 0",
                    "the header's length is " + Long.toUnsignedString(length),
                    "it must be at least 2 and at most the " + (bytes.capacity() - 8) + " bytes that follow");
        }
        start = 8 + (int) length;
        readHeader();
        checkOffsets();
    }

    private void readHeader() throws IOException {
        JsonNode header;
        try {
            header = JSON.readTree(bytes.array(), 8, start - 8);
        } catch (JsonProcessingException e) {
            JsonLocation location = e.getLocation();
            long offset = location == null ? 0 : Math.max(0, location.getByteOffset());
            throw wrong(
                    "byte " + (8 + offset),
                    e.getOriginalMessage(),
                    "the header must be JSON, and no name may come twice");
        }
        if (!header.isObject()) {
            throw wrong("byte 8", "the header is " + shortened(header), "it must be a JSON object");
        }
        for (Map.Entry<String, JsonNode> entry : header.properties()) {
            if (entry.getKey().equals(Safetensors.METADATA)) {
                readMetadata(entry.getValue());
            } else {
                tensors.add(tensor(entry.getKey(), entry.getValue()));
            }
        }
    }

    private void readMetadata(JsonNode about) throws DataException {
        for (Map.Entry<String, JsonNode> entry : about.properties()) {
            metadata.put(entry.getKey(), entry.getValue().asText());
        }
        if (!about.isObject() || !about.valueStream().allMatch(JsonNode::isTextual)) {
            throw wrong(Safetensors.METADATA, "is " + shortened(about), "it must be an object of strings");
        }
    }

    private Tensor tensor(String name, JsonNode entry) throws DataException {
        JsonNode type = entry.path("dtype");
        int width =
                switch (type.asText()) {
                    case "F64" -> 8;
                    case "F32" -> 4;
                    default -> throw wrong(name, "dtype is " + shortened(type), "it must be F64 or F32");
                };
        long[] shape = numbers(name, "shape", entry);
        if (shape.length > 2) {
            throw wrong(name, "shape is " + shortened(entry.path("shape")), "a matrix has at most two dimensions");
        }
        long rows = shape.length == 2 ? shape[0] : 1;
        long columns = shape.length == 0 ? 1 : shape[shape.length - 1];
        if (rows < 1 || columns < 1 || rows * columns > Integer.MAX_VALUE) {
            throw wrong(
                    name,
                    "shape is " + shortened(entry.path("shape")),
                    "a matrix has at least one row and one column, and at most " + Integer.MAX_VALUE + " numbers");
        }
        long[] offsets = numbers(name, "data_offsets", entry);
        if (offsets.length != 2 || offsets[1] - offsets[0] != width * rows * columns) {
            throw wrong(
                    name,
                    "data_offsets are " + shortened(entry.path("data_offsets")),
                    "they must be begin and end of " + width * rows * columns + " bytes, as dtype and shape say");
        }
        return new Tensor(name, width, (int) rows, (int) columns, offsets[0], offsets[1]);
    }

    /** Whole numbers, at least 0 and so small that no product of two overflows by far. */
    private long[] numbers(String name, String key, JsonNode entry) throws DataException {
        JsonNode list = entry.path(key);
        if (!list.isArray()
                || !list.valueStream().allMatch(n -> n.isIntegralNumber() && n.canConvertToInt() && n.asInt() >= 0)) {
            throw wrong(
                    name,
                    key + " is " + shortened(list),
                    "it must be a list of whole numbers from 0 to " + Integer.MAX_VALUE);
        }
        return list.valueStream().mapToLong(JsonNode::asLong).toArray();
    }

    /** The numbers of all tensors must fill the rest of the file, without gap or overlap. */
    private void checkOffsets() throws DataException {
        tensors.sort(Comparator.comparingLong(Tensor::begin));
        int size = bytes.capacity() - start;
        long end = 0;
        for (Tensor tensor : tensors) {
            if (tensor.begin != end) {
                throw wrong(
                        tensor.name,
                        "its numbers begin at " + tensor.begin + ", those before it end at " + end,
                        "there must be neither a gap nor an overlap");
            }
            if (tensor.end > size) {
                throw wrong(
                        tensor.name,
                        "its numbers end at " + tensor.end + " after the header, the file at " + size,
                        "the file must hold them all");
            }
            end = tensor.end;
        }
        if (end != size) {
            throw wrong(
                    "byte " + (start + end),
                    "the file goes on for " + (size - end) + " bytes",
                    "it must end after the last tensor");
        }
    }

    Map<String, String> metadata() {
        return metadata;
    }

    Map<String, Matrix> matrices() throws DataException {
        String expected = metadata.get(Safetensors.CHECKSUM);
        MessageDigest digest = Safetensors.sha256();
        digest.update(bytes.array(), start, bytes.capacity() - start);
        String found = HexFormat.of().formatHex(digest.digest());
        if (expected != null && !expected.equals(found)) {
            throw wrong(
                    "byte " + start,
                    "the numbers have the SHA-256 " + found,
                    "it must be " + expected + ", as when they were written");
        }
        Map<String, Matrix> matrices = new LinkedHashMap<>();
        for (Tensor tensor : tensors) {
            matrices.put(tensor.name, matrix(tensor));
        }
        return matrices;
    }

    private Matrix matrix(Tensor tensor) {
        Matrix matrix = Matrix.zeros(tensor.rows, tensor.columns);
        double[] data = matrix.data();
        int from = start + (int) tensor.begin;
        for (int i = 0; i < data.length; i++) {
            data[i] = tensor.width == 8 ? bytes.getDouble(from + 8 * i) : bytes.getFloat(from + 4 * i);
        }
        return matrix;
    }

    private static String shortened(JsonNode node) {
        String text = node.isMissingNode() ? "missing" : node.toString();
        return text.length() <= 80 ? text : text.substring(0, 79) + "…";
    }

    private DataException wrong(String where, String finding, String rule) {
        return new DataException(file + ", " + where + ": " + finding + "; " + rule);
    }
}
