package org.fiftylayers.engine.shell;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.fiftylayers.display.MimeBundle;

/** A shell that remembers its last cell, for tests to look at. */
final class TestShell implements AutoCloseable {
    private static final Duration USUAL = Duration.ofSeconds(30);
    private final Shell shell;
    private List<ShellEvent> events = List.of();
    private CellResult result = new CellResult(null, null, null, List.of(), false);

    TestShell() {
        this(ShellOptions.defaults());
    }

    TestShell(ShellOptions options) {
        shell = Shell.open(options);
    }

    CellResult run(String source) {
        return run("cell 1", source);
    }

    CellResult run(String cell, String source) {
        return run(cell, source, USUAL);
    }

    CellResult run(String cell, String source, Duration limit) {
        List<ShellEvent> heard = new CopyOnWriteArrayList<>();
        events = heard;
        CellResult fresh = shell.eval(cell, source, limit, heard::add);
        result = fresh;
        return fresh;
    }

    CellError error(String source) {
        return error(USUAL, source);
    }

    CellError error(Duration limit, String source) {
        return Objects.requireNonNull(run("cell 1", source, limit).error(), "the cell did not fail");
    }

    CellResult result() {
        return result;
    }

    Object shown() {
        return Objects.requireNonNull(
                Objects.requireNonNull(result.shown(), "no result").data().get(MimeBundle.TEXT));
    }

    List<ShellEvent> events() {
        return events;
    }

    /** What the cell printed and showed, in order: text printed in one go may come in several events. */
    List<String> story() {
        List<String> story = new ArrayList<>();
        boolean goesOn = false;
        for (ShellEvent event : events) {
            if (event instanceof ShellEvent.Printed printed) {
                String before = goesOn ? story.remove(story.size() - 1) : "printed: ";
                story.add(before + printed.text());
            } else if (event instanceof ShellEvent.Shown shown) {
                story.add("shown: " + shown.bundle().data().get(MimeBundle.TEXT));
            } else {
                story.add(event.toString());
            }
            goesOn = event instanceof ShellEvent.Printed;
        }
        return story;
    }

    String printed() {
        StringBuilder text = new StringBuilder();
        for (ShellEvent event : events) {
            if (event instanceof ShellEvent.Printed printed) {
                text.append(printed.text());
            }
        }
        return text.toString();
    }

    Shell shell() {
        return shell;
    }

    @Override
    public void close() {
        shell.close();
    }
}
