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
    private static final String TYPE = "compile error";
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
        return new CellError(
                Kind.COMPILATION, TYPE, message(first), place(first, snippet, cell), others, remedy(first, snippet));
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

    private static String message(Diag error) {
        StringBuilder message = new StringBuilder();
        for (String line : error.getMessage(Locale.ROOT).lines().toList()) {
            String text = Diagnosis.clean(line.strip()).replaceAll(" {2,}", " ");
            if (text.matches("location: (class|interface)?\\s*") || text.isEmpty()) {
                continue;
            }
            message.append(message.length() == 0 ? "" : "; ").append(text);
        }
        return message.toString()
                .replace("cannot find symbol; symbol: ", "cannot find ")
                .replace("; location: ", " in ");
    }

    private static boolean isMissingSemicolon(Diag error) {
        return error.getCode().startsWith("compiler.err.expected")
                && error.getMessage(Locale.ROOT).startsWith("';'");
    }

    private @Nullable String remedy(Diag error, Snippet snippet) {
        String code = error.getCode();
        if (isMissingSemicolon(error)) {
            return "end the statement with `;`";
        }
        if (code.equals("compiler.err.premature.eof")) {
            return "close what is open: a `}`, `)` or `\"` is missing";
        }
        if (code.equals("compiler.err.doesnt.exist")) {
            return "check the package's spelling, and that its library is on the class path";
        }
        if (code.equals("compiler.err.unreported.exception.need.to.catch.or.throw")) {
            return "catch the exception, or add `throws Exception` to the method";
        }
        if (code.equals("compiler.err.invalid.canonical.constructor.in.record")) {
            return "write `public` before the constructor";
        }
        if (error.getMessage(Locale.ROOT).contains("possible lossy conversion from double to int")) {
            return "say that you want a whole number: `(int) value` or `Math.round(value)`";
        }
        Matcher symbol = SYMBOL.matcher(error.getMessage(Locale.ROOT));
        if (code.startsWith("compiler.err.cant.resolve") && symbol.find()) {
            int at = (int)
                    Math.max(0, Math.min(error.getPosition(), snippet.source().length()));
            int in = snippet.source().indexOf(symbol.group(2), at);
            return symbolRemedy(symbol.group(2), snippet.source(), Math.max(0, in));
        }
        return null;
    }

    private @Nullable String symbolRemedy(String name, String source, int at) {
        String missing = Remedies.missingImport(name, loader);
        if (missing != null) {
            return missing;
        }
        if (name.isEmpty() || !source.startsWith(name, at)) {
            return null;
        }
        // What could stand here, beginning with the same letter, is what completion would offer.
        String prefix = source.substring(0, at) + name.charAt(0);
        Set<String> candidates = new TreeSet<>();
        for (SourceCodeAnalysis.Suggestion suggestion :
                analysis.completionSuggestions(prefix, prefix.length(), new int[1])) {
            candidates.add(suggestion.continuation().replaceFirst("[^\\w$].*", ""));
        }
        String nearest = Remedies.nearest(name, candidates);
        return nearest == null ? null : "did you mean `" + nearest + "`?";
    }
}
