package org.fiftylayers.engine.shell;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Reader;
import java.io.Writer;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.ZipException;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.NestingKind;
import javax.tools.JavaFileObject;
import javax.tools.JavaFileObject.Kind;
import org.jspecify.annotations.Nullable;

/** A jar as a compiler sees it: packages of classes. */
final class Jar implements AutoCloseable {
    private final Path place;
    private final JarFile file;
    /** By folder, the names of the files in it. */
    private final Map<String, List<String>> folders = new HashMap<>();

    private Jar(Path place, JarFile file) {
        this.place = place;
        this.file = file;
    }

    /** @throws IOException if the file is no jar; names it */
    static Jar open(Path place) throws IOException {
        JarFile file;
        try {
            file = new JarFile(place.toFile(), false);
        } catch (ZipException e) {
            throw new IOException(place + " is no jar: " + e.getMessage(), e);
        }
        Jar jar = new Jar(place, file);
        Enumeration<JarEntry> entries = file.entries();
        while (entries.hasMoreElements()) {
            String name = entries.nextElement().getName();
            int slash = name.lastIndexOf('/');
            if (slash < name.length() - 1) {
                jar.folders
                        .computeIfAbsent(name.substring(0, Math.max(slash, 0)), folder -> new ArrayList<>())
                        .add(name.substring(slash + 1));
            }
        }
        return jar;
    }

    /** Adds the files of a package that are of some kinds. */
    void list(String packageName, Set<Kind> kinds, List<JavaFileObject> found) {
        String folder = packageName.replace('.', '/');
        for (String name : folders.getOrDefault(folder, List.of())) {
            if (kinds.contains(kind(name))) {
                found.add(new Entry(packageName, name));
            }
        }
    }

    static Kind kind(String name) {
        return name.endsWith(Kind.CLASS.extension)
                ? Kind.CLASS
                : name.endsWith(Kind.SOURCE.extension) ? Kind.SOURCE : Kind.OTHER;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    /** A class, or the source of one. */
    final class Entry implements JavaFileObject {
        private final String packageName;
        private final String name;

        private Entry(String packageName, String name) {
            this.packageName = packageName;
            this.name = name;
        }

        String binaryName() {
            String simple = name.substring(0, name.lastIndexOf('.'));
            return packageName.isEmpty() ? simple : packageName + "." + simple;
        }

        private String path() {
            return packageName.isEmpty() ? name : packageName.replace('.', '/') + "/" + name;
        }

        @Override
        public URI toUri() {
            try { // other languages have names of classes that need to be quoted
                String quoted = new URI(null, null, "/" + path(), null).getRawPath();
                return URI.create("jar:" + place.toUri() + "!" + quoted);
            } catch (URISyntaxException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public String getName() {
            return place + "(/" + path() + ")";
        }

        @Override
        public Kind getKind() {
            return kind(name);
        }

        @Override
        public boolean isNameCompatible(String simpleName, Kind kind) {
            return name.equals(simpleName + kind.extension);
        }

        @Override
        public @Nullable NestingKind getNestingKind() {
            return null;
        }

        @Override
        public @Nullable Modifier getAccessLevel() {
            return null;
        }

        @Override
        public InputStream openInputStream() throws IOException {
            return file.getInputStream(file.getEntry(path()));
        }

        @Override
        public Reader openReader(boolean ignoreEncodingErrors) throws IOException {
            return new InputStreamReader(openInputStream(), StandardCharsets.UTF_8);
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) throws IOException {
            try (InputStream bytes = openInputStream()) {
                return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
            }
        }

        @Override
        public long getLastModified() {
            return file.getEntry(path()).getTime();
        }

        @Override
        public OutputStream openOutputStream() {
            throw new UnsupportedOperationException("jars are only read");
        }

        @Override
        public Writer openWriter() {
            throw new UnsupportedOperationException("jars are only read");
        }

        @Override
        public boolean delete() {
            return false;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Entry entry && entry.getName().equals(getName());
        }

        @Override
        public int hashCode() {
            return getName().hashCode();
        }

        @Override
        public String toString() {
            return getName();
        }
    }
}
