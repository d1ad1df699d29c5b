package org.fiftylayers.engine.shell;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import jdk.jshell.JShell;
import org.fiftylayers.display.Display;
import org.fiftylayers.display.Frontend;
import org.fiftylayers.display.MimeBundle;
import org.fiftylayers.engine.maven.Coordinates;
import org.fiftylayers.engine.maven.Library;
import org.fiftylayers.engine.maven.Maven;
import org.fiftylayers.engine.maven.MavenSettings;
import org.fiftylayers.engine.maven.PomFragment;
import org.jspecify.annotations.Nullable;

/** What has been added to a shell's class path, and how to add more. */
final class Libraries implements AutoCloseable {
    private static final List<String> SCOPES = List.of("compile", "runtime", "system", "import");

    private final JShell jshell;
    private final Questions questions;
    private final @Nullable MavenSettings settings;
    private final Set<Path> added = new LinkedHashSet<>();
    /** By name without version; what a class loader has once, it keeps. */
    private final Map<String, Library> loaded = new HashMap<>();

    private @Nullable Maven maven;

    Libraries(JShell jshell, Questions questions, @Nullable MavenSettings settings) {
        this.jshell = jshell;
        this.questions = questions;
        this.settings = settings;
    }

    /** Adds jars and folders of classes, all at once: each time costs. */
    synchronized void add(Collection<Path> places) {
        List<Path> fresh = places.stream()
                .map(place -> place.toAbsolutePath().normalize())
                .filter(added::add)
                .toList();
        if (!fresh.isEmpty()) {
            jshell.addToClasspath(fresh.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
            fresh.forEach(place -> questions.addToClassPath(place.toFile()));
        }
    }

    List<String> jars(MagicCall call) {
        List<Path> jars = new ArrayList<>();
        for (Path place : find(call)) {
            jars.addAll(Files.isDirectory(place) ? Globs.children(place, "*.jar") : List.of(place));
        }
        return addAll(jars);
    }

    List<String> classPath(MagicCall call) {
        return addAll(find(call));
    }

    private static List<Path> find(MagicCall call) {
        List<Path> places = new ArrayList<>();
        for (String pattern : call.someArgs("a path")) {
            List<Path> found = Globs.find(pattern);
            if (found.isEmpty()) {
                throw call.failure(
                        "there is no `" + pattern + "` in " + Path.of("").toAbsolutePath());
            }
            places.addAll(found);
        }
        return places;
    }

    private List<String> addAll(List<Path> places) {
        add(places);
        return places.stream()
                .map(place -> place.toAbsolutePath().normalize().toString())
                .toList();
    }

    @Nullable
    Object repository(MagicCall call) {
        maven().addRepository(call.arg(0, "the repository's id"), call.arg(1, "the repository's url"));
        return null;
    }

    List<String> maven(MagicCall call) {
        List<Coordinates> wanted =
                call.someArgs("a library").stream().map(Coordinates::parse).toList();
        return withProgress(progress -> maven().resolve(wanted, progress), String.join(", ", call.args()));
    }

    List<String> pom(MagicCall call) {
        Path file = Path.of(call.arg(0, "the POM's path"));
        if (!Files.isRegularFile(file)) {
            throw call.failure("there is no file " + file.toAbsolutePath());
        }
        return pom(file, call.args().subList(1, call.args().size()));
    }

    List<String> pomText(MagicCall call) throws IOException {
        String whole = PomFragment.complete(call.body());
        Path file = Files.createTempFile("cell", ".pom");
        try {
            Files.writeString(file, whole);
            return pom(file, call.args());
        } finally {
            Files.delete(file);
        }
    }

    private List<String> pom(Path file, List<String> asked) {
        List<String> scopes = asked.isEmpty() ? SCOPES : asked;
        return withProgress(progress -> maven().resolvePom(file, scopes, progress), "what the POM depends on");
    }

    /** Shows downloads while they run and one sentence at the end, the same whether there was something to download. */
    private synchronized List<String> withProgress(Search search, String what) {
        Frontend frontend = Display.frontend();
        String id = UUID.randomUUID().toString();
        Shown shown = new Shown();
        List<Library> found = search.run(lines -> shown.put(frontend, id, String.join("\n", lines)));
        List<Path> fresh = new ArrayList<>();
        List<String> sentences = new ArrayList<>();
        int more = found.size();
        for (Library library : found) {
            Library before = loaded.putIfAbsent(library.coordinates().unversioned(), library);
            if (before == null) {
                fresh.add(library.file());
            } else if (!before.coordinates().equals(library.coordinates())) {
                sentences.add(before.coordinates() + " stays, since its classes may be in use; "
                        + library.coordinates().version() + " needs a restart");
            }
        }
        add(fresh);
        sentences.add(0, "added " + what + " (" + more + (more == 1 ? " library)" : " libraries)"));
        shown.put(frontend, id, String.join("\n", sentences));
        return found.stream().map(library -> library.file().toString()).toList();
    }

    private Maven maven() {
        Maven open = maven;
        if (open == null) {
            Map<String, String> environment = System.getenv();
            open = Maven.open(settings != null ? settings : MavenSettings.ofThisMachine(environment), environment);
            maven = open;
        }
        return open;
    }

    @Override
    public void close() {
        if (maven != null) {
            maven.close();
        }
    }

    @FunctionalInterface
    private interface Search {
        List<Library> run(Consumer<List<String>> progress);
    }

    /** One display, made when there is first something in it. */
    private static final class Shown {
        private boolean yet;

        synchronized void put(@Nullable Frontend frontend, String id, String text) {
            if (frontend == null) {
                return;
            }
            if (yet) {
                frontend.update(id, MimeBundle.text(text));
            } else {
                frontend.show(id, MimeBundle.text(text));
            }
            yet = true;
        }
    }
}
