package org.fiftylayers.engine.book.myst;

import java.util.Set;
import org.commonmark.parser.beta.InlineContentParser;
import org.commonmark.parser.beta.InlineContentParserFactory;
import org.commonmark.parser.beta.InlineParserState;
import org.commonmark.parser.beta.ParsedInline;
import org.commonmark.parser.beta.Position;
import org.commonmark.parser.beta.Scanner;

/**
 * {@code $…$} under Pandoc's rule, by which prices stay prices: no space inside next to either dollar sign, and no digit
 * after the closing one.
 */
final class FormulaParser implements InlineContentParser {
    @Override
    public ParsedInline tryParse(InlineParserState state) {
        Scanner scanner = state.scanner();
        int dollars = scanner.matchMultiple('$');
        if (dollars > 2 || (dollars == 1 && Character.isWhitespace(scanner.peek()))) {
            return ParsedInline.none();
        }
        Position start = scanner.position();
        char before = ' ';
        while (scanner.peek() != Scanner.END) {
            Position end = scanner.position();
            char here = scanner.peek();
            if (here == '\\') {
                scanner.next();
                scanner.next();
            } else if (here != '$') {
                scanner.next();
            } else {
                boolean closes = scanner.matchMultiple('$') == dollars;
                boolean price = dollars == 1 && (Character.isWhitespace(before) || isDigit(scanner.peek()));
                if (closes && !price) {
                    String tex = scanner.getSource(start, end).getContent().strip();
                    return tex.isEmpty()
                            ? ParsedInline.none()
                            : ParsedInline.of(new Formula(tex, dollars == 2), scanner.position());
                }
                return ParsedInline.none();
            }
            before = here;
        }
        return ParsedInline.none();
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }

    static final class Factory implements InlineContentParserFactory {
        @Override
        public Set<Character> getTriggerCharacters() {
            return Set.of('$');
        }

        @Override
        public InlineContentParser create() {
            return new FormulaParser();
        }
    }
}
