package org.fiftylayers.engine.notebook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A cell of code, with what it printed and showed when it was last run.
 *
 * @param executionCount its place in the order of execution, or null if it was never run
 */
public record CodeCell(
        String id,
        String source,
        ObjectNode metadata,
        @Nullable Integer executionCount,
        List<Output> outputs,
        ObjectNode extra)
        implements Cell {
    public CodeCell {
        outputs = List.copyOf(outputs);
    }

    @Override
    public CodeCell with(String text, ObjectNode fresh) {
        return new CodeCell(id, text, fresh, executionCount, outputs, extra);
    }

    /** This cell with the outputs of another run. */
    public CodeCell withOutputs(@Nullable Integer count, List<? extends Output> fresh) {
        return new CodeCell(id, source, metadata, count, List.copyOf(fresh), extra);
    }

    /** This cell without outputs, execution count and the times of a run. */
    public CodeCell withoutOutputs() {
        return new CodeCell(id, source, metadata.deepCopy().without("execution"), null, List.of(), extra);
    }
}
