package org.fiftylayers.engine.assignment;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.fiftylayers.matrix.Generator;

/** A course's secret, which decides each student's values. Whoever loses it cannot grade what was handed out with it. */
public final class CourseKey {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int BYTES = 32;

    private final byte[] secret;

    /** A key of these bytes. */
    CourseKey(byte[] secret) {
        this.secret = secret.clone();
    }

    /**
     * Reads a course's key; makes it if there is none, readable by its owner only.
     *
     * @throws AssignmentException if the file holds something else
     * @throws IOException if it can be neither read nor made
     */
    public static CourseKey at(Path file) throws IOException {
        if (!Files.exists(file)) {
            make(file);
        }
        String text = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
        if (!text.matches("[0-9a-f]{" + 2 * BYTES + "}")) {
            throw new AssignmentException(
                    file.toString(),
                    "",
                    "is no course key, which is " + 2 * BYTES + " hexadecimal digits; restore it from a copy: with"
                            + " another key students' values are others");
        }
        return new CourseKey(HexFormat.of().parseHex(text));
    }

    private static void make(Path file) throws IOException {
        byte[] fresh = new byte[BYTES];
        new SecureRandom().nextBytes(fresh);
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] ownerOnly = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        byte[] text = (HexFormat.of().formatHex(fresh) + "\n").getBytes(StandardCharsets.ISO_8859_1);
        try (var channel = Files.newByteChannel(
                file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly)) {
            channel.write(ByteBuffer.wrap(text));
        } catch (FileAlreadyExistsException e) {
            // another process was faster, and its key is the course's
        }
    }

    /** Random numbers that these words decide, in this order, and that nobody foretells without the key. */
    public Generator generator(String... words) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
            for (String word : words) {
                byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
                mac.update(
                        ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
                mac.update(bytes);
            }
            return new Generator(ByteBuffer.wrap(mac.doFinal()).getLong());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
