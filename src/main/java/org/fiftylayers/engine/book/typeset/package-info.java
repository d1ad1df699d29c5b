/**
 * Mathematics and code as HTML at build time: KaTeX and Prism, run on Rhino, behind a cache that makes an unchanged
 * build free of both.
 */
@NullMarked
package org.fiftylayers.engine.book.typeset;

import org.jspecify.annotations.NullMarked;
