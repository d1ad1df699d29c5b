package org.fiftylayers.engine.book.myst;

import java.util.Set;
import org.commonmark.parser.beta.InlineContentParser;
import org.commonmark.parser.beta.InlineContentParserFactory;
import org.commonmark.parser.beta.InlineParserState;
import org.commonmark.parser.beta.ParsedInline;
import org.commonmark.parser.beta.Position;
import org.commonmark.parser.beta.Scanner;

/** {@code {name}`content`}; as in code spans, content with backticks is written between more of them. */
final class RoleParser implements InlineContentParser {
    @Override
    public ParsedInline tryParse(InlineParserState state) {
        Scanner scanner = state.scanner();
        scanner.next();
        Position start = scanner.position();
        int length = scanner.match(character -> Character.isLetterOrDigit(character) || ":-_".indexOf(character) >= 0);
        String name = scanner.getSource(start, scanner.position()).getContent();
        if (length == 0 || !scanner.next('}')) {
            return ParsedInline.none();
        }
        int ticks = scanner.matchMultiple('`');
        Position begin = scanner.position();
        while (ticks > 0 && scanner.find('`') >= 0) {
            Position end = scanner.position();
            if (scanner.matchMultiple('`') == ticks) {
                String content = scanner.getSource(begin, end).getContent().replace('\n', ' ');
                return ParsedInline.of(new Role(name, content.strip()), scanner.position());
            }
        }
        return ParsedInline.none();
    }

    static final class Factory implements InlineContentParserFactory {
        @Override
        public Set<Character> getTriggerCharacters() {
            return Set.of('{');
        }

        @Override
        public InlineContentParser create() {
            return new RoleParser();
        }
    }
}
