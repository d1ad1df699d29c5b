package org.fiftylayers.engine.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.fiftylayers.engine.kernel.install.Installed;
import org.fiftylayers.engine.kernel.install.JupyterFolders;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of all kernel commands that say where among Jupyter's folders a kernel lies. */
final class KernelPlace {
    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    @ArgGroup
    private @Nullable Choice choice;

    private static final class Choice {
        @Option(names = "--user", description = "the user's own folder of Jupyter")
        private boolean user;

        @Option(
                names = "--sys-prefix",
                description = "the active virtual environment or conda environment (VIRTUAL_ENV, CONDA_PREFIX)")
        @SuppressWarnings("UnusedVariable") // what remains if it is neither of the others
        private boolean environment;

        @Option(names = "--prefix", paramLabel = "DIR", description = "the kernels of DIR: DIR/share/jupyter/kernels")
        private @Nullable Path prefix;
    }

    /** Where a kernel goes: the user's folder if nothing else is said. */
    Path target() {
        JupyterFolders folders = JupyterFolders.ofThisMachine();
        if (choice == null || choice.user) {
            return kernels(folders.user());
        }
        if (choice.prefix != null) {
            return kernels(choice.prefix.resolve("share").resolve("jupyter").toString());
        }
        if (folders.environment() == null) {
            throw new ParameterException(
                    Objects.requireNonNull(command).commandLine(),
                    "--sys-prefix: no environment is active, neither VIRTUAL_ENV nor CONDA_PREFIX is set;"
                            + " activate one, or name its folder with --prefix DIR");
        }
        return kernels(folders.environment());
    }

    /** The kernels to look among: all that Jupyter finds if nothing else is said. */
    Installed installed() {
        return new Installed(
                choice != null
                        ? List.of(target())
                        : JupyterFolders.ofThisMachine().searched().stream()
                                .map(KernelPlace::kernels)
                                .toList());
    }

    private static Path kernels(String folder) {
        return Path.of(folder).toAbsolutePath().resolve("kernels");
    }
}
