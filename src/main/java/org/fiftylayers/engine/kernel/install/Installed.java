package org.fiftylayers.engine.kernel.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The kernels of ours that Jupyter finds. */
public final class Installed {
    private final List<Path> places;

    /**
     * Those of some folders.
     *
     * @param places folders of kernels, in the order in which Jupyter looks into them
     */
    public Installed(List<Path> places) {
        this.places = List.copyOf(places);
    }

    /** In Jupyter's order: of two with the same name the first is used. */
    public List<Kernelspec> all() throws IOException {
        List<Kernelspec> found = new ArrayList<>();
        for (Path place : places) {
            if (Files.isDirectory(place)) {
                try (Stream<Path> folders = Files.list(place)) {
                    folders.sorted()
                            .map(Kernelspec::read)
                            .filter(Objects::nonNull)
                            .forEach(found::add);
                }
            }
        }
        return found;
    }

    /**
     * The kernel of that name which Jupyter uses.
     *
     * @throws InstallException if there is none; names those that are
     */
    public Kernelspec get(String name) throws IOException, InstallException {
        List<Kernelspec> all = all();
        return all.stream()
                .filter(spec -> spec.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new InstallException("no kernel \"" + name + "\" of Fifty Layers is installed; "
                        + (all.isEmpty()
                                ? "there is none in "
                                        + places.stream().map(Path::toString).collect(Collectors.joining(", "))
                                : "there are: "
                                        + all.stream()
                                                .map(spec -> spec.name() + " (" + spec.folder() + ")")
                                                .collect(Collectors.joining(", ")))));
    }

    /** Deletes the kernel's folder and all in it. */
    public static void remove(Kernelspec spec) throws IOException {
        List<Path> files;
        try (Stream<Path> tree = Files.walk(spec.folder())) {
            files = tree.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : files) {
            Files.delete(file);
        }
    }
}
