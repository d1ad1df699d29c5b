@NullMarked
package org.fiftylayers.engine.book;

import org.jspecify.annotations.NullMarked;
