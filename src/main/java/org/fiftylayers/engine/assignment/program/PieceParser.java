package org.fiftylayers.engine.assignment.program;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.lang.model.element.Modifier;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** Tells what a piece of a cell is, by what the compiler takes it for. */
final class PieceParser {
    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();
    private static final String CLASS = "class $ {\n";

    /** Kept, as a new one for each piece takes four times as long as all the rest; it serves one thread at a time. */
    private static final ThreadLocal<StandardJavaFileManager> FILES =
            ThreadLocal.withInitial(() -> COMPILER.getStandardFileManager(null, Locale.ROOT, null));

    private PieceParser() {}

    /**
     * The declarations that a piece consists of.
     *
     * @return null if it is no declaration
     */
    static @Nullable List<Declaration> declarations(String cell, String piece) {
        DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
        Parsed parsed = parse(CLASS + piece + "\n}", problems);
        boolean right = problems.getDiagnostics().isEmpty();
        if (!problems.getDiagnostics().stream().allMatch(PieceParser::isVar)
                || !(parsed.unit.getTypeDecls().get(0) instanceof ClassTree holder)) {
            return null;
        }
        List<Declaration> declarations = new ArrayList<>();
        for (Tree tree : holder.getMembers()) {
            Member member = member(cell, tree);
            if (member == null || !(right || member.type().equals("var"))) {
                return null;
            }
            declarations.add(
                    tree instanceof VariableTree variable
                            ? variable(parsed, member, variable, piece)
                            : new Declaration(member, withoutModifiers(parsed, tree, piece), 0));
        }
        return declarations.isEmpty() ? null : declarations;
    }

    /** A class has no {@code var}; cells do. */
    private static boolean isVar(Diagnostic<?> problem) {
        return problem.getCode().equals("compiler.err.restricted.type.not.allowed.here");
    }

    private static Declaration variable(Parsed parsed, Member member, VariableTree variable, String piece) {
        Tree value = variable.getInitializer();
        if (value == null) {
            return new Declaration(member, "", 0);
        }
        int start = (int) parsed.positions().getStartPosition(parsed.unit, value) - CLASS.length();
        int end = (int) parsed.positions().getEndPosition(parsed.unit, value) - CLASS.length();
        return new Declaration(member, piece.substring(start, end), start);
    }

    /** The members of the first class of a text that has no syntax error. */
    static List<? extends Tree> members(String text) {
        Parsed parsed = parse(text);
        if (parsed == null || !(parsed.unit.getTypeDecls().get(0) instanceof ClassTree holder)) {
            throw new IllegalArgumentException("no class: " + text);
        }
        return holder.getMembers();
    }

    /** Whether a piece can stand in a method. */
    static boolean isStatement(String piece) {
        return parse("class $ { void $() throws Throwable { if (true) {\n" + piece + "\n}}}") != null;
    }

    /** Whether a piece that does not parse makes more sense as a declaration: its first mistake comes later then. */
    static boolean isBrokenDeclaration(String piece) {
        String inMethod = "class $ { void $() throws Throwable { if (true) {\n";
        return firstMistake(CLASS + piece + "\n}") - CLASS.length()
                > firstMistake(inMethod + piece + "\n}}}") - inMethod.length();
    }

    /**
     * A declaration.
     *
     * @param text the piece, with blanks for the modifiers that say who may see it; of a variable, its value alone
     * @param value where a variable's value begins in the piece
     */
    record Declaration(Member member, String text, int value) {}

    private static @Nullable Member member(String cell, Tree tree) {
        if (tree instanceof MethodTree method && method.getReturnType() != null) {
            List<Member.Parameter> parameters = method.getParameters().stream()
                    .map(parameter -> new Member.Parameter(
                            parameter.getType().toString(), parameter.getName().toString()))
                    .toList();
            String type = method.getTypeParameters().isEmpty()
                    ? ""
                    : "<"
                            + String.join(
                                    ", ",
                                    method.getTypeParameters().stream()
                                            .map(Tree::toString)
                                            .toList()) + ">";
            return new Member(
                    Member.Kind.METHOD,
                    cell,
                    method.getName().toString(),
                    String.valueOf(method.getReturnType()),
                    parameters,
                    type,
                    String.join(
                            ", ",
                            method.getThrows().stream().map(Tree::toString).toList()),
                    true);
        }
        if (tree instanceof VariableTree variable) {
            String type =
                    variable.getType() == null ? "var" : variable.getType().toString();
            String name = variable.getName().toString();
            boolean set = variable.getInitializer() != null;
            return new Member(Member.Kind.VARIABLE, cell, name, type, List.of(), "", "", set);
        }
        if (tree instanceof ClassTree type) {
            String name = type.getSimpleName().toString();
            return new Member(Member.Kind.TYPE, cell, name, name, List.of(), "", "", true);
        }
        return null;
    }

    private static String withoutModifiers(Parsed parsed, Tree tree, String piece) {
        ModifiersTree modifiers =
                tree instanceof MethodTree method ? method.getModifiers() : ((ClassTree) tree).getModifiers();
        int start = (int) parsed.positions().getStartPosition(parsed.unit, modifiers) - CLASS.length();
        int end = (int) parsed.positions().getEndPosition(parsed.unit, modifiers) - CLASS.length();
        if (start < 0 || end > piece.length()) {
            return piece;
        }
        StringBuilder text = new StringBuilder(piece);
        for (Modifier modifier : List.of(Modifier.PUBLIC, Modifier.PROTECTED, Modifier.PRIVATE, Modifier.STATIC)) {
            int at = modifiers.getFlags().contains(modifier) ? text.indexOf(modifier.toString(), start) : -1;
            if (at >= 0 && at < end) {
                text.replace(
                        at,
                        at + modifier.toString().length(),
                        " ".repeat(modifier.toString().length()));
            }
        }
        return text.toString();
    }

    /** The tree of a text; null if it has a syntax error. */
    private static @Nullable Parsed parse(String text) {
        DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
        Parsed parsed = parse(text, problems);
        return problems.getDiagnostics().isEmpty() ? parsed : null;
    }

    private static long firstMistake(String text) {
        DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
        parse(text, problems);
        return problems.getDiagnostics().stream()
                .mapToLong(Diagnostic::getPosition)
                .min()
                .orElse(text.length());
    }

    private static Parsed parse(String text, DiagnosticCollector<JavaFileObject> problems) {
        JavacTask task = (JavacTask)
                COMPILER.getTask(null, FILES.get(), problems, List.of("-proc:none"), null, List.of(new Text(text)));
        try {
            return new Parsed(task.parse().iterator().next(), task);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Parsed(CompilationUnitTree unit, JavacTask task) {
        SourcePositions positions() {
            return Trees.instance(task).getSourcePositions();
        }
    }

    private static final class Text extends SimpleJavaFileObject {
        private final String text;

        Text(String text) {
            super(URI.create("piece:///$.java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
