package org.fiftylayers.engine.maven;

import java.nio.file.Path;

/** A library in the local repository. */
public record Library(Coordinates coordinates, Path file) {}
