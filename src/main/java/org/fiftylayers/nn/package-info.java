@NullMarked
package org.fiftylayers.nn;

import org.jspecify.annotations.NullMarked;
