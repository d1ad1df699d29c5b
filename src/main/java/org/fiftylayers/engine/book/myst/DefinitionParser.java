package org.fiftylayers.engine.book.myst;

import org.commonmark.node.Block;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.parser.block.AbstractBlockParser;
import org.commonmark.parser.block.AbstractBlockParserFactory;
import org.commonmark.parser.block.BlockContinue;
import org.commonmark.parser.block.BlockStart;
import org.commonmark.parser.block.MatchedBlockParser;
import org.commonmark.parser.block.ParserState;
import org.jspecify.annotations.Nullable;

/** A line that begins with {@code : } in a glossary, and the lines after it that are indented by two spaces or more. */
final class DefinitionParser extends AbstractBlockParser {
    private static final int INDENT = 2;

    private final Definition definition = new Definition();

    @Override
    public Block getBlock() {
        return definition;
    }

    @Override
    public boolean isContainer() {
        return true;
    }

    @Override
    public boolean canContain(Block child) {
        return true;
    }

    @Override
    public @Nullable BlockContinue tryContinue(ParserState state) {
        if (state.isBlank()) {
            return BlockContinue.atIndex(state.getNextNonSpaceIndex());
        }
        return state.getIndent() >= INDENT ? BlockContinue.atColumn(state.getColumn() + INDENT) : BlockContinue.none();
    }

    static final class Factory extends AbstractBlockParserFactory {
        @Override
        public @Nullable BlockStart tryStart(ParserState state, MatchedBlockParser matched) {
            Block block = matched.getMatchedBlockParser().getBlock();
            Node parent = block instanceof Paragraph ? block.getParent() : block;
            boolean inGlossary =
                    parent instanceof Directive directive && directive.name().equals("glossary");
            CharSequence line = state.getLine().getContent();
            int start = state.getNextNonSpaceIndex();
            boolean begins = start + 1 < line.length() && line.charAt(start) == ':' && line.charAt(start + 1) == ' ';
            return inGlossary && begins && state.getIndent() < INDENT
                    ? BlockStart.of(new DefinitionParser()).atIndex(start + 2)
                    : BlockStart.none();
        }
    }
}
