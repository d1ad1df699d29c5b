/**
 * The Markdown of chapters: CommonMark with the part of MyST that {@code book/README.md} documents.
 *
 * <p>{@link org.fiftylayers.engine.book.myst.Myst#parse} gives a commonmark-java tree with six kinds of nodes more:
 * formula, equation, directive, definition, role and anchor. Nothing is rendered or looked up here.
 */
@NullMarked
package org.fiftylayers.engine.book.myst;

import org.jspecify.annotations.NullMarked;
