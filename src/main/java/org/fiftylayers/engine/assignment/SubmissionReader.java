package org.fiftylayers.engine.assignment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.fiftylayers.engine.assignment.SubmittedFile.Found;
import org.fiftylayers.engine.notebook.CodeCell;

/** Finds an assignment's cells in what a student handed in. Confusion is noted; what may be an attack is refused. */
final class SubmissionReader {
    /** Characters of a cell's text. */
    static final int LONGEST = 200_000;

    private static final Pattern BIDI = Pattern.compile("[\\u202A-\\u202E\\u2066-\\u2069\\u061C]");
    private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x08\\x0B\\x0E-\\x1F\\x7F\\x80-\\x9F]");
    private static final Pattern HALF =
            Pattern.compile("[\\uD800-\\uDBFF](?![\\uDC00-\\uDFFF])" + "|(?<![\\uD800-\\uDBFF])[\\uDC00-\\uDFFF]");
    private static final Pattern CELL_MAGIC = Pattern.compile("\\A\\s*%%[A-Za-z]");
    private static final Pattern LINE_MAGIC = Pattern.compile("(?m)^[%!][A-Za-z].*$");

    private final Assignment assignment;
    private final String file;
    private final List<Found> cells;
    private final Map<String, String> solutions = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();

    SubmissionReader(Assignment assignment, String file, List<Found> cells) {
        this.assignment = assignment;
        this.file = file;
        this.cells = cells;
    }

    Submission read(String student) throws RefusedException {
        boolean any = false;
        for (Assignment.Entry entry : assignment.cells()) {
            if (entry.role() != null) {
                List<Found> found = find(entry);
                any |= !found.isEmpty();
                if (Assignment.isSolution(entry)) {
                    solution(entry, found);
                } else {
                    given(entry, found);
                }
            }
        }
        if (!any) {
            throw new RefusedException(
                    file,
                    "",
                    "has none of the cells of '" + assignment.name() + "'; is it the notebook of another assignment?");
        }
        strangers();
        return new Submission(student, solutions, notes);
    }

    /** By nbgrader's id; where an editor has lost the metadata, by the cell's own. */
    private List<Found> find(Assignment.Entry entry) {
        List<Found> found =
                cells.stream().filter(cell -> cell.gradeId().equals(entry.id())).toList();
        if (found.isEmpty()) {
            found = cells.stream()
                    .filter(cell -> cell.gradeId().isEmpty()
                            && cell.id().equals(entry.cell().id()))
                    .toList();
            if (!found.isEmpty()) {
                note(entry, "has lost its metadata and was found by its cell's id; start from a fresh copy next time");
            }
        }
        return found;
    }

    private void solution(Assignment.Entry entry, List<Found> found) throws RefusedException {
        if (found.isEmpty()) {
            note(
                    entry,
                    "is missing, and what it asks for counts as not done; take a fresh copy of the notebook and"
                            + " put your answer into that cell");
            return;
        }
        Found first = found.get(0);
        for (Found other : found) {
            if (!other.source().equals(first.source())) {
                throw new RefusedException(
                        file,
                        "cell '" + entry.id() + "'",
                        "is there more than once, as cells "
                                + found.stream().map(cell -> "" + cell.number()).collect(Collectors.joining(", "))
                                + ", split or copied perhaps; put your answer into one of them and delete the others");
            }
        }
        if (found.size() > 1) {
            note(entry, "is there more than once with the same text; one of them counts");
        }
        boolean code = entry.cell() instanceof CodeCell;
        if (code && !first.type().equals("code")) {
            note(
                    entry,
                    "is no code cell any more but " + first.type() + ", and what it asks for counts as not done;"
                            + " change its type back");
            return;
        }
        String text = text(entry, first);
        if (text.isBlank()) {
            note(entry, "is empty");
        } else if (text.contains(Release.THROW) || text.strip().equals(Release.ANSWER)) {
            note(entry, "is still as it was handed out");
        }
        solutions.put(entry.id(), code ? withoutMagics(entry, text) : text);
    }

    private String text(Assignment.Entry entry, Found cell) throws RefusedException {
        String place = "cell '" + entry.id() + "' (cell " + cell.number() + ")";
        String text = cell.source().replace("\r\n", "\n").replace('\r', '\n');
        if (text.length() > LONGEST) {
            throw new RefusedException(
                    file, place, "has " + text.length() + " characters; at most " + LONGEST + " are read");
        }
        refuse(
                BIDI,
                text,
                place,
                "a character that turns the direction of writing, so that code reads other than it"
                        + " runs; delete it");
        refuse(CONTROL, text, place, "a control character; delete it");
        refuse(HALF, text, place, "half of a character; delete it");
        return text;
    }

    private void refuse(Pattern pattern, String text, String place, String what) throws RefusedException {
        Matcher found = pattern.matcher(text);
        if (found.find()) {
            long line = 1
                    + text.substring(0, found.start())
                            .chars()
                            .filter(c -> c == '\n')
                            .count();
            throw new RefusedException(
                    file,
                    place + ", line " + line,
                    String.format("U+%04X is ", (int) text.charAt(found.start())) + what);
        }
    }

    /** A magic is an order to a notebook, and there is none where submissions run. */
    private String withoutMagics(Assignment.Entry entry, String text) {
        if (CELL_MAGIC.matcher(text).lookingAt()) {
            note(entry, "is a %% command as a whole, which is not run; write Java");
            return "";
        }
        Matcher magic = LINE_MAGIC.matcher(text);
        if (!magic.find()) {
            return text;
        }
        note(entry, "has a command of the notebook (a line that begins with % or !), which is not run");
        return magic.replaceAll("");
    }

    /** What students were given is taken from the instructor's notebook, whatever they have made of it. */
    private void given(Assignment.Entry entry, List<Found> found) {
        String released =
                new Regions(assignment.file(), entry.id(), entry.cell().source()).released("");
        if (found.isEmpty()) {
            note(entry, "is missing; the instructor's is used");
        } else if (!found.get(0).source().replace("\r", "").strip().equals(released.strip())) {
            note(entry, "was changed; the instructor's is used");
        }
    }

    /** Code that will not be there when the submission runs. */
    private void strangers() {
        List<String> numbers = cells.stream()
                .filter(cell -> cell.type().equals("code") && !cell.source().isBlank())
                .filter(cell -> assignment.cells().stream()
                        .noneMatch(entry -> cell.gradeId().equals(entry.id())
                                || cell.id().equals(entry.cell().id())))
                .map(cell -> "" + cell.number())
                .limit(20)
                .toList();
        if (!numbers.isEmpty()) {
            notes.add("cells of your own are not taken (" + String.join(", ", numbers)
                    + "); what your answers need must stand in the cells of the assignment");
        }
    }

    private void note(Assignment.Entry entry, String what) {
        notes.add("cell '" + entry.id() + "' " + what);
    }
}
