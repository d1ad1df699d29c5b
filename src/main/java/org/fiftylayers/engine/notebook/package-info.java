@NullMarked
package org.fiftylayers.engine.notebook;

import org.jspecify.annotations.NullMarked;
