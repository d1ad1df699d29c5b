package org.fiftylayers.engine.assignment.box;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** No sandbox at all: for students who check their own work. */
public final class Unsandboxed implements Sandbox {
    @Override
    public List<String> command(List<String> options, List<Path> classPath, String main) {
        return java(Path.of(System.getProperty("java.home")), options, classPath, main);
    }

    /** A command of the virtual machine in a folder. */
    static List<String> java(Path home, List<String> options, List<Path> classPath, String main) {
        List<String> command = new ArrayList<>();
        command.add(home.resolve("bin").resolve("java").toString());
        command.addAll(options);
        command.add("-cp");
        command.add(String.join(
                File.pathSeparator, classPath.stream().map(Path::toString).toList()));
        command.add(main);
        return command;
    }

    @Override
    public boolean verified() {
        return false;
    }

    @Override
    public String remedy(String error) {
        return "start it by hand and see";
    }
}
