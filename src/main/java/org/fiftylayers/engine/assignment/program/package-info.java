/**
 * Cells as the members of one class: the form in which a submission is compiled, run and asked.
 *
 * <p>A notebook's code cells declare methods, types and variables at top level, as a shell takes them.
 * {@link org.fiftylayers.engine.assignment.program.Program} writes them as static members of a class, and their
 * statements as one method for each cell; {@link org.fiftylayers.engine.assignment.program.Compiler} compiles it and
 * leaves out the cells that do not compile, so that one wrong cell costs no other.
 */
@NullMarked
package org.fiftylayers.engine.assignment.program;

import org.jspecify.annotations.NullMarked;
