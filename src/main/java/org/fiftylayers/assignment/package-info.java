/**
 * What the notebooks of a course use: tests that a student runs in place, and expectations that say what is wrong
 * without saying the answer.
 */
@NullMarked
package org.fiftylayers.assignment;

import org.jspecify.annotations.NullMarked;
