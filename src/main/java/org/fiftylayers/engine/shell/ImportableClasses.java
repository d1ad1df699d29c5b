package org.fiftylayers.engine.shell;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.StandardLocation;
import org.jspecify.annotations.Nullable;

/** The public classes of the packages that readers use most, whether imported or not. */
final class ImportableClasses {
    private final JavaFileManager files;
    private @Nullable List<String> names;

    ImportableClasses(JavaFileManager files) {
        this.files = files;
    }

    /** The qualified names of classes whose simple name goes with what is typed. */
    List<String> beginningWith(String typed) {
        return all().stream()
                .filter(name -> NameMatch.of(typed, name.substring(name.lastIndexOf('.') + 1)) == 0)
                .toList();
    }

    /** Listed when first asked for: that takes a moment. */
    private List<String> all() {
        if (names == null) {
            Set<String> found = new TreeSet<>();
            try {
                for (String name : Remedies.PACKAGES) {
                    for (JavaFileManager.Location location : locations(name)) {
                        for (JavaFileObject file :
                                files.list(location, name, Set.of(JavaFileObject.Kind.CLASS), false)) {
                            String binary = files.inferBinaryName(location, file);
                            if (binary.indexOf('$') < 0) {
                                found.add(binary);
                            }
                        }
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            found.removeIf(name -> name.endsWith("-info"));
            names = new ArrayList<>(found);
        }
        return names;
    }

    private List<JavaFileManager.Location> locations(String packageName) throws IOException {
        if (!packageName.startsWith("java")) {
            return List.of(StandardLocation.CLASS_PATH);
        }
        List<JavaFileManager.Location> modules = new ArrayList<>();
        for (String module : List.of("java.base", "java.desktop", "java.net.http")) {
            JavaFileManager.Location location = files.getLocationForModule(StandardLocation.SYSTEM_MODULES, module);
            if (location != null) {
                modules.add(location);
            }
        }
        return modules;
    }
}
