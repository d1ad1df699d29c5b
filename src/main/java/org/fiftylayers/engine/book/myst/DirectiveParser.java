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

/** A fence of at least three colons or backticks with a name in braces, to a fence at least as long. */
final class DirectiveParser extends AbstractBlockParser {
    private static final Pattern OPEN = Pattern.compile("(:{3,}|`{3,})\\{([^{}\\s]+)\\}[ \\t]*(.*?)\\s*");
    private static final Pattern OPTION = Pattern.compile("\\s*:([A-Za-z][\\w-]*):[ \\t]*(.*?)\\s*");

    private final Directive directive;
    private final String fence;
    private final boolean literal;
    private final StringJoiner text = new StringJoiner("\n");
    private boolean amongOptions = true;

    private DirectiveParser(String fence, String name, String argument) {
        directive = new Directive(name, argument);
        this.fence = fence;
        literal = Directive.LITERAL.contains(name);
    }

    @Override
    public Block getBlock() {
        return directive;
    }

    @Override
    public boolean isContainer() {
        return !literal;
    }

    @Override
    public boolean canContain(Block child) {
        return !literal;
    }

    @Override
    public @Nullable BlockContinue tryContinue(ParserState state) {
        CharSequence line = state.getLine().getContent();
        int start = state.getNextNonSpaceIndex();
        if (state.getIndent() < 4
                && closes(line.subSequence(start, line.length()).toString())) {
            directive.close();
            return BlockContinue.finished();
        }
        if (amongOptions) {
            Matcher option = OPTION.matcher(line);
            if (option.matches()) {
                directive.addOption(option.group(1), option.group(2));
                return BlockContinue.atIndex(line.length());
            }
            amongOptions = false;
        }
        return BlockContinue.atIndex(state.getIndex());
    }

    private boolean closes(String line) {
        String bare = line.stripTrailing();
        return bare.length() >= fence.length() && bare.chars().allMatch(character -> character == fence.charAt(0));
    }

    @Override
    public void addLine(SourceLine line) {
        text.add(line.getContent());
    }

    @Override
    public void closeBlock() {
        if (literal) {
            directive.setText(text.toString().strip());
        }
    }

    static final class Factory extends AbstractBlockParserFactory {
        @Override
        public @Nullable BlockStart tryStart(ParserState state, MatchedBlockParser matched) {
            CharSequence line = state.getLine().getContent();
            int start = state.getNextNonSpaceIndex();
            if (state.getIndent() >= 4 || start >= line.length() || ":`".indexOf(line.charAt(start)) < 0) {
                return BlockStart.none();
            }
            Matcher open = OPEN.matcher(line.subSequence(start, line.length()));
            return open.matches()
                    ? BlockStart.of(new DirectiveParser(open.group(1), open.group(2), open.group(3)))
                            .atIndex(line.length())
                    : BlockStart.none();
        }
    }
}
