@NullMarked
package org.fiftylayers.matrix;

import org.jspecify.annotations.NullMarked;
