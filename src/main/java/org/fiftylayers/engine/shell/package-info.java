/**
 * The one evaluator of Java cells: what runs a chapter for the book also runs it in Jupyter and for the grader.
 *
 * <pre>{@code
 * try (Shell shell = Shell.open(ShellOptions.defaults())) {
 *     CellResult result = shell.eval("cell 1", "1 + 1", Duration.ofSeconds(10), event -> {});
 *     System.out.println(result.value()); // 2
 * }
 * }</pre>
 */
@NullMarked
package org.fiftylayers.engine.shell;

import org.jspecify.annotations.NullMarked;
