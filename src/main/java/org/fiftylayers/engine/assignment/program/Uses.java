package org.fiftylayers.engine.assignment.program;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which members of a program a piece of it may use, by their names: rather one too many than one too few. */
public final class Uses {
    private final String program;
    private final Map<String, Set<String>> named = new HashMap<>();
    private final Map<String, Set<String>> methods = new HashMap<>();
    private final Map<String, Set<String>> rest = new HashMap<>();

    /** The uses within a program that compiles. */
    public Uses(Program program) {
        this.program = program.name();
        for (Tree member : PieceParser.members(program.source())) {
            Set<String> uses = names(member);
            if (member instanceof ClassTree type) {
                String name = type.getSimpleName().toString();
                add(named, name, uses);
                for (Tree part : type.getMembers()) {
                    if (part instanceof MethodTree method && isTest(method)) {
                        add(methods, name + "." + method.getName(), names(part));
                    } else {
                        add(rest, name, names(part));
                    }
                }
            } else if (member instanceof MethodTree method) {
                add(named, method.getName().toString(), uses);
            } else if (member instanceof VariableTree variable) {
                add(named, variable.getName().toString(), uses);
            }
        }
    }

    private static boolean isTest(MethodTree method) {
        return method.getModifiers().getAnnotations().stream()
                .anyMatch(
                        annotation -> annotation.getAnnotationType().toString().endsWith("Test"));
    }

    private static void add(Map<String, Set<String>> map, String key, Set<String> names) {
        map.computeIfAbsent(key, name -> new HashSet<>()).addAll(names);
    }

    /** What a method of the program may use. */
    public Set<String> of(String method) {
        return closure(named.getOrDefault(method, Set.of()));
    }

    /** What a test method of a class in the program may use, that class's other methods but for tests included. */
    public Set<String> of(String type, String method) {
        Set<String> names = methods.get(type + "." + method);
        if (names == null) {
            return of(type);
        }
        Set<String> all = new HashSet<>(names);
        all.addAll(rest.getOrDefault(type, Set.of()));
        return closure(all);
    }

    private Set<String> closure(Set<String> names) {
        Set<String> all = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(names);
        while (!open.isEmpty()) {
            String name = open.pop();
            if (all.add(name)) {
                open.addAll(named.getOrDefault(name, Set.of()));
            }
        }
        return all;
    }

    private Set<String> names(Tree tree) {
        Set<String> names = new HashSet<>();
        new TreeScanner<@Nullable Void, @Nullable Void>() {
            @Override
            public @Nullable Void visitIdentifier(IdentifierTree identifier, @Nullable Void nothing) {
                names.add(identifier.getName().toString());
                return super.visitIdentifier(identifier, null);
            }

            @Override
            public @Nullable Void visitMemberSelect(MemberSelectTree select, @Nullable Void nothing) {
                if (select.getExpression().toString().equals(program)) {
                    names.add(select.getIdentifier().toString());
                }
                return super.visitMemberSelect(select, null);
            }
        }.scan(tree, null);
        names.remove(program);
        return names;
    }
}
