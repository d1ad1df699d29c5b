package org.fiftylayers.engine.maven;

import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;

/**
 * The name of a library, as Maven gives names.
 *
 * @param group such as {@code org.apache.commons}
 * @param name such as {@code commons-math3}
 * @param packaging nearly always {@code jar}
 * @param classifier tells apart what was built together, such as {@code sources}; usually empty
 * @param version such as {@code 3.6.1}, or a range such as {@code [3,4)}
 */
public record Coordinates(String group, String name, String packaging, String classifier, String version) {
    private static final String FORM = "group:name:version, group:name:version:classifier,"
            + " group:name:packaging:version or group:name:packaging:classifier:version";

    /**
     * Reads coordinates in any of the forms in use. Of four parts the third is the version if it begins with a digit,
     * and the packaging otherwise.
     *
     * @throws MavenException if there are too few parts or too many
     */
    public static Coordinates parse(String text) {
        String[] parts = text.strip().split(":", -1);
        for (String part : parts) {
            if (part.isBlank() || part.chars().anyMatch(Character::isWhitespace)) {
                throw malformed(text);
            }
        }
        return switch (parts.length) {
            case 3 -> new Coordinates(parts[0], parts[1], "jar", "", parts[2]);
            case 4 ->
                Character.isDigit(parts[2].charAt(0))
                        ? new Coordinates(parts[0], parts[1], "jar", parts[3], parts[2])
                        : new Coordinates(parts[0], parts[1], parts[2], "", parts[3]);
            case 5 -> new Coordinates(parts[0], parts[1], parts[2], parts[3], parts[4]);
            default -> throw malformed(text);
        };
    }

    private static MavenException malformed(String text) {
        return new MavenException("`" + text + "` does not name a library", "write it as " + FORM, null);
    }

    static Coordinates of(Artifact artifact) {
        return new Coordinates(
                artifact.getGroupId(),
                artifact.getArtifactId(),
                artifact.getExtension(),
                artifact.getClassifier(),
                artifact.getVersion());
    }

    Artifact artifact() {
        return new DefaultArtifact(group, name, classifier, packaging, version);
    }

    /** These coordinates without the version: of two libraries that agree here, a program can use only one. */
    public String unversioned() {
        return group + ":" + name + (classifier.isEmpty() ? "" : ":" + classifier);
    }

    @Override
    public String toString() {
        return group + ":" + name + (packaging.equals("jar") ? "" : ":" + packaging) + ":" + version
                + (classifier.isEmpty() ? "" : ":" + classifier);
    }
}
