package org.fiftylayers.reference;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fiftylayers.matrix.Kernels;
import org.fiftylayers.matrix.Matrix;

/** All bits that the tables of this package compute: values, gradients, tangents and second derivatives, losses, weights. */
public final class ReferenceBits {
    private static final Map<String, Table> TABLES = new LinkedHashMap<>();

    static {
        TABLES.put("operations", OperationReferenceTest.TABLE);
        TABLES.put("losses", LossReferenceTest.TABLE);
        TABLES.put("layers", LayerReferenceTest.TABLE);
        TABLES.put("networks", NetworkReferenceTest.TABLE);
        TABLES.put("optimisers", OptimiserReferenceTest.TABLE);
    }

    private ReferenceBits() {}

    /** SHA-256 of all results of the table with this name. */
    public static String sha256(String table, Kernels kernels) {
        return sha256(TABLES.get(table).allResults(kernels));
    }

    /** SHA-256 of the matrices' bits. */
    public static String sha256(List<Matrix> matrices) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Matrix matrix : matrices) {
                ByteBuffer bytes = ByteBuffer.allocate(8 * matrix.size());
                bytes.asDoubleBuffer().put(matrix.data());
                digest.update(bytes);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
