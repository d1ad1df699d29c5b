package org.fiftylayers.engine.book;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.ext.footnotes.FootnoteDefinition;
import org.commonmark.ext.footnotes.FootnoteReference;
import org.commonmark.ext.footnotes.InlineFootnote;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.CustomNode;
import org.commonmark.node.Document;
import org.commonmark.node.Emphasis;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.ListBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.commonmark.node.ThematicBreak;
import org.fiftylayers.engine.book.myst.Anchor;
import org.fiftylayers.engine.book.myst.Directive;
import org.fiftylayers.engine.book.myst.Equation;
import org.fiftylayers.engine.book.myst.Formula;
import org.fiftylayers.engine.book.myst.Role;
import org.fiftylayers.engine.book.myst.Unreadable;
import org.fiftylayers.engine.book.typeset.FormulaException;
import org.jspecify.annotations.Nullable;

/** Renders Markdown trees of one page to HTML; remembers where it is, so that problems name the line. */
final class Prose extends AbstractVisitor {
    /** Blocks nest at most 100 deep by the parser's limit; this one is for emphasis in emphasis in emphasis. */
    static final int DEEPEST = 200;

    /** A formula ends in an inline block, after which a line may break; these must not begin the next one. */
    private static final String NEVER_FIRST = ".,;:?!)]’”\"'–—-";

    private static final int LONGEST_GLUED = 30;

    private static final String REFUSED =
            "HTML is not rendered; use Markdown or a directive, and {math} or `code` for characters like < and &";

    /** What is left of a reference to a footnote that is not there. */
    private static final Pattern LOST_NOTE = Pattern.compile("\\[\\^[^\\]\\s]+\\]");

    private final Book book;
    private final Directives directives;
    private final References references;
    private final Notes notes = new Notes(this);
    private StringBuilder out = new StringBuilder();
    private Place here;
    private int depth;
    private boolean quiet;
    private @Nullable Label section;

    Prose(Book book, Page page, Citations citations) {
        this.book = book;
        this.here = Place.of(page.file());
        this.references = new References(book, page, citations, this);
        this.directives = new Directives(book, this, references);
    }

    /** The HTML of a cell's document. */
    String document(Node document, Place place) {
        here = place;
        notes.define(document);
        return children(document);
    }

    /** The HTML of a caption, a title or a claim in metadata. */
    String line(Node parsed, Place place) {
        here = place;
        return children(parsed);
    }

    /** The HTML of a node's children as it stands elsewhere too: without links, and without its problems. */
    String quietly(Node parent) {
        Place before = here;
        boolean outer = quiet;
        quiet = true;
        String html = children(parent);
        quiet = outer;
        here = before;
        return html.replaceAll("</?a\\b[^>]*>", "");
    }

    boolean quiet() {
        return quiet;
    }

    /** The numbered section that is being rendered, if there is one. */
    @Nullable
    Label section() {
        return section;
    }

    /** The HTML of a node's children. */
    String children(Node parent) {
        StringBuilder outer = out;
        out = new StringBuilder();
        visitChildren(parent);
        String html = out.toString();
        out = outer;
        return html;
    }

    void problem(String message) {
        if (!quiet) {
            book.problems().add(here, message);
        }
    }

    /** A problem of a node that is not being rendered. */
    void problem(Node node, String message) {
        Place before = here;
        if (!node.getSourceSpans().isEmpty()) {
            here = here.line(node.getSourceSpans().get(0).getLineIndex() + 1);
        }
        problem(message);
        here = before;
    }

    /** The HTML of a node's children that are read apart from the text in which they are asked for. */
    String aside(Node parent) {
        Place before = here;
        String html = children(parent);
        here = before;
        return html;
    }

    /** A formula as HTML, or its source if it is wrong. */
    String formula(String tex, boolean displayed) {
        try {
            return book.typesetter().formula(tex, displayed);
        } catch (FormulaException e) {
            problem("formula $" + tex + "$: " + e.getMessage());
            return "<code>" + Html.escape(tex) + "</code>";
        }
    }

    /** Displayed mathematics, numbered and linkable if it has a label. */
    String equation(String tex, @Nullable Label label) {
        String html = "<div class=\"formula\">" + formula(tex, true) + "</div>";
        if (label == null) {
            return "<div class=\"equation\">" + html + "</div>\n";
        }
        String number = label.kind() == Label.Kind.EQUATION
                ? "<a class=\"number\" href=\"#" + label.id() + "\" aria-label=\"Equation " + label.number() + "\">"
                        + label.name() + "</a>"
                : "";
        return "<div class=\"equation numbered\" id=\"" + label.id() + "\">" + html + number + "</div>\n";
    }

    String code(String source, String language) {
        String name = language.isEmpty() ? "" : " class=\"language-" + Html.escape(language) + "\"";
        return "<div class=\"copyable\"><pre class=\"code\"><code" + name + ">"
                + book.typesetter().code(source, language) + "</code></pre></div>\n";
    }

    @Override
    protected void visitChildren(Node parent) {
        if (depth >= DEEPEST) {
            problem("nested more than " + DEEPEST + " deep");
            return;
        }
        depth++;
        boolean mayHaveNotes = parent instanceof Document || parent instanceof Directive;
        Node next;
        for (Node node = parent.getFirstChild(); node != null; node = next) {
            next = node.getNext();
            if (!node.getSourceSpans().isEmpty()) {
                here = here.line(node.getSourceSpans().get(0).getLineIndex() + 1);
            }
            int start = out.length();
            node.accept(this);
            boolean last = next == null;
            // a note without a place of its own goes beside what follows
            if (mayHaveNotes && !notes.isEmpty() && (out.length() > start || last)) {
                String noted = notes.beside(out.substring(start));
                out.setLength(start);
                out.append(noted);
            }
        }
        depth--;
    }

    private void element(String tag, Node node) {
        out.append('<').append(tag).append('>');
        visitChildren(node);
        out.append("</").append(tag).append('>');
    }

    /** The id attribute of a block that the author labelled. */
    private String id(Node node) {
        Label label = book.survey().of(node);
        return label == null ? "" : " id=\"" + label.id() + "\"";
    }

    @Override
    public void visit(Document document) {
        visitChildren(document);
    }

    @Override
    public void visit(Heading heading) {
        Label label = book.survey().of(heading);
        section = book.survey().section(heading, section);
        if (label == null || label.kind() == Label.Kind.CHAPTER) {
            return; // the template sets the title
        }
        String number = label.number().isEmpty() ? "" : "<span class=\"number\">" + label.number() + "</span> ";
        out.append("<h" + heading.getLevel() + " id=\"" + label.id() + "\">" + number);
        visitChildren(heading);
        out.append(" <a class=\"anchor\" href=\"#" + label.id() + "\" aria-label=\"Link to this section\">#</a></h"
                + heading.getLevel() + ">\n");
    }

    @Override
    public void visit(Paragraph paragraph) {
        boolean tight = paragraph.getParent() instanceof ListItem
                && paragraph.getParent().getParent() instanceof ListBlock list
                && list.isTight();
        if (tight) {
            visitChildren(paragraph);
            return;
        }
        out.append("<p").append(id(paragraph)).append('>');
        visitChildren(paragraph);
        out.append("</p>\n");
    }

    @Override
    public void visit(BlockQuote quote) {
        out.append("<blockquote").append(id(quote)).append(">\n");
        visitChildren(quote);
        out.append("</blockquote>\n");
    }

    @Override
    public void visit(BulletList list) {
        out.append("<ul").append(id(list)).append(">\n");
        visitChildren(list);
        out.append("</ul>\n");
    }

    @Override
    public void visit(OrderedList list) {
        Integer start = list.getMarkerStartNumber();
        out.append("<ol").append(start == null || start == 1 ? "" : " start=\"" + start + "\"");
        out.append(id(list)).append(">\n");
        visitChildren(list);
        out.append("</ol>\n");
    }

    @Override
    public void visit(ListItem item) {
        element("li", item);
        out.append('\n');
    }

    @Override
    public void visit(FencedCodeBlock block) {
        String info = block.getInfo() == null ? "" : block.getInfo().strip();
        int space = info.indexOf(' ');
        out.append(code(block.getLiteral().stripTrailing(), space < 0 ? info : info.substring(0, space)));
    }

    @Override
    public void visit(IndentedCodeBlock block) {
        out.append(code(block.getLiteral().stripTrailing(), ""));
    }

    @Override
    public void visit(ThematicBreak thematicBreak) {
        out.append("<hr>\n");
    }

    @Override
    public void visit(HtmlBlock html) {
        problem(REFUSED + ": " + html.getLiteral().lines().findFirst().orElse(""));
    }

    @Override
    public void visit(HtmlInline html) {
        problem(REFUSED + ": " + html.getLiteral());
    }

    @Override
    public void visit(Text text) {
        String literal = text.getLiteral();
        if (literal.equals(":::") || literal.startsWith(":::{")) {
            problem("'" + literal
                    + "' opens or closes no directive; is its name in braces, and a closing fence there?");
        }
        Matcher lost = LOST_NOTE.matcher(literal);
        if (lost.find()) {
            problem("footnote " + lost.group() + " is not defined in this cell");
        }
        String prose = Quotes.curled(literal, text.getPrevious() == null);
        int glued = text.getPrevious() instanceof Formula formula ? glued(formula) : 0;
        if (glued > 0) {
            out.append(Html.escape(prose.substring(0, glued))).append("</span>");
        }
        out.append(Html.escape(prose.substring(glued)));
    }

    @Override
    public void visit(Code code) {
        out.append("<code>").append(Html.escape(code.getLiteral())).append("</code>");
    }

    @Override
    public void visit(Emphasis emphasis) {
        element("em", emphasis);
    }

    @Override
    public void visit(StrongEmphasis strong) {
        element("strong", strong);
    }

    @Override
    public void visit(SoftLineBreak lineBreak) {
        out.append('\n');
    }

    @Override
    public void visit(HardLineBreak lineBreak) {
        out.append("<br>\n");
    }

    @Override
    public void visit(Link link) {
        out.append(references.link(link));
    }

    @Override
    public void visit(Image image) {
        out.append(references.image(image.getDestination(), PlainText.of(image)));
    }

    @Override
    public void visit(CustomBlock block) {
        if (block instanceof Equation equation) {
            if (!equation.closed()) {
                problem("$$ is not closed by another $$");
            }
            out.append(equation(equation.tex(), book.survey().of(equation)));
        } else if (block instanceof Directive directive) {
            out.append(directives.html(directive));
        } else if (block instanceof TableBlock table) {
            out.append(new Tables(this).html(table, id(table)));
        } else if (!(block instanceof Anchor || block instanceof FootnoteDefinition)) {
            visitChildren(block);
        }
    }

    /** How many characters after a formula must stay on its line; long formulas break within, and take their chance. */
    private static int glued(Formula formula) {
        boolean brief = !formula.displayed() && formula.tex().length() <= LONGEST_GLUED;
        String text = brief && formula.getNext() instanceof Text after ? after.getLiteral() : "";
        int length = 0;
        while (length < text.length() && NEVER_FIRST.indexOf(text.charAt(length)) >= 0) {
            length++;
        }
        return length;
    }

    @Override
    public void visit(CustomNode node) {
        if (node instanceof Formula formula) {
            boolean glued = glued(formula) > 0;
            out.append(glued ? "<span class=\"glued\">" : "").append(formula(formula.tex(), formula.displayed()));
        } else if (node instanceof Role role) {
            out.append(references.role(role));
        } else if (node instanceof FootnoteReference reference) {
            out.append(quiet ? "" : notes.reference(reference.getLabel()));
        } else if (node instanceof Unreadable) {
            problem("the text nests too deeply to be read");
        } else if (node instanceof InlineFootnote) {
            problem("inline footnotes are not known; write [^name] and, in the same cell, [^name]: text");
        } else {
            visitChildren(node);
        }
    }

    /** A note in the margin without a number. */
    void marginNote(String html) {
        notes.add(html);
    }
}
