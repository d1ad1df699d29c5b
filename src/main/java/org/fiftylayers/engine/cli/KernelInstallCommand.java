package org.fiftylayers.engine.cli;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.fiftylayers.engine.kernel.client.KernelException;
import org.fiftylayers.engine.kernel.install.InstallException;
import org.fiftylayers.engine.kernel.install.Installation;
import org.fiftylayers.engine.kernel.install.Kernelspec;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fiftylayers kernel install} */
@Command(
        name = "install",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Tell Jupyter of this kernel. By default it is installed for the user, as --user says.")
final class KernelInstallCommand implements Callable<Integer> {
    @Mixin
    private KernelPlace place = new KernelPlace();

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "what notebooks call the kernel (default: ${DEFAULT-VALUE})",
            defaultValue = Installation.NAME)
    private String name = Installation.NAME;

    @Option(
            names = "--display-name",
            paramLabel = "TEXT",
            description = "what Jupyter shows (default: ${DEFAULT-VALUE})",
            defaultValue = Installation.DISPLAY_NAME)
    private String displayName = Installation.DISPLAY_NAME;

    @Option(
            names = "--java",
            paramLabel = "PATH",
            description = "the java that runs it (default: the one that runs this)")
    private Path java = Path.of(System.getProperty("java.home"), "bin", "java");

    @Option(
            names = "--jvm-arg",
            paramLabel = "FLAG",
            description = "a flag for the kernel's JVM, such as -Xmx4g; may be repeated")
    private List<String> jvmFlags = List.of();

    @Override
    public Integer call() throws IOException, InterruptedException {
        try {
            Installation installation = new Installation(
                    place.target(), name, displayName, executable(java), jvmFlags, jar(), Version.number());
            boolean before = Files.exists(installation.folder());
            Kernelspec spec = installation.run();
            System.out.println((before ? "Replaced" : "Installed") + " the kernel " + spec.name() + " (\""
                    + spec.displayName() + "\") in " + spec.folder());
            System.out.println("Keep " + spec.jar() + " where it is: the kernel runs from it.");
            speedUp(spec);
            return 0;
        } catch (InstallException e) {
            System.err.println("FAILED: " + e.getMessage());
            return 1;
        }
    }

    private static void speedUp(Kernelspec spec) throws InterruptedException {
        System.out.println("Making its start faster ...");
        try {
            Installation.speedUp(spec);
        } catch (IOException | KernelException e) {
            System.err.println("It will start more slowly, if at all: " + e.getMessage());
            System.err.println("`kernel doctor` looks for the cause.");
        }
    }

    /** A JDK's folder will do, and so will a name that the shell would find. */
    private static Path executable(Path given) {
        Path java = Files.isDirectory(given) ? given.resolve("bin").resolve("java") : given;
        if (java.getParent() == null) {
            return java;
        }
        Path ofWindows = java.resolveSibling(java.getFileName() + ".exe");
        return (Files.exists(ofWindows) ? ofWindows : java).toAbsolutePath();
    }

    /** Where this class was loaded from: the jar, or a folder of classes, which {@link Installation} refuses. */
    private static Path jar() {
        try {
            return Path.of(Main.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
