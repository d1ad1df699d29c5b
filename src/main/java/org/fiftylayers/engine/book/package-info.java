/**
 * Executed notebooks and the {@code book/} folder to a static site: {@link org.fiftylayers.engine.book.BookBuilder}.
 *
 * <p>A build reads the configuration ({@code myst.yml}), parses every page ({@link org.fiftylayers.engine.book.myst}),
 * numbers and labels what can be referred to ({@link org.fiftylayers.engine.book.Survey}), renders each page
 * ({@link org.fiftylayers.engine.book.PageRenderer}, {@link org.fiftylayers.engine.book.typeset}) and puts it into the
 * theme's templates. Problems are collected, so that one build reports all of them.
 */
@NullMarked
package org.fiftylayers.engine.book;

import org.jspecify.annotations.NullMarked;
