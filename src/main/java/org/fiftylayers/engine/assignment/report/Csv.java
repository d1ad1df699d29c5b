package org.fiftylayers.engine.assignment.report;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.fiftylayers.engine.assignment.AssignmentException;

/**
 * Comma-separated values after RFC 4180, read as spreadsheets write them: with commas, semicolons or tabs.
 *
 * <p>A spreadsheet takes a field that begins with {@code =}, {@code +}, {@code -}, {@code @}, a tab or a carriage return
 * for a formula and may run it (CWE-1236). Such fields are written with an apostrophe before them, which tells
 * spreadsheets that it is text; {@link #plain} takes it away again.
 */
final class Csv {
    static final String NEWLINE = "\r\n";

    private static final Pattern FORMULA = Pattern.compile("^[=+\\-@\t\r]");
    private static final Pattern DISARMED = Pattern.compile("^'(?=[=+\\-@\t\r])");

    private final String file;
    private final String text;
    private final char separator;
    private final List<Line> lines = new ArrayList<>();
    private int position;
    private int number = 1;

    /**
     * A record.
     *
     * @param number of its first line, counted from 1
     */
    record Line(int number, List<String> fields) {
        boolean isBlank() {
            return fields.stream().allMatch(String::isBlank);
        }
    }

    private Csv(String file, String text) {
        this.file = file;
        this.text = text;
        separator = separator(text);
    }

    /**
     * Reads a text.
     *
     * @param file what messages call it
     * @throws AssignmentException if a quotation mark is not closed, or stands where none may
     */
    static List<Line> read(String file, String text) {
        Csv csv = new Csv(file, text);
        while (csv.position < text.length()) {
            csv.line();
        }
        return csv.lines;
    }

    /** The sign between fields: the first one in the text that is in no field. */
    static char separator(String text) {
        boolean quoted = false;
        for (int i = 0; i < text.length() && (quoted || text.charAt(i) != '\n'); i++) {
            char c = text.charAt(i);
            quoted ^= c == '"';
            if (!quoted && (c == ',' || c == ';' || c == '\t')) {
                return c;
            }
        }
        return ',';
    }

    private void line() {
        int begin = number;
        List<String> fields = new ArrayList<>();
        do {
            fields.add(field());
        } while (take(separator));
        take('\r');
        take('\n');
        number++;
        lines.add(new Line(begin, fields));
    }

    private String field() {
        if (take('"')) {
            return quoted();
        }
        int begin = position;
        while (!atEnd()) {
            if (text.charAt(position) == '"') {
                throw wrong(
                        number,
                        "a quotation mark within a field that does not begin with one; double it, and put"
                                + " the field into quotation marks");
            }
            position++;
        }
        return text.substring(begin, position);
    }

    private String quoted() {
        int begin = number;
        StringBuilder field = new StringBuilder();
        while (position < text.length()) {
            char c = text.charAt(position++);
            if (c == '"' && !take('"')) {
                if (!atEnd()) {
                    throw wrong(number, "'" + text.charAt(position) + "' after the quotation mark that ends a field");
                }
                return field.toString();
            }
            number += c == '\n' ? 1 : 0;
            field.append(c);
        }
        throw wrong(begin, "a quotation mark is not closed");
    }

    private boolean atEnd() {
        return position == text.length()
                || text.charAt(position) == separator
                || text.charAt(position) == '\n'
                || text.charAt(position) == '\r';
    }

    private boolean take(char c) {
        if (position < text.length() && text.charAt(position) == c) {
            position++;
            return true;
        }
        return false;
    }

    private AssignmentException wrong(int line, String what) {
        return new AssignmentException(file, "", "line " + line + ": " + what);
    }

    /** A record as a line of text, its end included; formulas are disarmed. */
    static String line(char separator, List<String> fields) {
        return fields.stream().map(field -> field(separator, field)).collect(Collectors.joining("" + separator))
                + NEWLINE;
    }

    private static String field(char separator, String value) {
        String safe = FORMULA.matcher(value).find() ? "'" + value : value;
        boolean quote = safe.indexOf(separator) >= 0
                || safe.chars().anyMatch(c -> c == '"' || c == '\n' || c == '\r' || c == '\t' || c == ',' || c == ';');
        return quote ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }

    /** A field without the apostrophe that disarms a formula. */
    static String plain(String field) {
        return DISARMED.matcher(field).replaceFirst("");
    }
}
