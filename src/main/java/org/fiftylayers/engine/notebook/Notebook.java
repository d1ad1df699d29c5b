package org.fiftylayers.engine.notebook;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A notebook of nbformat 4.5 or a later minor version.
 *
 * @param cells the cells in order
 * @param metadata all metadata, known and unknown, as it stands in the file
 * @param nbformat the major version of the format, always 4
 * @param nbformatMinor the minor version, at least 5
 * @param extra fields this version of the format does not know, kept for writing
 */
public record Notebook(List<Cell> cells, ObjectNode metadata, int nbformat, int nbformatMinor, ObjectNode extra) {
    public Notebook {
        cells = List.copyOf(cells);
    }

    /** A notebook without cells. */
    public static Notebook empty() {
        JsonNodeFactory json = JsonNodeFactory.instance;
        return new Notebook(List.of(), json.objectNode(), 4, 5, json.objectNode());
    }

    /** This notebook with other cells. */
    public Notebook withCells(List<? extends Cell> others) {
        return new Notebook(List.copyOf(others), metadata, nbformat, nbformatMinor, extra);
    }

    /** This notebook as its author wrote it: without outputs, execution counts, and what front ends keep of a run. */
    public Notebook withoutOutputs() {
        List<Cell> bare = new ArrayList<>();
        cells.forEach(cell -> bare.add(cell instanceof CodeCell code ? code.withoutOutputs() : cell));
        return new Notebook(bare, metadata.deepCopy().without("widgets"), nbformat, nbformatMinor, extra);
    }
}
