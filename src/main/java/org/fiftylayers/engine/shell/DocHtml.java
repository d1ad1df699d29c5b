package org.fiftylayers.engine.shell;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.EndElementTree;
import com.sun.source.doctree.EntityTree;
import com.sun.source.doctree.InheritDocTree;
import com.sun.source.doctree.LinkTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.doctree.ReturnTree;
import com.sun.source.doctree.StartElementTree;
import com.sun.source.doctree.TextTree;
import com.sun.source.doctree.ThrowsTree;
import com.sun.source.doctree.UnknownBlockTagTree;
import com.sun.source.doctree.UnknownInlineTagTree;
import com.sun.source.util.SimpleDocTreeVisitor;
import java.util.List;

/** Turns Javadoc into HTML without links: a tooltip leads nowhere. */
final class DocHtml extends SimpleDocTreeVisitor<String, Void> {
    /** The whole comment. */
    static String of(DocCommentTree comment) {
        DocHtml html = new DocHtml();
        String body = html.all(comment.getFullBody());
        StringBuilder tags = new StringBuilder();
        html.addTags(tags, "Parameters", comment, DocTree.Kind.PARAM);
        html.addTags(tags, "Returns", comment, DocTree.Kind.RETURN);
        html.addTags(tags, "Throws", comment, DocTree.Kind.THROWS);
        html.addTags(tags, "Throws", comment, DocTree.Kind.EXCEPTION);
        return (body.isBlank() ? "" : "<p>" + body.strip() + "</p>\n")
                + (tags.isEmpty() ? "" : "<dl>\n" + tags + "</dl>\n");
    }

    /** Text with what HTML gives a meaning replaced. */
    static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private void addTags(StringBuilder html, String title, DocCommentTree comment, DocTree.Kind kind) {
        List<? extends DocTree> tags = comment.getBlockTags().stream()
                .filter(tag -> tag.getKind() == kind)
                .toList();
        if (!tags.isEmpty()) {
            html.append("<dt>").append(title).append("</dt>\n");
            tags.forEach(tag -> html.append("<dd>").append(visit(tag, null)).append("</dd>\n"));
        }
    }

    private String all(Iterable<? extends DocTree> trees) {
        StringBuilder html = new StringBuilder();
        for (DocTree tree : trees) {
            html.append(visit(tree, null));
        }
        return html.toString();
    }

    @Override
    protected String defaultAction(DocTree tree, Void nothing) {
        return "<code>" + escape(tree.toString()) + "</code>";
    }

    @Override
    public String visitText(TextTree tree, Void nothing) {
        return escape(tree.getBody());
    }

    @Override
    public String visitEntity(EntityTree tree, Void nothing) {
        return tree.toString();
    }

    @Override
    public String visitStartElement(StartElementTree tree, Void nothing) {
        return tree.getName().toString().matches("(?i)a|img|script|style|iframe") ? "" : tree.toString();
    }

    @Override
    public String visitEndElement(EndElementTree tree, Void nothing) {
        return tree.getName().toString().matches("(?i)a|img|script|style|iframe") ? "" : tree.toString();
    }

    @Override
    public String visitLiteral(LiteralTree tree, Void nothing) {
        String text = escape(tree.getBody().getBody());
        return tree.getKind() == DocTree.Kind.CODE ? "<code>" + text + "</code>" : text;
    }

    @Override
    public String visitLink(LinkTree tree, Void nothing) {
        String label = all(tree.getLabel());
        return "<code>"
                + (label.isBlank() ? escape(reference(tree.getReference().toString())) : label) + "</code>";
    }

    /** {@code #times(double)} is, to a reader, times(double). */
    private static String reference(String text) {
        return text.replaceFirst("^#", "").replace('#', '.');
    }

    @Override
    public String visitInheritDoc(InheritDocTree tree, Void nothing) {
        return "";
    }

    @Override
    public String visitParam(ParamTree tree, Void nothing) {
        String name = tree.isTypeParameter()
                ? "<" + tree.getName() + ">"
                : tree.getName().toString();
        return "<code>" + escape(name) + "</code> – " + all(tree.getDescription());
    }

    @Override
    public String visitReturn(ReturnTree tree, Void nothing) {
        String description = all(tree.getDescription());
        return tree.isInline() ? "Returns " + description + "." : description;
    }

    @Override
    public String visitThrows(ThrowsTree tree, Void nothing) {
        return "<code>" + escape(tree.getExceptionName().toString()) + "</code> – " + all(tree.getDescription());
    }

    @Override
    public String visitUnknownInlineTag(UnknownInlineTagTree tree, Void nothing) {
        return all(tree.getContent());
    }

    @Override
    public String visitUnknownBlockTag(UnknownBlockTagTree tree, Void nothing) {
        return all(tree.getContent());
    }
}
