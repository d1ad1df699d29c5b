package org.fiftylayers.engine.execute;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.fiftylayers.engine.notebook.Cell;
import org.fiftylayers.engine.notebook.CodeCell;
import org.fiftylayers.engine.notebook.Notebooks;
import org.fiftylayers.engine.shell.CellResult;
import org.fiftylayers.engine.shell.Shell;
import org.fiftylayers.engine.shell.ShellOptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Chapters must run in IJava and JJava too, which import less before the first cell than we do. */
class OtherKernelsTest {
    /** What IJava imports and JJava imports as well, with our {@code display} in place of theirs. */
    private static final List<String> IMPORTS = List.of(
            "import java.util.*;",
            "import java.io.*;",
            "import java.math.*;",
            "import java.net.*;",
            "import java.util.concurrent.*;",
            "import java.util.prefs.*;",
            "import java.util.regex.*;",
            "import static org.fiftylayers.display.Display.display;");

    static List<Path> chapters() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("notebooks"))) {
            return files.filter(file -> file.toString().endsWith(".ipynb"))
                    .sorted()
                    .toList();
        }
    }

    @Tag("slow")
    @ParameterizedTest
    @MethodSource("chapters")
    void noCellOfAChapterNeedsWhatOnlyOurKernelImports(Path chapter) throws IOException {
        ShellOptions ours = ShellOptions.defaults();
        ShellOptions theirs = new ShellOptions(ours.classPath(), IMPORTS, ours.compilerOptions(), ours.outputLimit());
        try (Shell shell = Shell.open(theirs)) {
            for (Cell cell : Notebooks.read(chapter).cells()) {
                if (cell instanceof CodeCell code) {
                    CellResult result = shell.eval(code.id(), code.source(), null, event -> {});
                    assertThat(result.error()).as(code.id()).isNull();
                }
            }
        }
    }
}
