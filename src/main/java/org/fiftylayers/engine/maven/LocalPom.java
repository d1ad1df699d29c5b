package org.fiftylayers.engine.maven;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.repository.WorkspaceReader;
import org.eclipse.aether.repository.WorkspaceRepository;
import org.jspecify.annotations.Nullable;

/** Lets the resolver read a POM that is in no repository: under a name that no library has, it is found as a file. */
final class LocalPom implements WorkspaceReader {
    private static final String GROUP = "a-pom-in-a-file";
    private final WorkspaceRepository repository = new WorkspaceRepository();
    private final Path file;

    LocalPom(Path file) {
        this.file = file.toAbsolutePath();
    }

    Artifact artifact() {
        return new DefaultArtifact(GROUP, "pom", "pom", "0");
    }

    @Override
    public WorkspaceRepository getRepository() {
        return repository;
    }

    @Override
    public @Nullable File findArtifact(Artifact artifact) {
        return artifact.getGroupId().equals(GROUP) ? file.toFile() : null;
    }

    @Override
    public List<String> findVersions(Artifact artifact) {
        return List.of();
    }
}
