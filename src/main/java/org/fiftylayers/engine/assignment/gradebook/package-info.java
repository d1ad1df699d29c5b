/** What became of each notebook that was handed in: an append-only journal that survives whatever ends the grader. */
@NullMarked
package org.fiftylayers.engine.assignment.gradebook;

import org.jspecify.annotations.NullMarked;
