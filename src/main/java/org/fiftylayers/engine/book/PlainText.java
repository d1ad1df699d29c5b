package org.fiftylayers.engine.book;

import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.CustomNode;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.fiftylayers.engine.book.myst.Formula;
import org.fiftylayers.engine.book.myst.Role;

/** The words of inline content, without any markup. */
final class PlainText extends AbstractVisitor {
    private final StringBuilder out = new StringBuilder();

    private PlainText() {}

    static String of(Node parent) {
        PlainText text = new PlainText();
        text.visitChildren(parent);
        return text.out.toString().strip();
    }

    @Override
    public void visit(Text text) {
        out.append(text.getLiteral());
    }

    @Override
    public void visit(Code code) {
        out.append(code.getLiteral());
    }

    @Override
    public void visit(SoftLineBreak lineBreak) {
        out.append(' ');
    }

    @Override
    public void visit(HardLineBreak lineBreak) {
        out.append(' ');
    }

    @Override
    public void visit(CustomNode node) {
        if (node instanceof Formula formula) {
            out.append(formula.tex());
        } else if (node instanceof Role role) {
            out.append(role.content());
        } else {
            visitChildren(node);
        }
    }
}
