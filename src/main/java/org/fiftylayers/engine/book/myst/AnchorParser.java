package org.fiftylayers.engine.book.myst;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.Block;
import org.commonmark.parser.block.AbstractBlockParser;
import org.commonmark.parser.block.AbstractBlockParserFactory;
import org.commonmark.parser.block.BlockContinue;
import org.commonmark.parser.block.BlockStart;
import org.commonmark.parser.block.MatchedBlockParser;
import org.commonmark.parser.block.ParserState;
import org.jspecify.annotations.Nullable;

/** A line {@code (label)=}. */
final class AnchorParser extends AbstractBlockParser {
    private static final Pattern LINE = Pattern.compile("\\(([^()\\s]+)\\)=\\s*");

    private final Anchor anchor;

    private AnchorParser(String label) {
        anchor = new Anchor(label);
    }

    @Override
    public Block getBlock() {
        return anchor;
    }

    @Override
    public @Nullable BlockContinue tryContinue(ParserState state) {
        return BlockContinue.none();
    }

    static final class Factory extends AbstractBlockParserFactory {
        @Override
        public @Nullable BlockStart tryStart(ParserState state, MatchedBlockParser matched) {
            CharSequence line = state.getLine().getContent();
            int start = state.getNextNonSpaceIndex();
            if (state.getIndent() >= 4 || start >= line.length() || line.charAt(start) != '(') {
                return BlockStart.none();
            }
            Matcher matcher = LINE.matcher(line.subSequence(start, line.length()));
            return matcher.matches()
                    ? BlockStart.of(new AnchorParser(matcher.group(1))).atIndex(line.length())
                    : BlockStart.none();
        }
    }
}
