package org.fiftylayers.engine.maven;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.aether.collection.DependencyCollectionException;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.DependencyResolutionException;
import org.eclipse.aether.transfer.ArtifactNotFoundException;
import org.jspecify.annotations.Nullable;

/** What went wrong, in the words of someone who asked for a library. */
final class Failures {
    private Failures() {}

    static MavenException resolution(
            DependencyResolutionException failure, List<RemoteRepository> repositories, boolean offline) {
        if (!(failure.getCause() instanceof ArtifactResolutionException missing)) {
            boolean collecting = failure.getCause() instanceof DependencyCollectionException;
            String message = (collecting ? "what the libraries need cannot be found out: " : "") + innermost(failure);
            return new MavenException(message, "check name and version, and the network", failure);
        }
        List<String> lost = new ArrayList<>();
        Throwable broken = null;
        for (ArtifactResult result : missing.getResults()) {
            if (result.isMissing() || !result.isResolved()) {
                lost.add(Coordinates.of(result.getRequest().getArtifact()).toString());
                broken = broken == null ? transfer(result) : broken;
            }
        }
        String looked = repositories.stream()
                .map(repository -> repository.getId() + " (" + repository.getUrl() + ")")
                .collect(Collectors.joining(", "));
        String names = String.join(", ", lost);
        if (offline) {
            return new MavenException(
                    names + " is not in the local repository, and Maven's settings say to stay offline",
                    "take `<offline>true</offline>` out of settings.xml",
                    failure);
        }
        if (broken != null) {
            return new MavenException(
                    names + " could not be downloaded from " + looked + ": " + innermost(broken),
                    "check the network, and the mirrors and proxies in settings.xml",
                    failure);
        }
        return new MavenException(
                names + " was not found in " + looked,
                "check group, name and version; a library from elsewhere needs `%mavenRepo id url` first",
                failure);
    }

    /** Why a download failed although the library may exist; null if it just is not there. */
    private static @Nullable Throwable transfer(ArtifactResult result) {
        return result.getExceptions().stream()
                .filter(exception -> !(exception instanceof ArtifactNotFoundException))
                .findFirst()
                .orElse(null);
    }

    static MavenException pom(Path file, Throwable failure) {
        return new MavenException(
                "the POM " + file.getFileName() + " cannot be used: " + innermost(failure),
                "correct the POM, or name the libraries with `%maven`",
                failure);
    }

    private static String innermost(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message.strip();
    }
}
