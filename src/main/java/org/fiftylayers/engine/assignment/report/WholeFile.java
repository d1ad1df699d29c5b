package org.fiftylayers.engine.assignment.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Objects;

/** Files that are there with all their bytes, old or new, whatever ends the program. */
final class WholeFile {
    private WholeFile() {}

    /**
     * Writes a file through a temporary one beside it, unless it says the same already.
     *
     * @return whether it was written
     */
    static boolean write(Path file, byte[] bytes) throws IOException {
        if (Files.isRegularFile(file) && Arrays.equals(Files.readAllBytes(file), bytes)) {
            return false;
        }
        Files.createDirectories(Objects.requireNonNull(file.toAbsolutePath().getParent()));
        // no createTempFile, whose files are readable by nobody else and stay so when moved
        Path part = file.resolveSibling(
                "." + file.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
        try {
            Files.write(part, bytes);
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
        return true;
    }
}
