package org.fiftylayers.engine.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.fiftylayers.engine.execute.Comparison;
import org.fiftylayers.engine.execute.Comparison.Difference;
import org.fiftylayers.engine.execute.Execution;
import org.fiftylayers.engine.notebook.Notebook;
import org.fiftylayers.engine.notebook.Notebooks;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code fiftylayers notebook check FILE…} */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Run notebooks, or take a run from the cache, and compare what comes out with the outputs stored"
                + " in them. The exit status is 1 if any differ or fail.")
final class NotebookCheckCommand implements Callable<Integer> {
    @Mixin
    private ExecutionOptions options = new ExecutionOptions();

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "notebooks (.ipynb)")
    private List<Path> files = List.of();

    @Override
    public Integer call() throws Exception {
        boolean failed = false;
        boolean differs = false;
        for (Execution execution : options.run(files, true)) {
            Notebook fresh = execution.notebook();
            if (execution.failure() != null || fresh == null) {
                System.err.print(execution.report());
                failed = true;
                continue;
            }
            for (Difference difference : Comparison.of(Notebooks.read(execution.file()), fresh)) {
                System.err.println(difference.report(execution.file().toString()));
                differs = true;
            }
        }
        if (differs) {
            System.err.println(
                    "Store fresh outputs with `fiftylayers notebook run FILE…`, if they are as they should be.");
        }
        return failed || differs ? 1 : 0;
    }
}
