package org.fiftylayers.engine.shell;

import java.lang.reflect.Field;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.lang.model.element.Element;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.JShell;
import jdk.jshell.MethodSnippet;
import jdk.jshell.Snippet;
import org.jspecify.annotations.Nullable;

/** What earlier cells tell of what they have declared: values, and the comments before it. */
final class Earlier {
    private static final int SHORT = 60;
    private static final Pattern COMMENT = Pattern.compile("(?s)/\\*\\*?((?:(?!\\*/).)*)\\*/\\s*\\z");
    private static final Pattern LINES = Pattern.compile("(?m)((?:^[ \\t]*//.*\\n)+)\\s*\\z");

    private final JShell jshell;
    private final ClassLoader loader;
    private final Function<Snippet, String> before;

    /**
     * The cells of one shell.
     *
     * @param before gives what stands before a snippet in its cell
     */
    Earlier(JShell jshell, ClassLoader loader, Function<Snippet, String> before) {
        this.jshell = jshell;
        this.loader = loader;
        this.before = before;
    }

    /** {@code  = 3} for a variable whose value is short and can be shown without running a reader's code. */
    String value(Element element) {
        String owner = String.valueOf(element.getEnclosingElement());
        if (!element.getKind().isField() || !SourceMap.isSnippet(owner)) {
            return "";
        }
        try {
            Field field = Class.forName(owner, false, loader)
                    .getDeclaredField(element.getSimpleName().toString());
            field.setAccessible(true);
            String value = text(field.get(null));
            return value == null ? "" : " = " + value;
        } catch (ReflectiveOperationException | LinkageError e) {
            return ""; // declared by a cell that failed
        }
    }

    private static @Nullable String text(@Nullable Object value) {
        if (value instanceof String string) {
            String line = string.replace("\n", "\\n");
            return "\"" + (line.length() > SHORT ? line.substring(0, SHORT) + "…" : line) + "\"";
        }
        return value == null || value instanceof Number || value instanceof Boolean || value instanceof Character
                ? String.valueOf(value)
                : null;
    }

    /** The comment before a declaration, as HTML; empty if there is none. */
    String comment(Element element) {
        Snippet snippet = snippet(element);
        if (snippet == null) {
            return "";
        }
        String text = before.apply(snippet);
        Matcher comment = COMMENT.matcher(text);
        Matcher lines = LINES.matcher(text);
        String body = comment.find()
                ? comment.group(1).replaceAll("(?m)^\\s*\\*+ ?", "")
                : lines.find() ? lines.group(1).replaceAll("(?m)^\\s*//+ ?", "") : "";
        return body.isBlank() ? "" : "<p>" + body.strip() + "</p>\n";
    }

    private @Nullable Snippet snippet(Element element) {
        if (!SourceMap.isSnippet(String.valueOf(element.getEnclosingElement()))) {
            return null;
        }
        String types = Signature.of(element.asType()).replaceFirst("\\).*", ")").replaceFirst("^<[^(]*>", "");
        return jshell.snippets()
                .filter(snippet -> jshell.status(snippet).isActive())
                .filter(snippet -> snippet instanceof DeclarationSnippet declaration
                        && element.getSimpleName().contentEquals(declaration.name()))
                .filter(snippet -> !(snippet instanceof MethodSnippet method)
                        || types.replace(" ", "")
                                .equals("(" + method.parameterTypes().replace(" ", "") + ")"))
                .reduce((first, last) -> last)
                .orElse(null);
    }
}
