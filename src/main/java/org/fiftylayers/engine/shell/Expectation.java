package org.fiftylayers.engine.shell;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.util.TreePath;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** Says of which types a value would fit at a place. */
record Expectation(Look look) {
    /** The types; empty if any would do, or nothing is known. */
    List<TypeMirror> at(TreePath path) {
        Tree tree = path.getLeaf();
        TreePath around = path.getParentPath();
        Tree parent = around.getLeaf();
        if (parent instanceof VariableTree variable && variable.getInitializer() == tree) {
            return type(variable.getType() == null ? null : new TreePath(around, variable.getType()));
        }
        if (parent instanceof AssignmentTree assignment && assignment.getExpression() == tree) {
            return type(new TreePath(around, assignment.getVariable()));
        }
        if (parent instanceof ReturnTree) {
            return ofReturn(around);
        }
        if (parent instanceof MethodInvocationTree call && call.getArguments().contains(tree)) {
            return ofParameter(Overloads.of(look, around), call.getArguments().indexOf(tree));
        }
        if (parent instanceof NewClassTree call && call.getArguments().contains(tree)) {
            return ofParameter(Overloads.of(look, around), call.getArguments().indexOf(tree));
        }
        if (parent instanceof ParenthesizedTree) {
            Tree outer = around.getParentPath().getLeaf();
            return outer instanceof IfTree || outer instanceof WhileLoopTree
                    ? List.of(look.types().getPrimitiveType(TypeKind.BOOLEAN))
                    : parent instanceof ExpressionTree ? at(around) : List.of();
        }
        return List.of();
    }

    private List<TypeMirror> ofReturn(TreePath from) {
        for (TreePath at = from; at != null; at = at.getParentPath()) {
            if (at.getLeaf() instanceof LambdaExpressionTree) {
                return List.of();
            }
            if (at.getLeaf() instanceof MethodTree method) {
                return type(method.getReturnType() == null ? null : new TreePath(at, method.getReturnType()));
            }
        }
        return List.of();
    }

    private static List<TypeMirror> ofParameter(List<Overloads.Overload> overloads, int index) {
        List<TypeMirror> types = new ArrayList<>();
        for (Overloads.Overload overload : overloads) {
            ExecutableElement method = overload.method();
            List<? extends TypeMirror> parameters = overload.type().getParameterTypes();
            if (index < parameters.size()) {
                types.add(parameters.get(index));
            } else if (method.isVarArgs()) {
                types.add(parameters.get(parameters.size() - 1));
            }
        }
        return types;
    }

    private List<TypeMirror> type(@Nullable TreePath path) {
        TypeMirror type = path == null ? null : look.trees().getTypeMirror(path);
        return type == null || type.getKind() == TypeKind.ERROR ? List.of() : List.of(type);
    }
}
