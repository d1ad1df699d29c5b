/**
 * Jupyter notebooks (nbformat 4.5) as records: read, validate, write byte for byte as Python's nbformat does.
 *
 * <pre>{@code
 * Notebook notebook = Notebooks.read(Path.of("notebooks/01-chain-rule.ipynb"));
 * for (Cell cell : notebook.cells()) {
 *     System.out.println(cell.id() + ": " + cell.source());
 * }
 * Notebooks.write(notebook, Path.of("copy.ipynb"));
 * }</pre>
 */
@NullMarked
package org.fiftylayers.engine.notebook;

import org.jspecify.annotations.NullMarked;
