package org.fiftylayers.engine.assignment.box;

import java.util.List;

/** No sandbox at all: for students who check their own work. */
public final class Unsandboxed implements Sandbox {
    @Override
    public List<String> command(List<String> command, List<String> readable) {
        return command;
    }

    @Override
    public boolean verified() {
        return false;
    }
}
