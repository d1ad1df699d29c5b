package org.fiftylayers.engine.shell;

import java.util.ArrayList;
import java.util.List;
import jdk.jshell.SourceCodeAnalysis;
import org.fiftylayers.display.MimeBundle;
import org.jspecify.annotations.Nullable;

/** Answers what a front end asks while a reader types. */
final class Questions {
    private final SourceCodeAnalysis analysis;

    Questions(SourceCodeAnalysis analysis) {
        this.analysis = analysis;
    }

    Completion complete(String source, int cursor) {
        int[] anchor = {cursor};
        List<Completion.Candidate> candidates = new ArrayList<>();
        for (SourceCodeAnalysis.Suggestion suggestion : analysis.completionSuggestions(source, cursor, anchor)) {
            candidates.add(new Completion.Candidate(suggestion.continuation(), "", ""));
        }
        return new Completion(candidates, anchor[0], cursor);
    }

    @Nullable
    MimeBundle inspect(String source, int cursor, boolean detailed) {
        List<SourceCodeAnalysis.Documentation> found = analysis.documentation(source, cursor, detailed);
        return found.isEmpty() ? null : MimeBundle.text(found.get(0).signature());
    }

    Completeness completeness(String source) {
        return switch (analysis.analyzeCompletion(source).completeness()) {
            case COMPLETE, CONSIDERED_INCOMPLETE, COMPLETE_WITH_SEMI, EMPTY -> Completeness.COMPLETE;
            case DEFINITELY_INCOMPLETE -> new Completeness(Completeness.Status.INCOMPLETE, "");
            case UNKNOWN -> Completeness.INVALID;
        };
    }
}
