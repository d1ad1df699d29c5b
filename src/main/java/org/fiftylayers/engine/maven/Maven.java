package org.fiftylayers.engine.maven;

import eu.maveniverse.maven.mima.context.Context;
import eu.maveniverse.maven.mima.context.ContextOverrides;
import eu.maveniverse.maven.mima.runtime.standalonestatic.StandaloneStaticRuntime;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.maven.settings.Settings;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactDescriptorException;
import org.eclipse.aether.resolution.ArtifactDescriptorRequest;
import org.eclipse.aether.resolution.ArtifactDescriptorResult;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.resolution.DependencyResolutionException;
import org.eclipse.aether.util.filter.DependencyFilterUtils;
import org.eclipse.aether.util.repository.SimpleArtifactDescriptorPolicy;

/** Resolves libraries with all they need, in the versions that Maven would choose: of several, the nearest. */
public final class Maven implements AutoCloseable {
    private final Context context;
    private final boolean offline;
    private final Map<String, RemoteRepository> added = new LinkedHashMap<>();

    private Maven(Context context, boolean offline) {
        this.context = context;
        this.offline = offline;
    }

    /** Reads the settings and makes ready; takes a few tenths of a second. */
    public static Maven open(MavenSettings where, Map<String, String> environment) {
        Settings settings = where.read(environment);
        Context context = new StandaloneStaticRuntime()
                .create(ContextOverrides.create()
                        .withUserSettings(true)
                        .withEffectiveSettings(settings)
                        .withLocalRepositoryOverride(where.localRepository())
                        .offline(settings.isOffline())
                        .build());
        return new Maven(context, settings.isOffline());
    }

    /** Adds a place to look for libraries in; another one of the same id goes. */
    public void addRepository(String id, String url) {
        added.put(id, new RemoteRepository.Builder(id, "default", url).build());
    }

    /**
     * Finds libraries and what they need at run time.
     *
     * @param progress told how far downloads are, in lines; not called if there is nothing to download
     * @return what belongs on a class path, in Maven's order
     */
    public List<Library> resolve(List<Coordinates> wanted, Consumer<List<String>> progress) {
        List<Dependency> dependencies = wanted.stream()
                .map(coordinates -> new Dependency(coordinates.artifact(), "compile"))
                .toList();
        return resolve(dependencies, List.of(), List.of(), progress);
    }

    /**
     * Finds what a POM depends on, with its parents, imported POMs and repositories.
     *
     * @param scopes those of its dependencies that count, such as {@code compile}
     */
    public List<Library> resolvePom(Path file, Collection<String> scopes, Consumer<List<String>> progress) {
        LocalPom pom = new LocalPom(file);
        DefaultRepositorySystemSession session = session(progress);
        session.setWorkspaceReader(pom);
        session.setArtifactDescriptorPolicy(new SimpleArtifactDescriptorPolicy(false, false));
        ArtifactDescriptorResult read;
        try {
            read = system().readArtifactDescriptor(
                            session, new ArtifactDescriptorRequest(pom.artifact(), repositories(List.of()), ""));
        } catch (ArtifactDescriptorException e) {
            throw Failures.pom(file, e);
        }
        List<Dependency> dependencies = read.getDependencies().stream()
                .filter(dependency -> scopes.contains(dependency.getScope()))
                .map(dependency -> dependency.setScope("compile"))
                .toList();
        return resolve(dependencies, read.getManagedDependencies(), read.getRepositories(), progress);
    }

    private List<Library> resolve(
            List<Dependency> dependencies,
            List<Dependency> managed,
            List<RemoteRepository> more,
            Consumer<List<String>> progress) {
        List<RemoteRepository> repositories = repositories(more);
        CollectRequest collect = new CollectRequest(dependencies, managed, repositories);
        DependencyRequest request =
                new DependencyRequest(collect, DependencyFilterUtils.classpathFilter("compile", "runtime"));
        List<Library> libraries = new ArrayList<>();
        try {
            for (ArtifactResult result :
                    system().resolveDependencies(session(progress), request).getArtifactResults()) {
                Artifact artifact = result.getArtifact();
                if (!artifact.getExtension().equals("pom")) {
                    libraries.add(new Library(
                            Coordinates.of(artifact), artifact.getFile().toPath()));
                }
            }
        } catch (DependencyResolutionException e) {
            throw Failures.resolution(e, repositories, offline);
        }
        return libraries;
    }

    /** A POM's own come first; mirrors, proxies and passwords apply to all. */
    private List<RemoteRepository> repositories(List<RemoteRepository> ofPom) {
        Map<String, RemoteRepository> all = new LinkedHashMap<>();
        List<RemoteRepository> raw = new ArrayList<>(ofPom);
        raw.addAll(added.values());
        system().newResolutionRepositories(context.repositorySystemSession(), raw)
                .forEach(repository -> all.put(repository.getId(), repository));
        context.remoteRepositories().forEach(repository -> all.putIfAbsent(repository.getId(), repository));
        return List.copyOf(all.values());
    }

    private DefaultRepositorySystemSession session(Consumer<List<String>> progress) {
        return new DefaultRepositorySystemSession(context.repositorySystemSession())
                .setTransferListener(new Downloads(progress));
    }

    private RepositorySystem system() {
        return context.repositorySystem();
    }

    @Override
    public void close() {
        context.close();
    }
}
