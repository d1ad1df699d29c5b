package org.fiftylayers.engine.shell;

import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import org.jspecify.annotations.Nullable;

/**
 * The first snippet of a text, and what comes after it.
 *
 * @param source the snippet, with the semicolon that it needs; null where it is not whole
 * @param remaining the text behind it
 * @param completeness what JShell thinks of it
 */
record Cut(@Nullable String source, String remaining, SourceCodeAnalysis.Completeness completeness) {
    static Cut of(SourceCodeAnalysis analysis, String text) {
        CompletionInfo info = analysis.analyzeCompletion(text);
        if (info.completeness() == SourceCodeAnalysis.Completeness.UNKNOWN) {
            // Java 17's JShell does not know every switch: one with `default -> throw` is nothing to it
            int end = Look.firstDeclarationEnd(text);
            if (end > 0) {
                return new Cut(text.substring(0, end), text.substring(end), SourceCodeAnalysis.Completeness.COMPLETE);
            }
        }
        return new Cut(info.source(), info.remaining(), info.completeness());
    }
}
