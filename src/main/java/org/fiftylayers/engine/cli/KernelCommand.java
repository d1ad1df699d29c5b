package org.fiftylayers.engine.cli;

import picocli.CommandLine.Command;

/** {@code fiftylayers kernel …} */
@Command(
        name = "kernel",
        mixinStandardHelpOptions = true,
        description = "Let Jupyter run Java cells.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            KernelInstallCommand.class,
            KernelUninstallCommand.class,
            KernelListCommand.class,
            KernelDoctorCommand.class,
            KernelBenchmarkCommand.class
        })
final class KernelCommand {}
