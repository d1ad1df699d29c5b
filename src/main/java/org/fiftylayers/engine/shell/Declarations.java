package org.fiftylayers.engine.shell;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.tools.JavaFileManager;
import org.jspecify.annotations.Nullable;

/** Finds where in its source a compiled class, method or field is declared: there its description stands. */
final class Declarations {
    /** So many parsed files are kept. */
    private static final int KEPT = 16;

    private final SourceFiles sources;
    private final JavaFileManager files;
    private final Map<String, Optional<Look>> parsed = new LinkedHashMap<>(KEPT, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Optional<Look>> eldest) {
            return size() > KEPT;
        }
    };

    Declarations(SourceFiles sources, JavaFileManager files) {
        this.sources = sources;
        this.files = files;
    }

    /** The names of a method's parameters; empty if its source is not there. */
    List<String> parameterNames(Look look, ExecutableElement method) {
        Found found = find(look, method);
        return found != null && found.path.getLeaf() instanceof MethodTree tree
                ? tree.getParameters().stream()
                        .map(parameter -> parameter.getName().toString())
                        .toList()
                : List.of();
    }

    /** The description of a declaration, or of what it overrides; null if there is none. */
    @Nullable
    DocCommentTree comment(Look look, Element element) {
        DocCommentTree own = ownComment(look, element);
        if (own != null || !(element instanceof ExecutableElement method)) {
            return own;
        }
        if (method.getEnclosingElement() instanceof TypeElement owner) {
            return inherited(look, method, owner, owner);
        }
        return null;
    }

    private @Nullable DocCommentTree inherited(
            Look look, ExecutableElement method, TypeElement owner, TypeElement from) {
        for (TypeMirror parent : look.types().directSupertypes(from.asType())) {
            if (parent instanceof DeclaredType declared && declared.asElement() instanceof TypeElement type) {
                for (Element member : type.getEnclosedElements()) {
                    if (member instanceof ExecutableElement above
                            && look.elements().overrides(method, above, owner)) {
                        DocCommentTree comment = ownComment(look, above);
                        if (comment != null) {
                            return comment;
                        }
                    }
                }
                DocCommentTree comment = inherited(look, method, owner, type);
                if (comment != null) {
                    return comment;
                }
            }
        }
        return null;
    }

    private @Nullable DocCommentTree ownComment(Look look, Element element) {
        TreePath here = isDraft(element) ? look.declaration(element) : null;
        if (here != null) {
            return look.trees().getDocCommentTree(here);
        }
        Found found = find(look, element);
        DocCommentTree comment = found == null ? null : found.in.trees().getDocCommentTree(found.path);
        return comment == null
                        || (comment.getFullBody().isEmpty()
                                && comment.getBlockTags().isEmpty())
                ? null
                : comment;
    }

    private static boolean isDraft(Element element) {
        for (Element at = element; at != null; at = at.getEnclosingElement()) {
            if (at.getSimpleName().toString().startsWith("$Draft")) {
                return true;
            }
        }
        return false;
    }

    private @Nullable Found find(Look look, Element element) {
        Deque<Element> chain = new ArrayDeque<>();
        for (Element at = element; at != null && at.getKind() != ElementKind.PACKAGE; at = at.getEnclosingElement()) {
            chain.push(at);
        }
        if (!(chain.peek() instanceof TypeElement top)) {
            return null;
        }
        Look source = source(look, top);
        if (source == null) {
            return null;
        }
        TreePath path = new TreePath(source.unit());
        for (Element step : chain) {
            Tree tree =
                    declaration(path.getLeaf() == source.unit() ? source.unit().getTypeDecls() : members(path), step);
            if (tree == null) {
                return null;
            }
            path = new TreePath(path, tree);
        }
        return new Found(source, path);
    }

    private @Nullable Look source(Look look, TypeElement top) {
        ModuleElement module = look.elements().getModuleOf(top);
        String moduleName = module == null ? "" : module.getQualifiedName().toString();
        String name = top.getQualifiedName().toString();
        return parsed.computeIfAbsent(name, key -> Optional.ofNullable(sources.find(moduleName, key))
                        .map(text -> Look.parse(text, files)))
                .orElse(null);
    }

    private static List<? extends Tree> members(TreePath path) {
        return path.getLeaf() instanceof ClassTree type ? type.getMembers() : List.of();
    }

    private static @Nullable Tree declaration(List<? extends Tree> members, Element element) {
        Tree best = null;
        int bestScore = -1;
        for (Tree member : members) {
            int score = -1;
            if (member instanceof MethodTree tree && element instanceof ExecutableElement method) {
                score = score(tree, method);
            } else if (member instanceof ClassTree tree && element instanceof TypeElement) {
                score = element.getSimpleName().contentEquals(tree.getSimpleName()) ? 0 : -1;
            } else if (member instanceof VariableTree tree && element.getKind().isField()) {
                score = element.getSimpleName().contentEquals(tree.getName()) ? 0 : -1;
            }
            if (score > bestScore) {
                best = member;
                bestScore = score;
            }
        }
        return best;
    }

    /** How many parameters are of the same simple type; -1 if it is another method. Type variables stay unequal. */
    private static int score(MethodTree tree, ExecutableElement method) {
        if (!method.getSimpleName().contentEquals(tree.getName())
                || method.getParameters().size() != tree.getParameters().size()) {
            return -1;
        }
        int same = 0;
        for (int i = 0; i < tree.getParameters().size(); i++) {
            String written = simple(tree.getParameters().get(i).getType().toString());
            String compiled = simple(Signature.of(method.getParameters().get(i).asType()));
            same += written.equals(compiled) ? 1 : 0;
        }
        return same;
    }

    private static String simple(String type) {
        return type.replaceAll("@[\\w.]+ ?|<.*>|\\s", "")
                .replaceAll("(?:\\w+\\.)+(?=\\w)", "")
                .replace("...", "[]");
    }

    private record Found(Look in, TreePath path) {}
}
