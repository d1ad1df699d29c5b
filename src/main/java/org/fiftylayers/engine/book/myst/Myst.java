package org.fiftylayers.engine.book.myst;

import java.util.List;
import org.commonmark.ext.footnotes.FootnotesExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Document;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/** Parses the Markdown of a cell. */
public final class Myst {
    /** Deeper than any author nests, and shallow enough for recursion over the tree. */
    private static final int DEEPEST_BLOCK = 100;

    private static final Parser PARSER = Parser.builder()
            .extensions(List.of(TablesExtension.create(), FootnotesExtension.create(), new Syntax()))
            .includeSourceSpans(IncludeSourceSpans.BLOCKS)
            .maxOpenBlockParsers(DEEPEST_BLOCK)
            .build();

    private Myst() {}

    /** The document; source spans count lines from 0. */
    public static Node parse(String markdown) {
        try {
            return PARSER.parse(markdown);
        } catch (StackOverflowError e) {
            Document document = new Document();
            Paragraph paragraph = new Paragraph();
            paragraph.appendChild(new Unreadable());
            document.appendChild(paragraph);
            return document;
        }
    }

    /** A node whose children are the inline content of one line, such as a title or a caption. */
    public static Node parseLine(String markdown) {
        Node first = parse(markdown.strip()).getFirstChild();
        return first instanceof Paragraph && first.getNext() == null ? first : new Paragraph();
    }

    private static final class Syntax implements Parser.ParserExtension {
        @Override
        public void extend(Parser.Builder parser) {
            parser.customBlockParserFactory(new EquationParser.Factory())
                    .customBlockParserFactory(new DirectiveParser.Factory())
                    .customBlockParserFactory(new AnchorParser.Factory())
                    .customBlockParserFactory(new DefinitionParser.Factory())
                    .customInlineContentParserFactory(new FormulaParser.Factory())
                    .customInlineContentParserFactory(new RoleParser.Factory());
        }
    }
}
