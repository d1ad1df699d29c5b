package org.fiftylayers.engine.book.typeset;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Results by the hash of what they were made from, in one file that holds what the last build used and no more. */
final class Cache {
    private final Path file;
    private Map<String, String> stored;
    private Map<String, String> used = new TreeMap<>();
    private boolean unwritten;

    Cache(Path file) {
        this.file = file;
        this.stored = read(file);
    }

    static String key(String... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : parts) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
                digest.update(bytes);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    @Nullable
    String get(String key) {
        String value = used.get(key);
        if (value == null) {
            value = stored.get(key);
            if (value != null) {
                used.put(key, value);
            }
        }
        return value;
    }

    void put(String key, String value) {
        used.put(key, value);
    }

    /** As if all that was put had been stored by the last build, and nothing been used. */
    void forget() {
        unwritten |= !stored.keySet().containsAll(used.keySet());
        stored.putAll(used);
        used = new TreeMap<>();
    }

    /** Ends a build: what it used is written and at hand for the next one; unused entries are dropped. */
    void save() throws IOException {
        boolean same = !unwritten && used.keySet().equals(stored.keySet());
        stored = used;
        used = new TreeMap<>();
        unwritten = false;
        if (!same) {
            write();
        }
    }

    private void write() throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path fresh = Files.createTempFile(file.toAbsolutePath().getParent(), "typeset", ".tmp");
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(fresh)))) {
            for (Map.Entry<String, String> entry : stored.entrySet()) {
                out.writeUTF(entry.getKey());
                byte[] value = entry.getValue().getBytes(StandardCharsets.UTF_8);
                out.writeInt(value.length);
                out.write(value);
            }
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** An absent or damaged file is an empty cache: everything in it can be made again. */
    private static Map<String, String> read(Path file) {
        Map<String, String> entries = new TreeMap<>();
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
            while (true) {
                String key = in.readUTF();
                byte[] value = in.readNBytes(in.readInt());
                entries.put(key, new String(value, StandardCharsets.UTF_8));
            }
        } catch (EOFException end) {
            return entries;
        } catch (IOException | RuntimeException absentOrDamaged) {
            return new TreeMap<>();
        }
    }
}
