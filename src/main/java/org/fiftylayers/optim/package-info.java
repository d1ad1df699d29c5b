@NullMarked
package org.fiftylayers.optim;

import org.jspecify.annotations.NullMarked;
