package org.fiftylayers.engine.shell;

import java.io.File;
import java.util.List;
import jdk.jshell.SourceCodeAnalysis;
import org.fiftylayers.display.MimeBundle;
import org.jspecify.annotations.Nullable;

/** Answers what a front end asks while a reader types. */
final class Questions {
    private final SourceCodeAnalysis analysis;

    private final DraftCompiler compiler;
    private final Wholeness wholeness;
    private final Completer completer;

    Questions(SourceCodeAnalysis analysis, ShellOptions options, CellControl control) {
        this.analysis = analysis;
        compiler = new DraftCompiler(analysis, options, control.snippets());
        wholeness = new Wholeness(analysis);
        completer = new Completer(compiler, analysis, new ImportableClasses(compiler.files()));
    }

    void addToClassPath(File place) {
        compiler.addToClassPath(place);
    }

    Completion complete(String source, int cursor) {
        return completer.complete(MagicLines.blank(source), cursor);
    }

    @Nullable
    MimeBundle inspect(String source, int cursor, boolean detailed) {
        List<SourceCodeAnalysis.Documentation> found = analysis.documentation(source, cursor, detailed);
        return found.isEmpty() ? null : MimeBundle.text(found.get(0).signature());
    }

    Completeness completeness(String source) {
        return wholeness.of(source);
    }
}
