package org.fiftylayers.engine.shell;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.JavaFileObject.Kind;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import org.jspecify.annotations.Nullable;

/**
 * The files of a compiler that runs again and again: what Java's own file manager finds, found faster.
 *
 * <p>That one visits each entry of a jar through a file system, which takes a tenth of a second for our own jar, and looks
 * for the same packages anew in each compilation. Here the table of contents of a jar is read once, and what was found in
 * a module is kept. Folders may change, and are looked at each time.
 */
public final class ClassPathFiles extends ForwardingJavaFileManager<StandardJavaFileManager>
        implements StandardJavaFileManager {
    private final Map<Listing, List<JavaFileObject>> listings = new HashMap<>();
    private final Map<Path, Jar> jars = new HashMap<>();
    private @Nullable List<Path> classPath;

    /** @param files what does all the rest; is closed with this one */
    public ClassPathFiles(StandardJavaFileManager files) {
        super(files);
    }

    /** What was asked for. */
    private record Listing(Location location, String packageName, Set<Kind> kinds) {}

    @Override
    public synchronized Iterable<JavaFileObject> list(
            Location location, String packageName, Set<Kind> kinds, boolean recurse) throws IOException {
        if (recurse || location.isOutputLocation()) {
            return super.list(location, packageName, kinds, recurse);
        }
        if (location == StandardLocation.CLASS_PATH) {
            return onClassPath(packageName, kinds);
        }
        Listing listing = new Listing(location, packageName, Set.copyOf(kinds));
        List<JavaFileObject> found = listings.get(listing);
        if (found == null) {
            found = new ArrayList<>();
            super.list(location, packageName, kinds, false).forEach(found::add);
            listings.put(listing, found);
        }
        return found;
    }

    private List<JavaFileObject> onClassPath(String packageName, Set<Kind> kinds) throws IOException {
        List<JavaFileObject> found = new ArrayList<>();
        for (Path place : classPath()) {
            Jar jar = jars.get(place);
            if (jar == null && Files.isRegularFile(place)) {
                jar = Jar.open(place);
                jars.put(place, jar);
            }
            if (jar != null) {
                jar.list(packageName, kinds, found);
            } else {
                addFolder(place, packageName, kinds, found);
            }
        }
        return found;
    }

    private List<Path> classPath() {
        List<Path> known = classPath;
        if (known == null) {
            known = new ArrayList<>();
            Iterable<? extends Path> places = fileManager.getLocationAsPaths(StandardLocation.CLASS_PATH);
            if (places != null) {
                places.forEach(known::add);
            }
            classPath = known;
        }
        return known;
    }

    private void addFolder(Path place, String packageName, Set<Kind> kinds, List<JavaFileObject> found)
            throws IOException {
        Path folder = place.resolve(packageName.replace('.', File.separatorChar));
        if (!Files.isDirectory(folder)) {
            return;
        }
        List<Path> files = new ArrayList<>();
        try (var entries = Files.newDirectoryStream(folder, "*.{class,java}")) {
            for (Path file : entries) {
                if (kinds.contains(Jar.kind(file.toString()))) {
                    files.add(file);
                }
            }
        }
        fileManager.getJavaFileObjectsFromPaths(files).forEach(found::add);
    }

    @Override
    public String inferBinaryName(Location location, JavaFileObject file) {
        return file instanceof Jar.Entry entry ? entry.binaryName() : super.inferBinaryName(location, file);
    }

    @Override
    public boolean isSameFile(FileObject one, FileObject other) {
        boolean inJar = one instanceof Jar.Entry || other instanceof Jar.Entry;
        return inJar ? one.equals(other) : super.isSameFile(one, other);
    }

    @Override
    public boolean contains(Location location, FileObject file) throws IOException {
        return file instanceof Jar.Entry ? location == StandardLocation.CLASS_PATH : super.contains(location, file);
    }

    @Override
    public Iterable<? extends JavaFileObject> getJavaFileObjectsFromFiles(Iterable<? extends File> files) {
        return fileManager.getJavaFileObjectsFromFiles(files);
    }

    @Override
    public Iterable<? extends JavaFileObject> getJavaFileObjectsFromPaths(Collection<? extends Path> paths) {
        return fileManager.getJavaFileObjectsFromPaths(paths);
    }

    @Override
    public Iterable<? extends JavaFileObject> getJavaFileObjects(File... files) {
        return fileManager.getJavaFileObjects(files);
    }

    @Override
    public Iterable<? extends JavaFileObject> getJavaFileObjects(Path... paths) {
        return fileManager.getJavaFileObjects(paths);
    }

    @Override
    public Iterable<? extends JavaFileObject> getJavaFileObjectsFromStrings(Iterable<String> names) {
        return fileManager.getJavaFileObjectsFromStrings(names);
    }

    @Override
    public Iterable<? extends JavaFileObject> getJavaFileObjects(String... names) {
        return fileManager.getJavaFileObjects(names);
    }

    @Override
    public Iterable<? extends File> getLocation(Location location) {
        return fileManager.getLocation(location);
    }

    @Override
    public Iterable<? extends Path> getLocationAsPaths(Location location) {
        return fileManager.getLocationAsPaths(location);
    }

    @Override
    public Path asPath(FileObject file) {
        return fileManager.asPath(file);
    }

    @Override
    public void setPathFactory(PathFactory factory) {
        fileManager.setPathFactory(factory);
    }

    @Override
    public synchronized boolean handleOption(String option, Iterator<String> rest) {
        classPath = null;
        return super.handleOption(option, rest);
    }

    @Override
    public synchronized void setLocation(Location location, Iterable<? extends File> files) throws IOException {
        classPath = null;
        fileManager.setLocation(location, files);
    }

    @Override
    public synchronized void setLocationFromPaths(Location location, Collection<? extends Path> paths)
            throws IOException {
        classPath = null;
        fileManager.setLocationFromPaths(location, paths);
    }

    @Override
    public synchronized void setLocationForModule(Location location, String module, Collection<? extends Path> paths)
            throws IOException {
        listings.clear();
        fileManager.setLocationForModule(location, module, paths);
    }

    @Override
    public synchronized void close() throws IOException {
        for (Jar jar : jars.values()) {
            jar.close();
        }
        jars.clear();
        super.close();
    }
}
