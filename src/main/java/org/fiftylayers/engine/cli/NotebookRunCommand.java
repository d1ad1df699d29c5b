package org.fiftylayers.engine.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.fiftylayers.engine.execute.Comparison;
import org.fiftylayers.engine.execute.Execution;
import org.fiftylayers.engine.notebook.Notebook;
import org.fiftylayers.engine.notebook.Notebooks;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code fiftylayers notebook run FILE…} */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Run notebooks from top to bottom and store their outputs in them. A notebook that fails keeps"
                + " its file as it is; the exit status is then 1.")
final class NotebookRunCommand implements Callable<Integer> {
    @Mixin
    private ExecutionOptions options = new ExecutionOptions();

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "notebooks (.ipynb)")
    private List<Path> files = List.of();

    @Override
    public Integer call() throws Exception {
        boolean failed = false;
        for (Execution execution : options.run(files, false)) {
            Notebook fresh = execution.notebook();
            if (execution.failure() != null || fresh == null) {
                System.err.print(execution.report());
                failed = true;
            } else {
                Notebook stored = Notebooks.read(execution.file());
                Notebooks.write(Comparison.keepingPixels(stored, fresh), execution.file());
            }
        }
        return failed ? 1 : 0;
    }
}
