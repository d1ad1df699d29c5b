package org.fiftylayers.engine.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.fiftylayers.engine.kernel.install.Kernelspec;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code fiftylayers kernel list} */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Name the kernels of Fifty Layers that Jupyter finds. The exit status is 1 if any cannot start.")
final class KernelListCommand implements Callable<Integer> {
    @Mixin
    private KernelPlace place = new KernelPlace();

    @Override
    public Integer call() throws IOException {
        List<Kernelspec> all = place.installed().all();
        if (all.isEmpty()) {
            System.out.println("No kernel of Fifty Layers is installed: `kernel install` does it.");
        }
        boolean broken = false;
        for (Kernelspec spec : all) {
            Kernelspec.State state = spec.state(Version.number());
            broken |= state.broken();
            System.out.println(spec.name() + ": " + state.text() + "\n  folder " + spec.folder() + "\n  java   "
                    + spec.java() + "\n  jar    " + spec.jar());
        }
        return broken ? 1 : 0;
    }
}
