package org.fiftylayers.engine.shell;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;

/** The files that a draft is compiled against: those of the class path, and the classes that earlier cells became. */
final class DraftFiles extends ForwardingJavaFileManager<StandardJavaFileManager> {
    private static final String PACKAGE = "REPL";
    private final Map<String, byte[]> snippets;

    DraftFiles(StandardJavaFileManager files, Map<String, byte[]> snippets) {
        super(files);
        this.snippets = snippets;
    }

    @Override
    public Iterable<JavaFileObject> list(
            Location location, String packageName, Set<JavaFileObject.Kind> kinds, boolean recurse) throws IOException {
        Iterable<JavaFileObject> files = super.list(location, packageName, kinds, recurse);
        if (location != StandardLocation.CLASS_PATH
                || !packageName.equals(PACKAGE)
                || !kinds.contains(JavaFileObject.Kind.CLASS)) {
            return files;
        }
        List<JavaFileObject> more = new ArrayList<>();
        files.forEach(more::add);
        snippets.forEach((name, bytes) -> more.add(new SnippetClass(name, bytes)));
        return more;
    }

    @Override
    public String inferBinaryName(Location location, JavaFileObject file) {
        return file instanceof SnippetClass snippet ? snippet.name : super.inferBinaryName(location, file);
    }

    private static final class SnippetClass extends SimpleJavaFileObject {
        private final String name;
        private final byte[] bytes;

        SnippetClass(String name, byte[] bytes) {
            super(URI.create("snippet:///" + name.replace('.', '/') + ".class"), Kind.CLASS);
            this.name = name;
            this.bytes = bytes;
        }

        @Override
        public InputStream openInputStream() {
            return new ByteArrayInputStream(bytes);
        }
    }
}
