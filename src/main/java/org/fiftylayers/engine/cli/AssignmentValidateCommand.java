package org.fiftylayers.engine.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.fiftylayers.engine.assignment.GradedCell;
import org.fiftylayers.engine.assignment.Validation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fiftylayers assignment validate FILE…} */
@Command(
        name = "validate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Check your own work: run a notebook from top to bottom and see which public tests pass. It runs"
                + " here, with your rights, and its result is unverified. The exit status is 1 if anything fails.")
final class AssignmentValidateCommand implements Callable<Integer> {
    @Option(
            names = "--time-limit",
            paramLabel = "SECONDS",
            description = "how long a cell may take (default: ${DEFAULT-VALUE})",
            defaultValue = "30")
    private int seconds;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "notebooks (.ipynb) as you would hand them in")
    private List<Path> files = List.of();

    @Override
    public Integer call() throws IOException {
        boolean failed = false;
        for (Path file : files) {
            List<Validation.Result> results = Validation.of(file, Duration.ofSeconds(seconds));
            System.out.println(file + " (unverified: run here, and in no sandbox)");
            results.forEach(AssignmentValidateCommand::tell);
            long tests =
                    results.stream().filter(AssignmentValidateCommand::isTest).count();
            long passed = results.stream()
                    .filter(result -> isTest(result) && result.passed())
                    .count();
            System.out.println(passed + " of " + tests + " test cells pass. Hidden tests may ask for more.");
            failed |= results.stream().anyMatch(result -> !result.passed());
        }
        return failed ? 1 : 0;
    }

    private static boolean isTest(Validation.Result result) {
        return result.kind() == GradedCell.Kind.TEST;
    }

    private static void tell(Validation.Result result) {
        System.out.println((result.passed() ? "  passed  " : "  FAILED  ") + result.id());
        if (!result.passed()) {
            if (!result.shown().isEmpty()) {
                result.shown().lines().forEach(line -> System.out.println("            " + line));
            }
            result.problem().lines().forEach(line -> System.out.println("          " + line));
        }
    }
}
