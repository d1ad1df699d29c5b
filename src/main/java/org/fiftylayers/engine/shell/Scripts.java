package org.fiftylayers.engine.shell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.fiftylayers.display.Display;
import org.fiftylayers.engine.notebook.Cell;
import org.fiftylayers.engine.notebook.CodeCell;
import org.fiftylayers.engine.notebook.Notebooks;
import org.jspecify.annotations.Nullable;

/** Magics that run code as if it stood in the cell. */
final class Scripts {
    private Scripts() {}

    /** Runs a file; errors name it, and its lines. */
    static @Nullable Object load(MagicCall call) throws IOException {
        Path file = Path.of(call.arg(0, "the file"));
        if (!Files.isRegularFile(file)) {
            throw call.failure("there is no file " + file.toAbsolutePath());
        }
        String name = String.valueOf(file.getFileName());
        if (name.endsWith(".ipynb")) {
            int number = 0;
            for (Cell cell : Notebooks.read(file).cells()) {
                number++;
                if (cell instanceof CodeCell code) {
                    call.shell().evalWithin(name + ", cell " + number, code.source(), false);
                }
            }
        } else {
            // In a notebook all is one package, so that a file's own has to go.
            String source = Files.readString(file).replaceFirst("(?m)^\\s*package\\s+[\\w.]+\\s*;", "");
            call.shell().evalWithin(name, source, false);
        }
        return null;
    }

    /** Runs code, shows its value, and prints how long it took. */
    static @Nullable Object time(MagicCall call, String source) {
        if (source.isBlank()) {
            throw call.failure("there is nothing to run");
        }
        boolean cell = !call.body().isEmpty();
        long start = System.nanoTime();
        // Below its %% line, the code stands in the cell's own lines.
        String name = call.shell().cellName() + (cell ? "" : ", %time");
        CellResult result = call.shell().evalWithin(name, cell ? "\n" + source : source, true);
        long nanos = System.nanoTime() - start;
        if (result.shown() != null) {
            Display.display(result.shown());
        }
        System.out.println("took " + duration(nanos));
        return result.value();
    }

    private static String duration(long nanos) {
        if (nanos < 1_000_000_000L) {
            return Math.round(nanos / 1e5) / 10.0 + " ms";
        }
        long seconds = nanos / 1_000_000_000L;
        return seconds < 60 ? Math.round(nanos / 1e7) / 100.0 + " s" : seconds / 60 + " min " + seconds % 60 + " s";
    }
}
