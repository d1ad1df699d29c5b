package org.fiftylayers.engine.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.fiftylayers.engine.execute.Execution;
import org.fiftylayers.engine.execute.Executor;
import org.fiftylayers.engine.execute.ExecutorOptions;
import org.fiftylayers.engine.execute.Progress;
import org.fiftylayers.engine.notebook.Notebooks;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code fiftylayers notebook run FILE…} */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = "Run notebooks from top to bottom and store their outputs in them.")
final class NotebookRunCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", arity = "1..*", description = "notebooks (.ipynb)")
    private List<Path> files = List.of();

    @Override
    public Integer call() throws Exception {
        boolean failed = false;
        for (Execution execution : new Executor(ExecutorOptions.defaults()).run(files, Progress.NONE)) {
            if (execution.failure() != null) {
                System.err.print(execution.report());
                failed = true;
            } else if (execution.notebook() != null) {
                Notebooks.write(execution.notebook(), execution.file());
                System.out.printf(
                        java.util.Locale.ROOT,
                        "%s: %.1f s%n",
                        execution.file(),
                        execution.duration().toMillis() / 1000.0);
            }
        }
        return failed ? 1 : 0;
    }
}
