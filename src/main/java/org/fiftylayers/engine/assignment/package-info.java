/**
 * Course assignments: an instructor's notebook is released without its answers, and what comes back is graded as the
 * untrusted code that it is.
 *
 * <p>Tests never leave the trusted side. They are plain Java that calls a student's methods; in the grader each such
 * method is a stub that asks a sandboxed process ({@link org.fiftylayers.engine.assignment.box}) for the value and judges
 * what comes back. Whatever becomes of a submission stands in the {@link org.fiftylayers.engine.assignment.gradebook}, from
 * which reports are made ({@code engine.assignment.report}).
 */
@NullMarked
package org.fiftylayers.engine.assignment;

import org.jspecify.annotations.NullMarked;
