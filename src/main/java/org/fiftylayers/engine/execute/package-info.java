@NullMarked
package org.fiftylayers.engine.execute;

import org.jspecify.annotations.NullMarked;
