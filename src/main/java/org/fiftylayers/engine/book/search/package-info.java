/** What a reader can search the book for, as a script that a page loads when its reader first searches. */
@NullMarked
package org.fiftylayers.engine.book.search;

import org.jspecify.annotations.NullMarked;
