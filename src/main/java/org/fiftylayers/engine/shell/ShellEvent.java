package org.fiftylayers.engine.shell;

import org.fiftylayers.display.MimeBundle;

/** Something a cell does while it runs, or that one of its threads does later. */
public sealed interface ShellEvent {
    /** Text, in batches; {@code error} tells {@code System.err} from {@code System.out}. */
    record Printed(boolean error, String text) implements ShellEvent {}

    /** A value passed to {@code display}, and the name by which it can be replaced. */
    record Shown(String id, MimeBundle bundle) implements ShellEvent {}

    /** What was shown under a name, by this cell or an earlier one, looks like this from now on. */
    record Updated(String id, MimeBundle bundle) implements ShellEvent {}

    /** The cell's outputs up to now go away: at once, or when the next one comes. */
    record Cleared(boolean later) implements ShellEvent {}
}
