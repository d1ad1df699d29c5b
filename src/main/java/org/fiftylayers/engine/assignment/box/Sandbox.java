package org.fiftylayers.engine.assignment.box;

import java.nio.file.Path;
import java.util.List;

/** A way to start a Java program that can do no harm. */
public interface Sandbox {
    /** How many bytes of heap a program may have. */
    int MEGABYTES = 256;

    /**
     * A command that runs a class within the sandbox, with its standard input and output.
     *
     * @param options of the virtual machine
     * @param classPath files and folders, absolute, that exist; all of ours that the program can read
     * @param main the binary name of the class
     */
    List<String> command(List<String> options, List<Path> classPath, String main);

    /** Whether it keeps what it runs from files, network and other processes; results of others are unverified. */
    boolean verified();

    /** What to do where this sandbox does not start a program that ended with these words on its standard error. */
    String remedy(String error);
}
