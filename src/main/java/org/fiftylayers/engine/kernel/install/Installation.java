package org.fiftylayers.engine.kernel.install;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.fiftylayers.engine.kernel.client.KernelException;

/**
 * A kernel to be installed.
 *
 * @param kernels the folder that holds a folder for each kernel
 * @param name of the kernel's folder, by which notebooks name their kernel
 * @param displayName what Jupyter calls it
 * @param java the executable that shall run it
 * @param jvmFlags more flags for its JVM, after ours
 * @param jar of Fifty Layers
 * @param version of Fifty Layers
 */
public record Installation(
        Path kernels, String name, String displayName, Path java, List<String> jvmFlags, Path jar, String version) {
    public static final String NAME = "fiftylayers";
    public static final String DISPLAY_NAME = "Java (Fifty Layers)";
    private static final List<String> LOGOS = List.of("logo-32x32.png", "logo-64x64.png", "logo-svg.svg");

    public Installation {
        jvmFlags = List.copyOf(jvmFlags);
    }

    /**
     * The folder that the kernel gets.
     *
     * @throws InstallException if Jupyter would not take its name
     */
    public Path folder() throws InstallException {
        String lower = name.toLowerCase(Locale.ROOT);
        if (!lower.matches("[a-z0-9][a-z0-9._-]*")) {
            throw new InstallException("the name \"" + name + "\" will not do: Jupyter takes letters a to z, digits,"
                    + " and after the first also . _ -");
        }
        return kernels.resolve(lower).toAbsolutePath();
    }

    /** Writes the kernelspec, over one of the same name. */
    public Kernelspec run() throws IOException, InstallException, InterruptedException {
        Path folder = folder();
        if (!Files.isRegularFile(jar)) {
            throw new InstallException(jar + " is no jar: a kernel starts from the packaged fiftylayers.jar;"
                    + " run `mvn -DskipTests package`, then `java -jar target/fiftylayers.jar kernel install`");
        }
        Java found = Java.at(java);
        Kernelspec spec = new Kernelspec(folder, displayName, command(found, folder), version);
        spec.write();
        for (String logo : LOGOS) {
            try (InputStream image = Objects.requireNonNull(Installation.class.getResourceAsStream(logo), logo)) {
                Files.copy(image, folder.resolve(logo), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return spec;
    }

    /**
     * Has the kernel start faster, by a file beside its kernelspec; takes seconds. It runs without, too.
     *
     * @throws KernelException if the kernel does not run; has what it wrote
     */
    public static void speedUp(Kernelspec spec) throws IOException, InterruptedException {
        ClassArchive.make(spec);
    }

    private List<String> command(Java found, Path folder) {
        List<String> command = new ArrayList<>(List.of(found.executable().toString()));
        if (found.modules().contains("jdk.incubator.vector")) {
            command.add("--add-modules=jdk.incubator.vector");
        }
        if (jvmFlags.stream().noneMatch(flag -> flag.matches("-XX:\\+Use\\w+GC"))) {
            command.add("-XX:+UseSerialGC"); // the smallest; a JVM refuses two
        }
        // The default, a 64th of the machine's memory at once, fills 100 MB with garbage before it is first collected.
        command.addAll(List.of("-Xms64m", "-XX:NewSize=32m", "-XX:MinHeapFreeRatio=10", "-XX:MaxHeapFreeRatio=20"));
        command.add(ClassArchive.use(ClassArchive.of(folder)));
        command.add("-Xlog:disable"); // of a class archive that does not fit any more
        // as the executor has them: a decimal comma would be another output, and charts need no window
        command.addAll(List.of("-Duser.language=en", "-Duser.country=US", "-Djava.awt.headless=true"));
        command.addAll(List.of("-Dfile.encoding=UTF-8", "-Dfiftylayers.watched=true"));
        command.addAll(jvmFlags);
        command.addAll(List.of("-cp", jar.toAbsolutePath().toString(), Kernelspec.MAIN_CLASS, "{connection_file}"));
        return command;
    }
}
