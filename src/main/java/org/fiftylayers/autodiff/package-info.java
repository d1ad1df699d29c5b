@NullMarked
package org.fiftylayers.autodiff;

import org.jspecify.annotations.NullMarked;
