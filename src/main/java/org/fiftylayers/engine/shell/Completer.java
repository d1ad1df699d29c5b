package org.fiftylayers.engine.shell;

import com.sun.source.tree.CaseTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Scope;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import jdk.jshell.SourceCodeAnalysis;
import org.fiftylayers.engine.shell.Candidates.Nearness;
import org.fiftylayers.engine.shell.Completion.Candidate;
import org.jspecify.annotations.Nullable;

/** Finds what could stand at a cursor. */
final class Completer {
    /** Stands where the cursor is, so that the compiler makes a tree of what is not yet there. */
    private static final String HERE = "$here$";

    private static final Set<String> KEYWORDS = Set.of(
            ("abstract assert boolean break byte case catch char class continue default do double else enum extends final"
                            + " finally float for if implements import instanceof int interface long new null private"
                            + " protected public record return sealed short static super switch synchronized this throw"
                            + " throws true false try var void volatile while yield")
                    .split(" "));

    private static final Pattern FAMILIAR = Pattern.compile("java\\.(lang|util)$|org\\.fiftylayers\\b");

    private static final Pattern NUMBER = Pattern.compile("(?<![\\w$])\\d[\\w.]*\\z");

    private final DraftCompiler compiler;
    private final SourceCodeAnalysis analysis;
    private final ImportableClasses classes;

    Completer(DraftCompiler compiler, SourceCodeAnalysis analysis, ImportableClasses classes) {
        this.compiler = compiler;
        this.analysis = analysis;
        this.classes = classes;
    }

    Completion complete(String cell, int cursor) {
        int start = cursor;
        while (start > 0 && Character.isJavaIdentifierPart(cell.charAt(start - 1))) {
            start--;
        }
        String typed = cell.substring(start, cursor);
        String before = cell.substring(0, start);
        if (NUMBER.matcher(cell.substring(0, cursor)).find()
                || Brackets.of(cell.substring(0, cursor)).inside() != Brackets.Inside.CODE) {
            return new Completion(List.of(), start, cursor);
        }
        List<Candidate> candidates = candidates(before, typed);
        int line = before.lastIndexOf('\n') + 1;
        if (candidates.isEmpty() && line > 0) {
            candidates = candidates(before.substring(line), typed); // what stands above may be too broken
        }
        return new Completion(candidates, start, cursor);
    }

    private List<Candidate> candidates(String before, String typed) {
        Draft draft = compiler.write(before + HERE);
        Look look = compiler.look(draft);
        TreePath path = look.pathAt(draft.position(before.length()));
        return path == null ? List.of() : candidates(look, path, before + typed, typed);
    }

    private List<Candidate> candidates(Look look, TreePath path, String cell, String typed) {
        Candidates found = new Candidates(look, typed, new Expectation(look).at(path));
        ExpressionTree receiver = receiver(path);
        if (receiver != null) {
            TreePath to = new TreePath(path, receiver);
            Element element = look.trees().getElement(to);
            boolean named = element != null && element.getKind() == ElementKind.PACKAGE;
            if (isInImport(path) || (named && isPackage(look, element))) {
                return inPackages(cell);
            }
            addMembers(found, look, path, to, element);
        } else if (path.getLeaf() instanceof IdentifierTree) {
            addVisible(found, look, path, typed);
        } else if (isInImport(path)) {
            return inPackages(cell);
        }
        return found.best();
    }

    private static @Nullable ExpressionTree receiver(TreePath path) {
        return path.getLeaf() instanceof MemberSelectTree select
                ? select.getExpression()
                : path.getLeaf() instanceof MemberReferenceTree reference ? reference.getQualifierExpression() : null;
    }

    private static boolean isInImport(TreePath path) {
        for (TreePath at = path; at != null; at = at.getParentPath()) {
            if (at.getLeaf() instanceof ImportTree) {
                return true;
            }
        }
        return false;
    }

    /** The compiler takes any unknown name before a dot for a package. */
    private static boolean isPackage(Look look, Element element) {
        return look.elements().getPackageElement(element.toString()) != null
                || !element.getEnclosedElements().isEmpty()
                || element.toString().matches("java|javax|org|com|net|tech|io");
    }

    /** JShell keeps a list of all packages and their classes. */
    private List<Candidate> inPackages(String cell) {
        int statementStart = Math.max(cell.lastIndexOf('\n'), cell.lastIndexOf(';')) + 1;
        String statement = cell.substring(statementStart);
        Set<Candidate> found = new LinkedHashSet<>();
        for (SourceCodeAnalysis.Suggestion suggestion :
                analysis.completionSuggestions(statement, statement.length(), new int[1])) {
            String text = suggestion.continuation();
            boolean type = !text.isEmpty() && Character.isUpperCase(text.charAt(0));
            found.add(new Candidate(text, type ? "class" : "module", ""));
        }
        return List.copyOf(found);
    }

    private static void addMembers(
            Candidates found, Look look, TreePath path, TreePath receiver, @Nullable Element element) {
        TypeMirror type = look.trees().getTypeMirror(receiver);
        while (type instanceof TypeVariable variable) {
            type = variable.getUpperBound();
        }
        boolean called = path.getLeaf() instanceof MemberSelectTree;
        boolean onType = element != null
                && (element.getKind().isClass() || element.getKind().isInterface());
        if (type instanceof ArrayType && !onType) {
            found.add("length", "length", "instance", "int", Nearness.DECLARED, false);
            found.add(
                    "clone",
                    called ? "clone()" : "clone",
                    "method",
                    "() " + Signature.of(type),
                    Nearness.OF_OBJECT,
                    false);
        }
        if (onType) {
            found.add("class", "class", "keyword", "", Nearness.KEYWORD, false);
            if (!called) {
                found.add("new", "new", "keyword", "", Nearness.KEYWORD, false);
            }
        }
        Scope scope = look.trees().getScope(path);
        for (TypeElement owner : owners(look, type)) {
            DeclaredType declared = type instanceof DeclaredType itself ? itself : (DeclaredType) owner.asType();
            for (Element member : look.elements().getAllMembers(owner)) {
                boolean fixed = member.getModifiers().contains(Modifier.STATIC)
                        || member.getKind().isClass()
                        || member.getKind().isInterface();
                if (found.matches(member.getSimpleName())
                        && (onType ? fixed || !called : !fixed)
                        && look.trees().isAccessible(scope, member, declared)) {
                    found.add(member, type, ofMember(member), called);
                }
            }
        }
    }

    private static List<TypeElement> owners(Look look, @Nullable TypeMirror type) {
        if (type instanceof DeclaredType declared
                && type.getKind() == TypeKind.DECLARED
                && declared.asElement() instanceof TypeElement element) {
            return List.of(element);
        }
        if (type != null && type.getKind() == TypeKind.INTERSECTION) {
            List<TypeElement> owners = new ArrayList<>();
            look.types().directSupertypes(type).forEach(bound -> owners.addAll(owners(look, bound)));
            return owners;
        }
        return List.of();
    }

    private static Nearness ofMember(Element member) {
        if (String.valueOf(member.getEnclosingElement()).equals("java.lang.Object")) {
            return Nearness.OF_OBJECT;
        }
        return Nearness.DECLARED;
    }

    private void addVisible(Candidates found, Look look, TreePath path, String typed) {
        TreePath parent = path.getParentPath();
        boolean type = parent.getLeaf() instanceof NewClassTree created && created.getIdentifier() == path.getLeaf();
        boolean inLabel = parent.getLeaf().getKind().name().equals("CONSTANT_CASE_LABEL"); // a tree since Java 21
        TreePath branch = inLabel ? parent.getParentPath() : parent;
        if (branch.getLeaf() instanceof CaseTree) {
            addConstants(found, look, branch.getParentPath());
        }
        for (Scope scope = look.trees().getScope(path); scope != null; scope = scope.getEnclosingScope()) {
            TypeElement around = scope.getEnclosingClass();
            boolean imports = around == null || scope.getEnclosingScope() == null;
            for (Element element : scope.getLocalElements()) {
                if (found.matches(element.getSimpleName()) && (!type || isType(element))) {
                    Nearness nearness = nearness(element, imports);
                    if (nearness.compareTo(Nearness.FAMILIAR) < 0 || !typed.isEmpty() || type) {
                        found.add(element, null, nearness, true);
                    }
                }
            }
            boolean leaves = scope.getEnclosingScope() != null
                    && around != null
                    && !around.equals(scope.getEnclosingScope().getEnclosingClass());
            if (leaves && !type) {
                boolean hidden = around.getSimpleName().toString().startsWith("$");
                for (Element member :
                        hidden ? around.getEnclosedElements() : look.elements().getAllMembers(around)) {
                    found.add(member, null, ofMember(member), true);
                }
            }
        }
        if (!typed.isEmpty() && !type) {
            KEYWORDS.forEach(word -> found.add(word, word, "keyword", "", Nearness.KEYWORD, false));
            for (String root : List.of("java", "javax", "org", "tech")) {
                found.add(root, root, "module", "", Nearness.ELSEWHERE, false);
            }
        }
        if (typed.length() > 1 && Character.isUpperCase(typed.charAt(0))) {
            for (String name : classes.beginningWith(typed)) {
                String simple = name.substring(name.lastIndexOf('.') + 1);
                if (!found.hasClass(simple)) {
                    found.add(simple, name, "class", "", Nearness.ELSEWHERE, false);
                }
            }
        }
    }

    private static Nearness nearness(Element element, boolean imported) {
        if (isSnippet(element)) {
            return Nearness.DECLARED;
        }
        Element owner = element.getEnclosingElement();
        boolean fromPackage = owner != null && owner.getKind() == ElementKind.PACKAGE && isType(element);
        if (!imported && !fromPackage) {
            return Nearness.LOCAL;
        }
        return FAMILIAR.matcher(String.valueOf(owner)).lookingAt() ? Nearness.FAMILIAR : Nearness.IMPORTED;
    }

    /** Whether a cell declares it. */
    private static boolean isSnippet(Element element) {
        return element.getEnclosingElement() != null
                && SourceMap.isSnippet(element.getEnclosingElement().toString());
    }

    private static boolean isType(Element element) {
        return element.getKind().isClass() || element.getKind().isInterface();
    }

    private static void addConstants(Candidates found, Look look, TreePath around) {
        Tree subject = around.getLeaf() instanceof SwitchTree statement
                ? statement.getExpression()
                : around.getLeaf() instanceof SwitchExpressionTree expression ? expression.getExpression() : null;
        TypeMirror type = subject == null ? null : look.trees().getTypeMirror(new TreePath(around, subject));
        if (type instanceof DeclaredType declared) {
            for (Element member : declared.asElement().getEnclosedElements()) {
                if (member.getKind() == ElementKind.ENUM_CONSTANT) {
                    found.add(member, null, Nearness.LOCAL, true);
                }
            }
        }
    }
}
