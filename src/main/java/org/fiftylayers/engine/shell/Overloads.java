package org.fiftylayers.engine.shell;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Scope;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import org.jspecify.annotations.Nullable;

/** Finds the methods or constructors of one name that a call could mean. */
final class Overloads {
    private Overloads() {}

    /** A method, and its type as a member of what it is called on. */
    record Overload(ExecutableElement method, ExecutableType type) {}

    /** What a call could mean, the best match for its arguments first; empty if the tree is no call. */
    static List<Overload> of(Look look, TreePath call) {
        Tree leaf = call.getLeaf();
        List<Overload> found = new ArrayList<>();
        if (leaf instanceof MethodInvocationTree invocation) {
            found.addAll(named(look, new TreePath(call, invocation.getMethodSelect())));
            found.sort(byArguments(look, call, invocation.getArguments()));
        } else if (leaf instanceof NewClassTree created) {
            TypeMirror type = look.trees().getTypeMirror(new TreePath(call, created.getIdentifier()));
            found.addAll(members(look, call, type, "<init>"));
            found.sort(byArguments(look, call, created.getArguments()));
        }
        return found;
    }

    /** The methods that a name, or a name after a dot, could mean. */
    static List<Overload> named(Look look, TreePath select) {
        if (select.getLeaf() instanceof MemberSelectTree member) {
            TypeMirror type = look.trees().getTypeMirror(new TreePath(select, member.getExpression()));
            return members(look, select, type, member.getIdentifier().toString());
        }
        if (select.getLeaf() instanceof MemberReferenceTree reference) {
            TypeMirror type = look.trees().getTypeMirror(new TreePath(select, reference.getQualifierExpression()));
            return members(look, select, type, reference.getName().toString());
        }
        return select.getLeaf() instanceof IdentifierTree identifier
                ? visible(look, select, identifier.getName().toString())
                : List.of();
    }

    private static List<Overload> members(Look look, TreePath call, @Nullable TypeMirror type, String name) {
        List<Overload> found = new ArrayList<>();
        if (type == null
                || type.getKind() != TypeKind.DECLARED
                || !(type instanceof DeclaredType declared)
                || !(declared.asElement() instanceof TypeElement owner)) {
            return found;
        }
        Scope scope = look.trees().getScope(call);
        for (Element member : look.elements().getAllMembers(owner)) {
            if (member instanceof ExecutableElement method
                    && method.getSimpleName().contentEquals(name)
                    && look.trees().isAccessible(scope, method, declared)
                    && look.types().asMemberOf(declared, method) instanceof ExecutableType as) {
                found.add(new Overload(method, as));
            }
        }
        return found;
    }

    private static List<Overload> visible(Look look, TreePath call, String name) {
        List<Overload> found = new ArrayList<>();
        for (Scope scope = look.trees().getScope(call); scope != null; scope = scope.getEnclosingScope()) {
            List<Element> elements = new ArrayList<>();
            scope.getLocalElements().forEach(elements::add);
            if (scope.getEnclosingClass() != null) {
                elements.addAll(look.elements().getAllMembers(scope.getEnclosingClass()));
            }
            for (ExecutableElement method : ElementFilter.methodsIn(elements)) {
                boolean known = found.stream().anyMatch(overload -> overload.method.equals(method));
                if (method.getSimpleName().contentEquals(name) && !known) {
                    found.add(new Overload(method, (ExecutableType) method.asType()));
                }
            }
        }
        return found;
    }

    /** How many arguments a method cannot take, or lacks; the order of declaration decides between equals. */
    private static Comparator<Overload> byArguments(
            Look look, TreePath call, List<? extends ExpressionTree> arguments) {
        List<TypeMirror> given = new ArrayList<>();
        for (ExpressionTree argument : arguments) {
            TypeMirror type = look.trees().getTypeMirror(new TreePath(call, argument));
            if (type != null) {
                given.add(type);
            }
        }
        return Comparator.comparingInt(overload -> {
            List<? extends TypeMirror> parameters = overload.type.getParameterTypes();
            int misfits = Math.abs(parameters.size() - given.size());
            for (int i = 0; i < Math.min(parameters.size(), given.size()); i++) {
                TypeMirror type = given.get(i);
                boolean typed = type.getKind() != TypeKind.ERROR
                        && type.getKind() != TypeKind.NONE
                        && type.getKind() != TypeKind.VOID
                        && !(type instanceof ExecutableType);
                misfits += typed && !look.types().isAssignable(type, parameters.get(i)) ? 2 : 0;
            }
            return misfits;
        });
    }
}
