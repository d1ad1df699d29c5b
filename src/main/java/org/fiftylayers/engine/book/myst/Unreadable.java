package org.fiftylayers.engine.book.myst;

import org.commonmark.node.CustomNode;

/** Stands for a text whose emphasis nests thousands deep, which the parser cannot follow. */
public final class Unreadable extends CustomNode {}
