/** What students, markers and registrars get from the gradebook: feedback, the class at a glance, marks by hand, exports. */
@NullMarked
package org.fiftylayers.engine.assignment.report;

import org.jspecify.annotations.NullMarked;
