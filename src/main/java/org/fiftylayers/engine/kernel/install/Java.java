package org.fiftylayers.engine.kernel.install;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A Java that a kernel may run on.
 *
 * @param executable its {@code java}
 * @param feature its version, such as 17
 * @param modules what it has of the JDK
 */
record Java(Path executable, int feature, List<String> modules) {
    static final int OLDEST = 17;

    /** Asks the executable itself. */
    static Java at(Path executable) throws InstallException, InterruptedException {
        List<String> lines = ask(executable).lines().toList();
        int feature = 0;
        for (String line : lines) {
            if (line.startsWith("java.base@")) {
                feature = Integer.parseInt(line.substring("java.base@".length()).split("[^0-9]")[0]);
            }
        }
        if (feature < OLDEST) {
            throw new InstallException(executable + " is "
                    + (feature == 0 ? "no Java of version 9 or later" : "Java " + feature)
                    + ": the kernel needs a JDK " + OLDEST + " or later; name one with --java PATH");
        }
        List<String> modules = lines.stream().map(line -> line.split("@")[0]).toList();
        if (!modules.contains("jdk.jshell")) {
            throw new InstallException(executable + " is a Java " + feature + " without JShell (module jdk.jshell): the"
                    + " kernel needs a whole JDK, not a JRE; name one with --java PATH");
        }
        return new Java(executable, feature, modules);
    }

    private static String ask(Path executable) throws InstallException, InterruptedException {
        try {
            Process process = new ProcessBuilder(executable.toString(), "--list-modules")
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(1, TimeUnit.MINUTES)) {
                process.destroyForcibly();
            }
            return answer;
        } catch (IOException e) {
            throw new InstallException(executable + " cannot be started (" + e.getMessage()
                    + "): name the java of a JDK " + OLDEST + " or later with --java PATH");
        }
    }
}
