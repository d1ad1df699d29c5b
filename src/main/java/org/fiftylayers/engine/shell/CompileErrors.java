package org.fiftylayers.engine.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Diag;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SourceCodeAnalysis;
import org.fiftylayers.engine.shell.CellError.Kind;
import org.jspecify.annotations.Nullable;

/** What javac says about a snippet, in the words of a reader's cell. */
final class CompileErrors {
    /** So many classes of one name are named. */
    private static final int MANY = 3;

    private static final String TYPE = "compile error";
    private static final Pattern PACKAGE = Pattern.compile("\\b(?:[a-z_]\\w*\\.)+(?=[A-Z])");
    private static final Pattern UNKNOWN_PACKAGE = Pattern.compile("package ([\\w.]+) does not exist");
    private static final Pattern SYMBOL = Pattern.compile("symbol: +(class|variable|method) ([\\w$]+)");

    private final JShell jshell;
    private final SourceCodeAnalysis analysis;
    private final ClassLoader loader;

    CompileErrors(JShell jshell, ClassLoader loader) {
        this.jshell = jshell;
        this.analysis = jshell.sourceCodeAnalysis();
        this.loader = loader;
    }

    /** Why a snippet was rejected. */
    CellError rejected(Snippet snippet, Cell cell) {
        List<Diag> errors = jshell.diagnostics(snippet).filter(Diag::isError).toList();
        if (errors.isEmpty()) {
            Place place = Place.of(cell.name, cell.source, cell.snippetStart, false);
            return new CellError(Kind.COMPILATION, TYPE, "this is not Java", place, List.of(), null);
        }
        Diag first = errors.get(0);
        List<String> others = new ArrayList<>();
        for (Diag error : errors.subList(1, errors.size())) {
            String line = place(error, snippet, cell) + ": " + message(error);
            if (!others.contains(line) && !sameSymbol(error, first)) {
                others.add(line);
            }
        }
        List<String> details = new ArrayList<>(Applicable.of(raw(first)));
        details.addAll(others);
        return new CellError(
                Kind.COMPILATION, TYPE, message(first), place(first, snippet, cell), details, remedy(first, snippet));
    }

    /** An unknown name is an error wherever it stands: once is enough. */
    private static boolean sameSymbol(Diag a, Diag b) {
        Matcher left = SYMBOL.matcher(a.getMessage(Locale.ROOT));
        Matcher right = SYMBOL.matcher(b.getMessage(Locale.ROOT));
        return left.find() && right.find() && left.group(2).equals(right.group(2));
    }

    /** Why a variable cannot be used: its type or value names something that does not exist. */
    CellError unresolved(DeclarationSnippet snippet, Cell cell, int start) {
        List<String> missing = unresolved(snippet);
        String name = missing.get(0).replaceFirst("^\\w+ ", "").replaceFirst("\\(.*", "");
        int in = Math.max(0, snippet.source().indexOf(name));
        Place place = Place.of(cell.name, cell.source, start + in, true);
        String message = "cannot find " + String.join(", ", missing);
        return new CellError(
                Kind.COMPILATION, TYPE, message, place, List.of(), symbolRemedy(name, snippet.source(), in));
    }

    /** What a declaration needs and does not find, such as {@code class Matrx}. */
    List<String> unresolved(DeclarationSnippet snippet) {
        List<String> missing = jshell.unresolvedDependencies(snippet).sorted().toList();
        return missing.isEmpty() ? List.of("what it is made of") : missing;
    }

    private static Place place(Diag error, Snippet snippet, Cell cell) {
        int offset = (int) Math.max(0, error.getPosition());
        if (isMissingSemicolon(error)) {
            // javac points at the next token, which may be lines below; a reader looks at the end of the statement.
            offset = snippet.source()
                    .substring(0, Math.min(offset, snippet.source().length()))
                    .stripTrailing()
                    .length();
        }
        return Place.of(cell.name, cell.source, cell.snippetStart + offset, true);
    }

    /** What javac says, with simple names. */
    private static String raw(Diag error) {
        String text = Diagnosis.clean(error.getMessage(Locale.ROOT));
        return PACKAGE.matcher(text).replaceAll("").replaceAll("(?<=\\w),(?=\\w)", ", ");
    }

    private static String message(Diag error) {
        String headline = Applicable.headline(raw(error));
        if (headline != null) {
            return headline;
        }
        StringBuilder message = new StringBuilder();
        for (String line : raw(error).lines().toList()) {
            String text = line.strip().replaceAll(" {2,}", " ");
            if (text.matches("location: (class|interface)?\\s*") || text.isEmpty()) {
                continue;
            }
            message.append(message.length() == 0 ? "" : "; ").append(text);
        }
        return message.toString()
                .replace("cannot find symbol; symbol: ", "cannot find ")
                .replace("; location: ", " in ")
                .replace("in variable ", "in ")
                .replace("; (", " (")
                .replaceAll("<anonymous \\d*>", "the class without a name")
                .replaceAll("'\\\\u201[cd]'", "a curly quote");
    }

    private static boolean isMissingSemicolon(Diag error) {
        return error.getCode().startsWith("compiler.err.expected")
                && error.getMessage(Locale.ROOT).startsWith("';'");
    }

    private @Nullable String remedy(Diag error, Snippet snippet) {
        String code = error.getCode();
        String source = snippet.source();
        int at = (int) Math.max(0, Math.min(error.getPosition(), source.length()));
        Matcher unknown = UNKNOWN_PACKAGE.matcher(error.getMessage(Locale.ROOT));
        if (unknown.find()) {
            String nearest = nearestPackage(unknown.group(1), source);
            return nearest != null ? nearest : CompileRemedies.of(code, message(error), source, at);
        }
        Matcher symbol = SYMBOL.matcher(error.getMessage(Locale.ROOT));
        if (code.startsWith("compiler.err.cant.resolve") && symbol.find()) {
            String known = KnownSymbols.remedy(symbol.group(2), raw(error));
            int in = source.indexOf(symbol.group(2), at);
            String remedy = known != null ? known : symbolRemedy(symbol.group(2), source, Math.max(0, in));
            boolean alone = message(error).equals("cannot find variable " + symbol.group(2));
            return remedy == null && alone ? "declare the variable first, or correct its name" : remedy;
        }
        return CompileRemedies.of(code, message(error), source, at);
    }

    /** Before a dot, javac takes any unknown name for a package: it may be a class. */
    private @Nullable String nearestPackage(String name, String source) {
        if (name.indexOf('.') < 0) {
            int in = source.indexOf(name);
            return in < 0 ? null : symbolRemedy(name, source, in);
        }
        String nearest = Remedies.nearest(name, Remedies.PACKAGES);
        return nearest == null ? null : "did you mean `" + nearest + "`?";
    }

    private @Nullable String missingImport(String name) {
        String usual = Remedies.missingImport(name, loader);
        if (usual != null || name.isEmpty() || !Character.isUpperCase(name.charAt(0))) {
            return usual;
        }
        List<String> anywhere = analysis.listQualifiedNames(name, name.length()).getNames().stream()
                .filter(found -> !found.matches("(?:sun|com\\.sun|jdk)\\..*"))
                .limit(MANY)
                .toList();
        return anywhere.isEmpty()
                ? null
                : "add "
                        + String.join(
                                " or ",
                                anywhere.stream()
                                        .map(found -> "`import " + found + ";`")
                                        .toList());
    }

    private @Nullable String symbolRemedy(String name, String source, int at) {
        String missing = missingImport(name);
        if (missing != null) {
            return missing;
        }
        if (name.isEmpty() || !source.startsWith(name, at)) {
            return null;
        }
        // What could stand here, beginning with the same letter in any case, is what completion would offer.
        Set<String> candidates = new TreeSet<>();
        char first = name.charAt(0);
        for (char letter : new char[] {first, Character.toLowerCase(first), Character.toUpperCase(first)}) {
            String prefix = source.substring(0, at) + letter;
            for (SourceCodeAnalysis.Suggestion suggestion :
                    analysis.completionSuggestions(prefix, prefix.length(), new int[1])) {
                candidates.add(suggestion.continuation().replaceFirst("[^\\w$].*", ""));
            }
        }
        String nearest = Remedies.nearest(name, candidates);
        return nearest == null ? null : "did you mean `" + nearest + "`?";
    }
}
