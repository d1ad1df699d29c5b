package org.fiftylayers.engine.kernel.install;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.fiftylayers.engine.kernel.client.KernelException;
import org.fiftylayers.engine.kernel.client.Launch;
import org.jspecify.annotations.Nullable;

/** Looks for what may keep a kernel from running in Jupyter, and says what to do about it. */
public final class Doctor {
    private static final Duration REST = Duration.ofSeconds(3);

    private static final String AGAIN = "run `java -jar PATH/fiftylayers.jar kernel install` with the jar as it is now";

    private final Installed installed;
    private final Map<String, String> environment;
    private final String version;
    private final Consumer<Finding> findings;
    private boolean well = true;

    /**
     * A doctor for this machine.
     *
     * @param installed where kernels may lie
     * @param environment its variables
     * @param version of Fifty Layers
     * @param findings told each of them as soon as it is known
     */
    public Doctor(Installed installed, Map<String, String> environment, String version, Consumer<Finding> findings) {
        this.installed = installed;
        this.environment = Map.copyOf(environment);
        this.version = version;
        this.findings = findings;
    }

    /** Looks at everything about one kernel, and starts it if it can; true if all is well. */
    public boolean examine(String name) throws IOException, InterruptedException {
        @Nullable Kernelspec spec = find(name);
        examineJupyter(spec);
        if (spec != null) {
            boolean java = examineJava(spec);
            boolean jar = examineJar(spec);
            if (java && jar && examineNetwork()) {
                start(spec);
            }
        }
        return well;
    }

    private @Nullable Kernelspec find(String name) throws IOException {
        try {
            Kernelspec spec = installed.get(name);
            well("kernel " + name + " (\"" + spec.displayName() + "\") in " + spec.folder());
            return spec;
        } catch (InstallException e) {
            wrong(e.getMessage(), "`kernel install` installs it, --name NAME looks at another");
            return null;
        }
    }

    private void examineJupyter(@Nullable Kernelspec spec) throws InterruptedException {
        Jupyter jupyter = Jupyter.find(environment);
        if (jupyter == null) {
            wrong(
                    "there is no `jupyter` on the PATH",
                    "activate the environment that has it, or install it, as with `pip install jupyterlab`");
            return;
        }
        try {
            List<Path> searched = jupyter.kernels();
            if (spec != null
                    && searched.stream()
                            .noneMatch(folder -> same(folder, spec.folder().getParent()))) {
                wrong(
                        jupyter.command() + " does not look into "
                                + spec.folder().getParent(),
                        "install it into a folder that Jupyter searches: without an option for yourself, with"
                                + " --sys-prefix for the active environment; it searches "
                                + searched.stream().map(Path::toString).collect(Collectors.joining(", ")));
            } else {
                well(jupyter.command() + (spec == null ? "" : " looks there"));
            }
        } catch (IOException e) {
            wrong(
                    jupyter.command() + " --paths did not answer: " + e.getMessage(),
                    "see whether `jupyter --version` works; if not, install it anew");
        }
    }

    private boolean examineJava(Kernelspec spec) throws InterruptedException {
        try {
            Java java = Java.at(spec.java());
            return well("Java " + java.feature() + " at " + java.executable());
        } catch (InstallException e) {
            return wrong(e.getMessage(), "`kernel install --java PATH` makes the kernel use another");
        }
    }

    private boolean examineJar(Kernelspec spec) throws IOException {
        return switch (spec.state(version)) {
            case JAR_MISSING -> wrong("there is no " + spec.jar() + ", which the kernel runs from", AGAIN);
            case OTHER_VERSION ->
                wrong(
                        "the kernel was installed by Fifty Layers " + spec.version() + "; this is " + version + ", and "
                                + spec.jar() + " is " + spec.versionOfJar(),
                        AGAIN);
            default ->
                well("Fifty Layers " + spec.version() + " at " + spec.jar()
                        + (ClassArchive.isFresh(spec) ? "" : "; `kernel install` would make it start faster"));
        };
    }

    /** Whether programs of this machine can talk to each other at all. */
    private boolean examineNetwork() {
        InetAddress here = InetAddress.getLoopbackAddress();
        try (ServerSocket server = new ServerSocket(0, 1, here);
                Socket client = new Socket(here, server.getLocalPort());
                Socket accepted = server.accept()) {
            accepted.setSoTimeout(5000);
            client.getOutputStream().write(42);
            if (accepted.getInputStream().read() == 42) {
                return well("programs can talk over " + here.getHostAddress());
            }
            throw new IOException("what was sent did not arrive");
        } catch (IOException e) {
            return wrong(
                    "programs cannot talk over " + here.getHostAddress() + ": " + e.getMessage(),
                    "let the firewall or security software allow java to listen on " + here.getHostAddress());
        }
    }

    private void start(Kernelspec spec) throws IOException, InterruptedException {
        try {
            Figures figures = Figures.measure(Launch.of(spec.folder().resolve(Kernelspec.FILE)), REST);
            well("it runs: " + figures);
        } catch (Figures.WrongAnswer e) {
            wrong(e.getMessage(), "report this: the kernel runs, but not as it should");
        } catch (KernelException e) {
            wrong(e.getMessage(), remedy(spec, String.valueOf(e.getMessage())));
        }
    }

    private static String remedy(Kernelspec spec, String message) {
        if (message.contains("Unrecognized option") || message.contains("Could not create the Java Virtual Machine")) {
            return "the JVM refuses a flag: install the kernel again without the wrong --jvm-arg";
        }
        if (message.contains("ddress already in use") || message.contains("ddress in use")) {
            return "another program took the port in that moment: try again";
        }
        if (message.contains("the kernel ended")) {
            return "what it wrote says why; the command is in " + spec.folder().resolve(Kernelspec.FILE);
        }
        return "its process runs and cannot be reached: let the firewall or security software allow " + spec.java()
                + " to listen on 127.0.0.1";
    }

    private boolean well(String text) {
        findings.accept(Finding.well(text));
        return true;
    }

    private boolean wrong(@Nullable String text, String remedy) {
        findings.accept(Finding.wrong(String.valueOf(text), remedy));
        well = false;
        return false;
    }

    private static boolean same(Path one, @Nullable Path other) {
        if (other == null) {
            return false;
        }
        try {
            return Files.isSameFile(one, other);
        } catch (IOException e) {
            return one.toAbsolutePath()
                    .normalize()
                    .equals(other.toAbsolutePath().normalize());
        }
    }
}
