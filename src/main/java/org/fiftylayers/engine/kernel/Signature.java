package org.fiftylayers.engine.kernel;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Proves that a message comes from someone who knows the connection file's key. */
final class Signature {
    static final String SCHEME = "hmac-sha256";
    private static final byte[] NONE = {};

    /** Never fed itself, only copied; null if messages are not signed. */
    private final @Nullable Mac unfed;

    Signature(String key) {
        unfed = key.isEmpty() ? null : mac(key);
    }

    private static Mac mac(String key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }

    /** The signature of these frames, in hexadecimal ASCII; empty without a key. */
    byte[] of(List<byte[]> frames) {
        if (unfed == null) {
            return NONE;
        }
        try {
            Mac mac = (Mac) unfed.clone();
            frames.forEach(mac::update);
            return HexFormat.of().formatHex(mac.doFinal()).getBytes(StandardCharsets.US_ASCII);
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether a signature fits; takes the same time wherever it differs. */
    boolean fits(byte[] signature, List<byte[]> frames) {
        return unfed == null || MessageDigest.isEqual(of(frames), signature);
    }
}
