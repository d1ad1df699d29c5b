@NullMarked
package org.fiftylayers.engine.cli;

import org.jspecify.annotations.NullMarked;
