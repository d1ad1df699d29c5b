package org.fiftylayers.engine.shell;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.ImportSnippet;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.VarSnippet;
import org.fiftylayers.display.Display;
import org.fiftylayers.display.MimeBundle;
import org.jspecify.annotations.Nullable;

/** What cells have declared up to now. */
final class Session {
    private static final int VALUE = 60;
    private final JShell jshell;
    private final ClassLoader loader;
    /** Imports that every session has. */
    private final Set<String> imports;

    Session(JShell jshell, ClassLoader loader, Set<String> imports) {
        this.jshell = jshell;
        this.loader = loader;
        this.imports = imports;
    }

    /** Name, type and value of each variable. */
    @Nullable
    Object printVariables() {
        List<String[]> rows = new ArrayList<>();
        for (Snippet snippet : all()) {
            if (snippet instanceof VarSnippet variable) {
                String type = variable.typeName().replaceAll("\\b[a-z]\\w*\\.", "");
                rows.add(new String[] {variable.name(), type, value(variable)});
            }
        }
        int names = rows.stream().mapToInt(row -> row[0].length()).max().orElse(0);
        int types = rows.stream().mapToInt(row -> row[1].length()).max().orElse(0);
        for (String[] row : rows) {
            System.out.println(row[0]
                    + " ".repeat(names - row[0].length() + 2)
                    + row[1]
                    + " ".repeat(types - row[1].length() + 2)
                    + row[2]);
        }
        return null;
    }

    private String value(VarSnippet variable) {
        Field field = field(variable);
        if (field == null) {
            return "(not usable)";
        }
        try {
            Object text = Display.of(field.get(null)).data().get(MimeBundle.TEXT);
            String line = String.valueOf(text).lines().findFirst().orElse("");
            return line.length() > VALUE ? line.substring(0, VALUE - 1) + "…" : line;
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The text of all that has been declared, as it was written. */
    @Nullable
    Object printSources() {
        for (Snippet snippet : all()) {
            snippet.source().strip().lines().map(MagicLines::restore).forEach(System.out::println);
        }
        return null;
    }

    /** Forgets everything, and what variables held. */
    void drop() {
        List<Snippet> all = all();
        Collections.reverse(all); // users before what they use, which saves compiling them again
        for (Snippet snippet : all) {
            Field field = snippet instanceof VarSnippet variable ? field(variable) : null;
            if (field != null && !field.getType().isPrimitive()) {
                try {
                    field.set(null, null);
                } catch (IllegalAccessException e) {
                    throw new IllegalStateException(e);
                }
            }
            jshell.drop(snippet);
        }
    }

    /** What counts of JShell's snippets: no statements, none of its own variables, no imports that were always there. */
    private List<Snippet> all() {
        List<Snippet> all = new ArrayList<>();
        jshell.snippets()
                .filter(snippet -> jshell.status(snippet).isActive())
                .filter(snippet -> snippet instanceof DeclarationSnippet declaration
                        ? !declaration.name().startsWith("$")
                        : snippet instanceof ImportSnippet
                                && !imports.contains(snippet.source().strip()))
                .forEach(all::add);
        return all;
    }

    /** Where JShell keeps a variable; null if its class was never made. */
    private @Nullable Field field(VarSnippet variable) {
        try {
            String type = jshell.sourceCodeAnalysis().wrapper(variable).fullClassName();
            Field field = Class.forName(type, true, loader).getField(variable.name());
            field.setAccessible(true);
            return field;
        } catch (ReflectiveOperationException e) {
            return null;
        }
    }
}
