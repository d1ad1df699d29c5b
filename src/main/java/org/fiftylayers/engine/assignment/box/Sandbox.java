package org.fiftylayers.engine.assignment.box;

import java.util.List;

/** A way to start a process that can do no harm. */
public interface Sandbox {
    /**
     * A command that runs another one within the sandbox, with its standard input and output.
     *
     * @param command a program of this machine and its arguments, as {@link ProcessBuilder} takes them
     * @param readable files and folders that the program must be able to read
     */
    List<String> command(List<String> command, List<String> readable);

    /** Whether it keeps what it runs from files, network and other processes; results of others are unverified. */
    boolean verified();
}
