package org.fiftylayers.engine.shell;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParameterizedTypeTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.fiftylayers.display.MimeBundle;
import org.jspecify.annotations.Nullable;

/** Says what is known of the name at a cursor: its signatures, and the description of the one that is meant. */
final class Inspector {
    private static final int SIGNATURES = 12;

    private final DraftCompiler compiler;
    private final Declarations declarations;
    private final Earlier earlier;

    Inspector(DraftCompiler compiler, Declarations declarations, Earlier earlier) {
        this.compiler = compiler;
        this.declarations = declarations;
        this.earlier = earlier;
    }

    @Nullable
    MimeBundle inspect(String cell, int cursor, boolean detailed) {
        NameAt name = NameAt.of(cell, cursor);
        if (name == null) {
            return null;
        }
        MimeBundle found = inspect(cell, name, detailed);
        // What follows the cursor may be too broken, and what stands above it too.
        if (found == null) {
            found = inspect(cell.substring(0, Math.max(name.end(), cursor)), name, detailed);
        }
        int line = cell.lastIndexOf('\n', name.start()) + 1;
        if (found == null && line > 0) {
            NameAt inLine = new NameAt(name.start() - line, name.end() - line);
            found = inspect(cell.substring(line, Math.max(name.end(), cursor)), inLine, detailed);
        }
        return found;
    }

    private @Nullable MimeBundle inspect(String cell, NameAt name, boolean detailed) {
        Draft draft = compiler.write(cell);
        Look look = compiler.look(draft);
        TreePath path = look.pathAt(draft.position(name.end() - 1));
        if (path == null) {
            return null;
        }
        List<Meaning> meanings = meanings(look, path);
        return meanings.isEmpty() ? null : describe(look, meanings, detailed);
    }

    private static List<Meaning> meanings(Look look, TreePath path) {
        List<Meaning> meanings = new ArrayList<>();
        Element element = look.trees().getElement(path);
        TreePath call = call(path);
        if (element == null || element.asType().getKind() == TypeKind.ERROR || element instanceof ExecutableElement) {
            add(meanings, call == null ? Overloads.named(look, path) : Overloads.of(look, call));
        } else if (call != null && call.getLeaf() instanceof NewClassTree) {
            add(meanings, Overloads.of(look, call));
        }
        if (meanings.isEmpty() && call != null) {
            add(meanings, Overloads.named(look, path));
        }
        boolean known = element != null
                && element.asType().getKind() != TypeKind.ERROR
                && (element.getKind() != ElementKind.PACKAGE
                        || look.elements().getPackageElement(element.toString()) != null);
        if (known && element instanceof ExecutableElement) {
            // The compiler has chosen: that one first.
            for (Meaning meaning : List.copyOf(meanings)) {
                if (meaning.element.equals(element)) {
                    meanings.remove(meaning);
                    meanings.add(0, meaning);
                }
            }
        }
        if (known && meanings.isEmpty()) {
            TypeMirror type = element.getKind().isClass() || element instanceof ExecutableElement
                    ? element.asType()
                    : look.trees().getTypeMirror(path);
            meanings.add(new Meaning(element, type == null ? element.asType() : type));
        }
        return meanings;
    }

    private static void add(List<Meaning> meanings, List<Overloads.Overload> overloads) {
        overloads.forEach(overload -> meanings.add(new Meaning(overload.method(), overload.type())));
    }

    /** The call of which the path is the name; null if it is no call's. */
    private static @Nullable TreePath call(TreePath path) {
        Tree leaf = path.getLeaf();
        for (TreePath at = path.getParentPath(); at != null; leaf = at.getLeaf(), at = at.getParentPath()) {
            if (at.getLeaf() instanceof MethodInvocationTree call) {
                return call.getMethodSelect() == leaf ? at : null;
            }
            if (at.getLeaf() instanceof NewClassTree call) {
                return call.getIdentifier() == leaf ? at : null;
            }
            if (!(at.getLeaf() instanceof ParameterizedTypeTree)) {
                return null;
            }
        }
        return null;
    }

    private MimeBundle describe(Look look, List<Meaning> meanings, boolean detailed) {
        StringBuilder signatures = new StringBuilder();
        StringBuilder html = new StringBuilder();
        for (int i = 0; i < meanings.size() && (i < SIGNATURES || detailed); i++) {
            Meaning meaning = meanings.get(i);
            List<String> names = meaning.element instanceof ExecutableElement method
                    ? declarations.parameterNames(look, method)
                    : List.of();
            String value = earlier.value(meaning.element);
            String signature = Signature.of(meaning.element, meaning.type, names) + value;
            signatures.append(signature).append('\n');
            if (i == 0 || detailed) {
                html.append(detailed && i > 0 ? "<pre>" + DocHtml.escape(signature) + "</pre>\n" : "");
                html.append(description(look, meaning.element));
            }
        }
        if (meanings.size() > SIGNATURES && !detailed) {
            signatures.append("… and ").append(meanings.size() - SIGNATURES).append(" more\n");
        }
        String title = signatures.toString().stripTrailing();
        String plain = PlainText.of(html.toString());
        return MimeBundle.of(MimeBundle.HTML, "<pre>" + DocHtml.escape(title) + "</pre>\n" + html)
                .and(MimeBundle.TEXT, title + (plain.isEmpty() ? "" : "\n\n" + plain));
    }

    private String description(Look look, Element element) {
        DocCommentTree comment = declarations.comment(look, element);
        if (comment == null
                && element.getKind() == ElementKind.CONSTRUCTOR
                && element.getEnclosingElement() instanceof TypeElement owner) {
            return description(look, owner);
        }
        return comment == null ? earlier.comment(element) : DocHtml.of(comment);
    }

    private record Meaning(Element element, TypeMirror type) {}
}
