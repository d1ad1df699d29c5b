package org.fiftylayers.engine.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.fiftylayers.engine.kernel.install.Doctor;
import org.fiftylayers.engine.kernel.install.Installation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fiftylayers kernel doctor} */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Look for what keeps the kernel from running in Jupyter, run a cell in it as Jupyter would, and"
                + " say what to do. The exit status is 0 only if all is well.")
final class KernelDoctorCommand implements Callable<Integer> {
    @Mixin
    private KernelPlace place = new KernelPlace();

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "what notebooks call the kernel (default: ${DEFAULT-VALUE})",
            defaultValue = Installation.NAME)
    private String name = Installation.NAME;

    @Override
    public Integer call() throws IOException, InterruptedException {
        return new Doctor(place.installed(), System.getenv(), Version.number(), System.out::println).examine(name)
                ? 0
                : 1;
    }
}
