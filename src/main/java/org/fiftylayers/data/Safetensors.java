package org.fiftylayers.data;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import org.fiftylayers.matrix.Matrix;

/**
 * Matrices by name in a safetensors file, which Python's library of that name reads and writes too: the length of the header
 * in eight bytes, the header in JSON, then all numbers as they are in memory, the lowest byte first (Hugging Face, 2022).
 * What is written here is float64 and carries the SHA-256 of its numbers in the metadata, which reading verifies.
 */
public final class Safetensors {
    static final String CHECKSUM = "sha256";
    static final String METADATA = "__metadata__";

    private Safetensors() {}

    /**
     * Writes matrices in the order of the map. The file is replaced as a whole when all is written, or left as it was.
     *
     * @param metadata anything worth knowing, by any name but {@code sha256}
     */
    public static void write(Path file, Map<String, Matrix> matrices, Map<String, String> metadata) throws IOException {
        byte[] header = header(matrices, metadata);
        WholeFile.write(file, out -> {
            out.write(ByteBuffer.allocate(8)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(header.length)
                    .array());
            out.write(header);
            for (Matrix matrix : matrices.values()) {
                out.write(bytes(matrix));
            }
        });
    }

    /**
     * The matrices of a file in the order of their numbers in it: float32 or float64, of two dimensions, or of one, which
     * becomes a row, or of none.
     *
     * @throws DataException if the file is damaged or holds something else, naming the place and the rule
     */
    public static Map<String, Matrix> read(Path file) throws IOException {
        return new SafetensorsReader(file).matrices();
    }

    /** What else a file says about itself, the checksum included. */
    public static Map<String, String> metadata(Path file) throws IOException {
        return new SafetensorsReader(file).metadata();
    }

    /** Padded with spaces, so that the numbers start at a multiple of 8. */
    private static byte[] header(Map<String, Matrix> matrices, Map<String, String> metadata) throws IOException {
        MessageDigest digest = sha256();
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode header = mapper.createObjectNode();
        ObjectNode about = header.putObject(METADATA);
        long end = 0;
        for (Map.Entry<String, Matrix> entry : matrices.entrySet()) {
            if (entry.getKey().equals(METADATA)) {
                throw new IllegalArgumentException(
                        "write: a matrix is called " + METADATA + "; the format needs this name for its metadata");
            }
            Matrix matrix = entry.getValue();
            ObjectNode tensor = header.putObject(entry.getKey());
            tensor.put("dtype", "F64");
            tensor.putArray("shape").add(matrix.rows()).add(matrix.columns());
            tensor.putArray("data_offsets").add(end).add(end + 8L * matrix.size());
            end += 8L * matrix.size();
            digest.update(bytes(matrix));
        }
        metadata.forEach(about::put);
        if (about.put(CHECKSUM, HexFormat.of().formatHex(digest.digest())).size() == metadata.size()) {
            throw new IllegalArgumentException(
                    "write: metadata has an entry " + CHECKSUM + "; this one is computed from the numbers");
        }
        byte[] json = mapper.writeValueAsBytes(header);
        byte[] padded = Arrays.copyOf(json, (json.length + 7) / 8 * 8);
        Arrays.fill(padded, json.length, padded.length, (byte) ' ');
        return padded;
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform must have SHA-256", e);
        }
    }

    private static byte[] bytes(Matrix matrix) {
        ByteBuffer bytes =
                ByteBuffer.allocate(Math.multiplyExact(8, matrix.size())).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asDoubleBuffer().put(matrix.data());
        return bytes.array();
    }
}
