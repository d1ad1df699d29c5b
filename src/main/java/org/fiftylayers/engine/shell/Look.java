package org.fiftylayers.engine.shell;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ErroneousTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import javax.lang.model.element.Element;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.DiagnosticListener;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * What the compiler sees in a text.
 *
 * @param unit the tree of the text
 * @param trees what the compiler knows of trees
 * @param elements what it knows of declarations
 * @param types what it knows of types
 */
record Look(CompilationUnitTree unit, DocTrees trees, Elements elements, Types types) {
    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

    /** Parses and attributes a text; mistakes in it are passed over. */
    static Look at(String text, JavaFileManager files, List<String> options) {
        JavacTask task = task(text, files, options);
        Look look = look(task);
        try {
            task.analyze();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return look;
    }

    /** Only parses a text. */
    static Look parse(String text, JavaFileManager files) {
        return look(task(text, files, List.of()));
    }

    /** What is wrong with a text as the compiler's codes say it, before it looks at any name or type. */
    static List<String> syntaxErrors(String text, JavaFileManager files) {
        DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
        Look unused = look(task(text, files, List.of(), problems));
        return problems.getDiagnostics().stream()
                .filter(problem -> problem.getKind() == Diagnostic.Kind.ERROR)
                .map(Diagnostic::getCode)
                .toList();
    }

    /**
     * Where the method or class ends with which a text begins; what follows may be anything.
     *
     * @return −1 if it begins with something else, or with a mistake
     */
    static int firstDeclarationEnd(String text) {
        String before = "class $ {\n";
        DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
        Look look = look(task(before + text + "\n}", null, List.of(), problems));
        if (look.unit.getTypeDecls().isEmpty()
                || !(look.unit.getTypeDecls().get(0) instanceof ClassTree holder)
                || holder.getMembers().isEmpty()) {
            return -1;
        }
        Tree first = holder.getMembers().get(0);
        long end = look.trees.getSourcePositions().getEndPosition(look.unit, first);
        boolean right = problems.getDiagnostics().stream().allMatch(problem -> problem.getPosition() >= end);
        boolean declaration = first instanceof ClassTree
                || (first instanceof MethodTree method && method.getReturnType() != null && method.getBody() != null);
        return declaration && right ? (int) end - before.length() : -1;
    }

    static JavaCompiler compiler() {
        return COMPILER;
    }

    private static JavacTask task(String text, JavaFileManager files, List<String> options) {
        return task(text, files, options, problem -> {});
    }

    private static JavacTask task(
            String text,
            @Nullable JavaFileManager files,
            List<String> options,
            DiagnosticListener<? super JavaFileObject> listener) {
        JavaFileObject file = new Text(text);
        return (JavacTask) COMPILER.getTask(null, files, listener, options, null, List.of(file));
    }

    private static Look look(JavacTask task) {
        try {
            CompilationUnitTree unit = task.parse().iterator().next();
            return new Look(unit, DocTrees.instance(task), task.getElements(), task.getTypes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The innermost tree around a position; null if there is none. */
    @Nullable
    TreePath pathAt(long position) {
        SourcePositions positions = trees.getSourcePositions();
        TreePath[] found = new TreePath[1];
        new TreePathScanner<@Nullable Void, @Nullable Void>() {
            @Override
            public @Nullable Void scan(@Nullable Tree tree, @Nullable Void nothing) {
                if (tree != null) {
                    long start = positions.getStartPosition(unit, tree);
                    long end = positions.getEndPosition(unit, tree);
                    if (start <= position && position < end) {
                        TreePath parent = getCurrentPath();
                        found[0] = parent == null ? new TreePath(unit) : new TreePath(parent, tree);
                        super.scan(tree, null);
                    } else if (tree instanceof ErroneousTree || start < 0) {
                        super.scan(tree, null); // some trees of broken code have no position of their own
                    }
                }
                return null;
            }

            @Override
            public @Nullable Void visitErroneous(ErroneousTree tree, @Nullable Void nothing) {
                return scan(tree.getErrorTrees(), null);
            }
        }.scan(unit, null);
        return found[0];
    }

    /** Where the text declares something; null if it does not. The compiler itself forgets that for local classes. */
    @Nullable
    TreePath declaration(Element element) {
        TreePath[] found = new TreePath[1];
        new TreePathScanner<@Nullable Void, @Nullable Void>() {
            @Override
            public @Nullable Void scan(@Nullable Tree tree, @Nullable Void nothing) {
                if (tree instanceof MethodTree || tree instanceof ClassTree || tree instanceof VariableTree) {
                    TreePath path = new TreePath(getCurrentPath(), tree);
                    Element declared = trees.getElement(path);
                    // Scopes of local classes are those of copies: not the same objects.
                    if (declared != null
                            && declared.getKind() == element.getKind()
                            && declared.toString().equals(element.toString())) {
                        found[0] = path;
                    }
                }
                return super.scan(tree, null);
            }
        }.scan(new TreePath(unit), null);
        return found[0];
    }

    private static final class Text extends SimpleJavaFileObject {
        private final String text;

        Text(String text) {
            super(URI.create("draft:///$Draft.java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
