package org.fiftylayers.engine.cli;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** The version in the jar's manifest. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {
            "Fifty Layers " + number(), "Java " + Runtime.version() + ", " + System.getProperty("java.vendor")
        };
    }

    static String number() {
        return Objects.requireNonNullElse(Main.class.getPackage().getImplementationVersion(), "(not packaged)");
    }
}
