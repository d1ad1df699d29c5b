package org.fiftylayers.training;

import java.io.PrintStream;
import org.fiftylayers.display.Display;
import org.fiftylayers.display.MimeBundle;

/** A line of text that is replaced by another one. */
interface ProgressLine {
    void begin(String text);

    void show(String text);

    void end(String text);

    /** Below a cell, in one display from the beginning to the end. */
    final class InNotebook implements ProgressLine {
        private String display = "";

        @Override
        public void begin(String text) {
            display = Display.display(MimeBundle.text(text));
        }

        @Override
        public void show(String text) {
            Display.updateDisplay(display, MimeBundle.text(text));
        }

        @Override
        public void end(String text) {
            show(text);
        }
    }

    /** Written over itself while it runs, and then taken away. */
    final class OnTerminal implements ProgressLine {
        private final PrintStream out;
        private int width;

        OnTerminal(PrintStream out) {
            this.out = out;
        }

        @Override
        public void begin(String text) {}

        @Override
        public void show(String text) {
            out.print("\r" + text + " ".repeat(Math.max(0, width - text.length())));
            out.flush();
            width = text.length();
        }

        @Override
        public void end(String text) {
            if (width > 0) {
                show("");
                show("");
            }
        }
    }
}
