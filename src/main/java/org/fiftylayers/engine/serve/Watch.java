package org.fiftylayers.engine.serve;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * Sees when files below some folders change, by looking again and again: so it works alike on every system and file
 * system, however an editor saves. A look at a hundred files takes less than a millisecond.
 */
public final class Watch {
    private static final int DEEPEST = 4;
    /** Folders that are not written by hand, and may be large. */
    private static final Set<String> GENERATED = Set.of("target", "node_modules", "_build");

    private final Set<Path> folders = new TreeSet<>();
    private final Map<Path, State> seen = new HashMap<>();

    private record State(long size, FileTime modified) {}

    /** A watch over what is below a folder now. */
    public Watch(Path folder) throws IOException {
        follow(Set.of(folder));
    }

    /** Watches over other folders as well, with their subfolders, but no hidden and no generated ones. */
    public synchronized void follow(Set<Path> others) throws IOException {
        for (Path folder : others) {
            if (folders.add(folder)) {
                look(folder, seen);
            }
        }
    }

    /**
     * The files that are new, gone or different since the last call; empty if there are none, or as long as they still
     * change.
     */
    public synchronized Set<Path> changed() throws IOException, InterruptedException {
        Map<Path, State> now = look();
        if (now.equals(seen)) {
            return Set.of();
        }
        Thread.sleep(30); // an editor may write in pieces, or save by deleting and renaming
        if (!look().equals(now)) {
            return Set.of();
        }
        Set<Path> changed = new TreeSet<>(seen.keySet());
        changed.addAll(now.keySet());
        changed.removeIf(file -> Objects.equals(now.get(file), seen.get(file)));
        seen.clear();
        seen.putAll(now);
        return changed;
    }

    private Map<Path, State> look() throws IOException {
        Map<Path, State> files = new HashMap<>();
        for (Path folder : folders) {
            look(folder, files);
        }
        return files;
    }

    private static void look(Path folder, Map<Path, State> files) throws IOException {
        if (Files.isDirectory(folder)) {
            Files.walkFileTree(folder, Set.of(), DEEPEST, new Look(folder, files));
        }
    }

    private static final class Look extends SimpleFileVisitor<Path> {
        private final Path start;
        private final Map<Path, State> files;

        Look(Path start, Map<Path, State> files) {
            this.start = start;
            this.files = files;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            String name = String.valueOf(folder.getFileName());
            boolean skipped = !folder.equals(start) && (isHidden(folder) || GENERATED.contains(name));
            return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            // hidden files and those that end in ~ are what editors keep beside the one that is edited
            if (!isHidden(file) && !file.toString().endsWith("~")) {
                files.put(file, new State(attributes.size(), attributes.lastModifiedTime()));
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException gone) {
            return FileVisitResult.CONTINUE; // between a listing and a look a file may go
        }

        private static boolean isHidden(Path path) {
            return String.valueOf(path.getFileName()).startsWith(".");
        }
    }
}
