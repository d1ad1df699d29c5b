package org.fiftylayers.engine.shell;

import org.fiftylayers.display.MimeBundle;

/** Something a cell does while it runs, or that one of its threads does later. */
public sealed interface ShellEvent {
    /** Text, in batches; {@code error} tells {@code System.err} from {@code System.out}. */
    record Printed(boolean error, String text) implements ShellEvent {}

    /** A value passed to {@code display}. */
    record Shown(MimeBundle bundle) implements ShellEvent {}
}
