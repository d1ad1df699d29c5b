package org.fiftylayers.engine.book.myst;

import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.Block;
import org.commonmark.parser.SourceLine;
import org.commonmark.parser.block.AbstractBlockParser;
import org.commonmark.parser.block.AbstractBlockParserFactory;
import org.commonmark.parser.block.BlockContinue;
import org.commonmark.parser.block.BlockStart;
import org.commonmark.parser.block.MatchedBlockParser;
import org.commonmark.parser.block.ParserState;
import org.jspecify.annotations.Nullable;

/** Lines from {@code $$} to {@code $$ (label)}, whatever they hold: blank lines, list markers, backslashes. */
final class EquationParser extends AbstractBlockParser {
    private static final Pattern LAST_LINE =
            Pattern.compile("(.*?)\\$\\$\\s*(?:\\(([^()\\s]+)\\))?\\s*", Pattern.DOTALL);

    private final Equation equation = new Equation();
    private final StringJoiner tex = new StringJoiner("\n");
    private @Nullable String label;
    private boolean closed;

    @Override
    public Block getBlock() {
        return equation;
    }

    @Override
    public @Nullable BlockContinue tryContinue(ParserState state) {
        return closed ? BlockContinue.none() : BlockContinue.atIndex(state.getIndex());
    }

    @Override
    public void addLine(SourceLine line) {
        Matcher last = LAST_LINE.matcher(line.getContent());
        if (last.matches()) {
            closed = true;
            label = last.group(2);
            tex.add(last.group(1));
        } else {
            tex.add(line.getContent());
        }
    }

    @Override
    public void closeBlock() {
        equation.complete(tex.toString().strip(), label, closed);
    }

    static final class Factory extends AbstractBlockParserFactory {
        @Override
        public @Nullable BlockStart tryStart(ParserState state, MatchedBlockParser matched) {
            String line = state.getLine().getContent().toString();
            int start = state.getNextNonSpaceIndex();
            if (state.getIndent() >= 4 || !line.startsWith("$$", start)) {
                return BlockStart.none();
            }
            int close = line.indexOf("$$", start + 2);
            boolean textFollows =
                    close >= 0 && !LAST_LINE.matcher(line.substring(start + 2)).matches();
            return textFollows
                    ? BlockStart.none()
                    : BlockStart.of(new EquationParser()).atIndex(start + 2);
        }
    }
}
