/**
 * Finds libraries as Maven does, with Maven's own resolver: what they need in turn, from the local repository or from
 * where {@code settings.xml} says.
 */
@NullMarked
package org.fiftylayers.engine.maven;

import org.jspecify.annotations.NullMarked;
