package org.fiftylayers.engine.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.Callable;
import org.fiftylayers.engine.notebook.Notebook;
import org.fiftylayers.engine.notebook.NotebookException;
import org.fiftylayers.engine.notebook.Notebooks;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fiftylayers notebook strip FILE…} */
@Command(
        name = "strip",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Take outputs, execution counts and what front ends keep of a run away from notebooks. A notebook"
                + " that has none of these stays as it is, to the byte.")
final class NotebookStripCommand implements Callable<Integer> {
    private static final String STANDARD = "-";

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "where the one notebook goes, - for standard output (default: it takes its own place)")
    private @Nullable String output;

    @Option(
            names = "--check",
            description = "change nothing; the exit status is 1 if any notebook has something to take away")
    private boolean check;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "notebooks (.ipynb), or - for standard input")
    private List<String> files = List.of();

    @Override
    public Integer call() throws IOException {
        if (output != null && (files.size() > 1 || check)) {
            throw new ParameterException(
                    java.util.Objects.requireNonNull(spec).commandLine(),
                    check
                            ? "--output and --check exclude each other"
                            : "--output is for one notebook, not " + files.size());
        }
        int status = 0;
        for (String file : files) {
            try {
                status = Math.max(status, strip(file));
            } catch (NotebookException e) {
                System.err.println("FAILED: " + e.getMessage());
                status = 1;
            }
        }
        return status;
    }

    private int strip(String file) throws IOException {
        byte[] input = file.equals(STANDARD) ? System.in.readAllBytes() : null;
        Notebook notebook = input == null ? Notebooks.read(Path.of(file)) : Notebooks.parse(input, "standard input");
        Notebook bare = notebook.withoutOutputs();
        boolean same = bare.equals(notebook);
        if (check) {
            if (!same) {
                System.err.println("HAS OUTPUTS: " + file);
            }
            return same ? 0 : 1;
        }
        String to = output == null ? file : output;
        if (to.equals(STANDARD)) {
            byte[] text = !same
                    ? Notebooks.toJson(bare).getBytes(StandardCharsets.UTF_8)
                    : input == null ? Files.readAllBytes(Path.of(file)) : input;
            System.out.write(text, 0, text.length);
            System.out.flush();
        } else if (!same || input != null) {
            Notebooks.write(bare, Path.of(to));
        } else if (output != null && !Files.isSameFile(Path.of(file), Path.of(to))) {
            Files.copy(Path.of(file), Path.of(to), StandardCopyOption.REPLACE_EXISTING);
        }
        return 0;
    }
}
