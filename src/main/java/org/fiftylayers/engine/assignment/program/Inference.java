package org.fiftylayers.engine.assignment.program;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.IntersectionType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;

/** The types that a compiler has inferred for local variables, as they can be written elsewhere. */
final class Inference {
    /** Bounds can lead back to themselves, as in {@code T extends Comparable<T>}. */
    private static final int DEEPEST = 5;

    private final String program;
    private final CompilationUnitTree unit;
    private final Trees trees;

    /** @param unit a {@link Program#inferable} that was analysed */
    Inference(String program, CompilationUnitTree unit, Trees trees) {
        this.program = program;
        this.unit = unit;
        this.trees = trees;
    }

    /** The types of the variables in order; "" where there is none. */
    List<String> types() {
        List<String> types = new ArrayList<>();
        for (Tree type : unit.getTypeDecls()) {
            if (type instanceof ClassTree holder) {
                collect(holder, types);
            }
        }
        return types;
    }

    private void collect(ClassTree holder, List<String> types) {
        for (Tree member : holder.getMembers()) {
            if (!(member instanceof MethodTree method) || !method.getName().contentEquals(Program.INFER)) {
                continue;
            }
            for (StatementTree statement : method.getBody().getStatements()) {
                if (statement instanceof VariableTree variable) {
                    TypeMirror type = trees.getTypeMirror(TreePath.getPath(unit, variable));
                    types.add(type == null ? "" : name(type, 0));
                } else if (statement instanceof ExpressionStatementTree within
                        && within.getExpression() instanceof NewClassTree created
                        && created.getClassBody() != null) {
                    collect(created.getClassBody(), types);
                }
            }
        }
    }

    /** The type itself, or the nearest above it that has a name; "" if there is none. */
    private String name(TypeMirror type, int depth) {
        if (depth > DEEPEST) {
            return "Object";
        }
        return switch (type.getKind()) {
            case BOOLEAN, BYTE, SHORT, INT, LONG, CHAR, FLOAT, DOUBLE ->
                type.getKind().name().toLowerCase(java.util.Locale.ROOT);
            case ARRAY -> {
                String component = name(((ArrayType) type).getComponentType(), depth);
                yield component.isEmpty() ? "" : component + "[]";
            }
            case DECLARED -> declared((DeclaredType) type, depth);
            case INTERSECTION ->
                name(
                        ((IntersectionType) type)
                                .getBounds().stream()
                                        .filter(bound -> !isObject(bound))
                                        .findFirst()
                                        .orElseThrow(),
                        depth);
            case TYPEVAR -> name(((TypeVariable) type).getUpperBound(), depth + 1);
            default -> "";
        };
    }

    private String declared(DeclaredType type, int depth) {
        TypeElement element = (TypeElement) type.asElement();
        if (element.getSimpleName().isEmpty()) {
            TypeMirror above = element.getSuperclass();
            boolean object = isObject(above) && !element.getInterfaces().isEmpty();
            return name(object ? element.getInterfaces().get(0) : above, depth);
        }
        String outer = type.getEnclosingType() instanceof DeclaredType enclosing
                        && !enclosing.getTypeArguments().isEmpty()
                ? name(enclosing, depth) + "." + element.getSimpleName()
                : element.getQualifiedName().toString();
        String name = outer.startsWith(program + ".") ? outer.substring(program.length() + 1) : outer;
        return type.getTypeArguments().isEmpty()
                ? name
                : name
                        + type.getTypeArguments().stream()
                                .map(argument -> argument(argument, depth + 1))
                                .collect(Collectors.joining(", ", "<", ">"));
    }

    private String argument(TypeMirror type, int depth) {
        if (depth > DEEPEST) {
            return "?";
        }
        if (type instanceof WildcardType wildcard) {
            TypeMirror above = wildcard.getExtendsBound();
            TypeMirror below = wildcard.getSuperBound();
            return above != null
                    ? "? extends " + name(above, depth)
                    : below != null ? "? super " + name(below, depth) : "?";
        }
        String name = name(type, depth);
        return name.isEmpty() ? "?" : name;
    }

    private static boolean isObject(TypeMirror type) {
        return type.toString().equals("java.lang.Object");
    }
}
