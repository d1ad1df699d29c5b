/**
 * A book's site on 127.0.0.1 while it is written: {@link org.fiftylayers.engine.serve.BookServer} answers requests from
 * memory and tells browsers what has changed, {@link org.fiftylayers.engine.serve.Watch} sees when files change.
 */
@NullMarked
package org.fiftylayers.engine.serve;

import org.jspecify.annotations.NullMarked;
