@NullMarked
package org.fiftylayers.show;

import org.jspecify.annotations.NullMarked;
