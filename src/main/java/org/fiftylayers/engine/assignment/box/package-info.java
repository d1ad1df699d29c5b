/** Where a student's classes run: a process of one use that holds no test and no answer, and returns nothing but data. */
@NullMarked
package org.fiftylayers.engine.assignment.box;

import org.jspecify.annotations.NullMarked;
