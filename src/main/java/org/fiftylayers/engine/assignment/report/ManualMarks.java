package org.fiftylayers.engine.assignment.report;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.fiftylayers.engine.assignment.AssignmentException;
import org.fiftylayers.engine.assignment.gradebook.Mark;
import org.fiftylayers.engine.assignment.gradebook.Row;
import org.fiftylayers.engine.assignment.gradebook.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * The marks that a person gives, in a table that the person fills in with a spreadsheet: a line for each answer, known by
 * student, notebook, text (the first digits of its digest) and cell.
 *
 * <p>What stands in the file is a person's work. Nothing of it is ever changed or taken away: lines are only added, behind
 * what is there, byte for byte.
 */
final class ManualMarks {
    private static final List<String> COLUMNS =
            List.of("student", "notebook", "digest", "cell", "points", "possible", "comment");
    /** A spreadsheet would make a number of a digest such as 1234e5678901; so much of it tells texts apart. */
    private static final String DIGEST = "sha256:";

    private static final int DIGITS = 12;
    private static final String MARK = "\uFEFF"; // without it some spreadsheets take UTF-8 for something else
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}(?:[.,]\\d{1,2})?");

    private final Path file;
    private final byte[] bytes;
    private final String text;
    private final Map<Key, Given> given = new LinkedHashMap<>();
    private final Map<Key, Integer> numbers = new LinkedHashMap<>();
    private List<String> header = COLUMNS;

    private record Key(String student, String notebook, String digest, String cell) {
        static Key of(Row row, String cell) {
            return new Key(row.student(), row.notebook(), row.digest(), cell);
        }
    }

    /** What a person gave for an answer. */
    record Given(BigDecimal points, String comment) {}

    private ManualMarks(Path file, byte[] bytes, String text) {
        this.file = file;
        this.bytes = bytes;
        this.text = text;
    }

    /**
     * Reads the file of an assignment, if there is one.
     *
     * @param rows all rows of the assignment
     * @param cells the points of each cell that a person judges
     * @throws AssignmentException if it is no such table, names nobody or nothing known, or gives points that cannot be
     *     given; says file, line and value
     */
    static ManualMarks read(Path file, List<Row> rows, Map<String, BigDecimal> cells) throws IOException {
        if (!Files.exists(file)) {
            return new ManualMarks(file, new byte[0], "");
        }
        byte[] bytes = Files.readAllBytes(file);
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new AssignmentException(file.toString(), "", "is not UTF-8 text; save it as \"CSV UTF-8\"");
        }
        ManualMarks marks = new ManualMarks(file, bytes, text.startsWith(MARK) ? text.substring(1) : text);
        marks.parse(rows, cells);
        return marks;
    }

    private void parse(List<Row> rows, Map<String, BigDecimal> cells) {
        boolean first = true;
        for (Csv.Line line : Csv.read(file.toString(), text)) {
            if (first) {
                header = line.fields().stream()
                        .map(name -> name.strip().toLowerCase(Locale.ROOT))
                        .toList();
                for (String column : COLUMNS) {
                    if (header.stream().filter(column::equals).count() != 1) {
                        throw wrong(
                                line,
                                "the first line has to name the columns " + String.join(", ", COLUMNS)
                                        + ", each once; '" + column + "' is not there once");
                    }
                }
                first = false;
            } else if (!line.isBlank()) {
                take(line, rows, cells);
            }
        }
    }

    private void take(Csv.Line line, List<Row> rows, Map<String, BigDecimal> cells) {
        if (line.fields().size() != header.size()) {
            throw wrong(line, "has " + line.fields().size() + " fields, and the first line has " + header.size());
        }
        String cell = field(line, "cell");
        Row row = row(line, rows);
        BigDecimal possible = row.marks().stream()
                .filter(mark -> mark.verdict() == Verdict.MANUAL && mark.cell().equals(cell))
                .map(mark -> Points.of(mark.possible()))
                .findFirst()
                .orElse(cells.get(cell));
        if (possible == null) {
            throw wrong(
                    line,
                    "cell is '" + cell + "'; a person judges "
                            + (cells.isEmpty() ? "no cell" : "only " + String.join(", ", cells.keySet())));
        }
        Key key = Key.of(row, cell);
        Integer before = numbers.put(key, line.number());
        if (before != null) {
            throw wrong(
                    line,
                    "is about the same answer as line " + before + ": cell '" + cell + "' of '" + row.student()
                            + "'; delete one of the two");
        }
        String points = field(line, "points").strip();
        if (!points.isEmpty()) {
            given.put(key, new Given(points(line, points, possible), field(line, "comment")));
        }
    }

    private BigDecimal points(Csv.Line line, String text, BigDecimal possible) {
        if (NUMBER.matcher(text).matches()) {
            BigDecimal points = new BigDecimal(text.replace(',', '.')).setScale(Points.PLACES);
            if (points.compareTo(possible) <= 0) {
                return points;
            }
        }
        throw wrong(
                line,
                "points is '" + text + "'; must be a number from 0 to " + Points.text(possible)
                        + ", with at most two decimal places");
    }

    private Row row(Csv.Line line, List<Row> rows) {
        String student = field(line, "student");
        List<Row> theirs =
                rows.stream().filter(row -> row.student().equals(student)).toList();
        if (theirs.isEmpty()) {
            throw wrong(
                    line,
                    "student is '" + student + "', who has handed in nothing; if a spreadsheet has changed"
                            + " the id, format the column as text and restore it");
        }
        String notebook = field(line, "notebook");
        String digest = field(line, "digest").strip().toLowerCase(Locale.ROOT).replace(DIGEST, "");
        return theirs.stream()
                .filter(row -> row.notebook().equals(notebook)
                        && digest.length() >= DIGITS
                        && row.digest().startsWith(digest))
                .findFirst()
                .orElseThrow(() -> wrong(
                        line,
                        "'" + student + "' has handed in no notebook '" + notebook + "' whose digest begins with '"
                                + digest + "'"));
    }

    private String field(Csv.Line line, String column) {
        return Csv.plain(line.fields().get(header.indexOf(column)));
    }

    private AssignmentException wrong(Csv.Line line, String what) {
        return new AssignmentException(file.toString(), "", "line " + line.number() + ": " + what);
    }

    /** What was given for an answer; null if nobody has judged it. */
    @Nullable
    Given of(Row row, String cell) {
        return given.get(Key.of(row, cell));
    }

    /**
     * Adds a line for each answer in some rows that the file does not have yet.
     *
     * @throws IOException if the file was changed since it was read
     */
    void addMissing(List<Row> rows) throws IOException {
        boolean fresh = text.isBlank();
        char separator = Csv.separator(text);
        StringBuilder lines = new StringBuilder(fresh ? MARK + Csv.line(separator, COLUMNS) : "");
        if (!fresh && !text.endsWith("\n")) {
            lines.append(Csv.NEWLINE);
        }
        List<String> added = new ArrayList<>();
        for (Row row : rows) {
            for (Mark mark : row.marks()) {
                if (mark.verdict() == Verdict.MANUAL && !numbers.containsKey(Key.of(row, mark.cell()))) {
                    added.add(Csv.line(
                            separator,
                            header.stream()
                                    .map(column -> value(row, mark, column))
                                    .toList()));
                }
            }
        }
        if (added.isEmpty()) {
            return;
        }
        added.forEach(lines::append);
        byte[] more = lines.toString().getBytes(StandardCharsets.UTF_8);
        byte[] old = fresh ? new byte[0] : bytes;
        byte[] all = Arrays.copyOf(old, old.length + more.length);
        System.arraycopy(more, 0, all, old.length, more.length);
        if (Files.exists(file) ? !Arrays.equals(Files.readAllBytes(file), bytes) : bytes.length > 0) {
            throw new IOException(file + " was changed meanwhile; it is left as it is: run the same command again");
        }
        WholeFile.write(file, all);
    }

    private static String value(Row row, Mark mark, String column) {
        return switch (column) {
            case "student" -> row.student();
            case "notebook" -> row.notebook();
            case "digest" ->
                DIGEST + row.digest().substring(0, Math.min(DIGITS, row.digest().length()));
            case "cell" -> mark.cell();
            case "possible" -> Points.text(Points.of(mark.possible()));
            default -> "";
        };
    }
}
