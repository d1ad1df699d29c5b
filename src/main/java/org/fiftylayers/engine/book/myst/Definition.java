package org.fiftylayers.engine.book.myst;

import org.commonmark.node.CustomBlock;

/** What stands after {@code : } in a glossary: the definition of the term in the paragraph before it. */
public final class Definition extends CustomBlock {}
