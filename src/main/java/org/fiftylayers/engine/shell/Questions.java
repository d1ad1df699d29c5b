package org.fiftylayers.engine.shell;

import java.io.File;
import jdk.jshell.JShell;
import jdk.jshell.SourceCodeAnalysis;
import org.fiftylayers.display.MimeBundle;
import org.jspecify.annotations.Nullable;

/** Answers what a front end asks while a reader types. */
final class Questions {

    private final DraftCompiler compiler;
    private final Wholeness wholeness;
    private final Completer completer;
    private final Inspector inspector;

    Questions(JShell jshell, ShellOptions options, CellControl control, Snippets snippets) {
        SourceCodeAnalysis analysis = jshell.sourceCodeAnalysis();
        compiler = new DraftCompiler(analysis, options, control.snippets());
        wholeness = new Wholeness(analysis, compiler.files());
        completer = new Completer(compiler, analysis, new ImportableClasses(compiler.files()));
        inspector = new Inspector(
                compiler,
                new Declarations(new SourceFiles(compiler.classPath()), compiler.files()),
                new Earlier(jshell, control.loader(), snippets::textBefore));
    }

    void addToClassPath(File place) {
        compiler.addToClassPath(place);
    }

    Completion complete(String source, int cursor) {
        return completer.complete(MagicLines.blank(source), cursor);
    }

    @Nullable
    MimeBundle inspect(String source, int cursor, boolean detailed) {
        return inspector.inspect(MagicLines.blank(source), cursor, detailed);
    }

    Completeness completeness(String source) {
        return wholeness.of(source);
    }
}
