package org.fiftylayers.engine.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.fiftylayers.engine.kernel.install.InstallException;
import org.fiftylayers.engine.kernel.install.Installation;
import org.fiftylayers.engine.kernel.install.Installed;
import org.fiftylayers.engine.kernel.install.Kernelspec;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fiftylayers kernel uninstall} */
@Command(
        name = "uninstall",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Take the kernel away from Jupyter: the first of this name that Jupyter finds, or the one in the"
                + " folder that an option names.")
final class KernelUninstallCommand implements Callable<Integer> {
    @Mixin
    private KernelPlace place = new KernelPlace();

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "what notebooks call the kernel (default: ${DEFAULT-VALUE})",
            defaultValue = Installation.NAME)
    private String name = Installation.NAME;

    @Override
    public Integer call() throws IOException {
        try {
            Kernelspec spec = place.installed().get(name);
            Installed.remove(spec);
            System.out.println("Removed the kernel " + spec.name() + " from " + spec.folder());
            return 0;
        } catch (InstallException e) {
            System.err.println("FAILED: " + e.getMessage());
            return 1;
        }
    }
}
