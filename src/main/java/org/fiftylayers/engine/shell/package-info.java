@NullMarked
package org.fiftylayers.engine.shell;

import org.jspecify.annotations.NullMarked;
