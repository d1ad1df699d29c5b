package org.fiftylayers.display;

import java.io.ByteArrayOutputStream;
import java.io.Console;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/** Asks whoever started this program, where there is no front end. */
final class Terminal {
    private Terminal() {}

    static String ask(String prompt, boolean hidden) {
        String answer = hidden ? secret(prompt) : line(prompt);
        if (answer == null) {
            throw new UnsupportedOperationException("ask: the input ends before the answer to \"" + prompt
                    + "\"; start the program where somebody can type, or pass it a file with the answers");
        }
        return answer;
    }

    @SuppressWarnings("SystemConsoleNull") // from Java 22 on there is one also where nobody types; it reads as well
    private static @Nullable String secret(String prompt) {
        Console console = System.console();
        if (console == null) {
            return line(prompt);
        }
        char[] typed = console.readPassword("%s", prompt);
        return typed == null ? null : new String(typed);
    }

    /** Byte by byte: a buffer would keep what the program itself wants to read next. */
    private static @Nullable String line(String prompt) {
        System.out.print(prompt);
        System.out.flush();
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try {
            int read = System.in.read();
            if (read < 0) {
                return null;
            }
            for (; read >= 0 && read != '\n'; read = System.in.read()) {
                line.write(read);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String text = line.toString(Charset.defaultCharset());
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }
}
