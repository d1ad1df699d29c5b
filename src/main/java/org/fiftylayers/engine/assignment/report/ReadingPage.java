package org.fiftylayers.engine.assignment.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.fiftylayers.engine.assignment.Assignment;
import org.fiftylayers.engine.assignment.GradedCell;
import org.fiftylayers.engine.assignment.RefusedException;
import org.fiftylayers.engine.assignment.Submission;
import org.fiftylayers.engine.assignment.gradebook.Row;
import org.fiftylayers.engine.notebook.Cell;
import org.fiftylayers.engine.notebook.MarkdownCell;
import org.fiftylayers.engine.notebook.Notebook;
import org.fiftylayers.engine.notebook.NotebookException;
import org.fiftylayers.engine.notebook.Notebooks;

/** What a marker reads: for each question that a person judges, the answers of all students in a row. */
final class ReadingPage {
    /** Characters of an answer; who writes more is read in the notebook itself. */
    private static final int LONGEST = 20_000;

    private final Results results;
    private final Path manual;
    private final List<Element> content = new ArrayList<>();

    private ReadingPage(Results results, Path manual) {
        this.results = results;
        this.manual = manual;
    }

    /** @param manual the file for the points */
    static String of(Results results, Path manual) throws IOException {
        return new ReadingPage(results, manual).html();
    }

    /** How many answers nobody has read yet. */
    static long unread(Results results) {
        return results.students().stream()
                .flatMap(student -> student.results().stream())
                .flatMap(result -> result.items().stream())
                .filter(item -> item.isManual() && item.isOpen())
                .count();
    }

    private String html() throws IOException {
        content.add(
                Element.of("p", unread(results) + " answers are yet to be read. Points and comments go into ")
                        .add(Element.of("code", String.valueOf(manual.getFileName())))
                        .add(
                                ", one line for each answer; then make the report again. Answers are shown as they were written."));
        for (Assignment master : results.masters()) {
            for (int i = 0; i < master.cells().size(); i++) {
                GradedCell role = master.cells().get(i).role();
                if (role != null && Results.isReadByPerson(role)) {
                    content.add(question(master, i, role));
                }
            }
        }
        return Page.of(
                "To read: " + results.assignment(),
                results.assignment(),
                Element.of("h1", "Answers for a person to read"),
                content);
    }

    private Element question(Assignment master, int index, GradedCell role) throws IOException {
        Element section = FeedbackPage.section(role.id() + ": " + Points.words(Points.of(role.points())));
        section.set("id", "cell-" + role.id().replaceAll("[^A-Za-z0-9_-]", "_"));
        String own = master.answer(master.cells().get(index));
        if (role.kind() == GradedCell.Kind.TASK) {
            section.add(Element.of("h3", "What is asked")).add(text(own, "What is asked: " + role.id()));
        } else {
            if (index > 0 && isGiven(master.cells().get(index - 1))) {
                String asked = master.cells().get(index - 1).cell().source();
                section.add(Element.of("h3", "What is asked")).add(text(asked, "What is asked: " + role.id()));
            }
            section.add(Element.of("h3", "The instructor's answer"))
                    .add(text(own, "The instructor's answer: " + role.id()));
        }
        Path guide = Path.of(master.file()).resolveSibling("MARKING.md");
        if (Files.exists(guide)) {
            section.add(Element.of("p", "How points are given: see ")
                    .set("class", "soft")
                    .add(Element.of("code", role.id()))
                    .add(" in the marking guide, MARKING.md beside the instructor's notebook."));
        }
        for (Result result : results.of(master.notebookName())) {
            for (Item item : result.items()) {
                if (item.isManual() && item.mark().cell().equals(role.id())) {
                    section.add(answer(master, role, result, item));
                }
            }
        }
        return section;
    }

    private static boolean isGiven(Assignment.Entry entry) {
        GradedCell role = entry.role();
        return entry.cell() instanceof MarkdownCell && (role == null || role.kind() == GradedCell.Kind.LOCKED);
    }

    private Element answer(Assignment master, GradedCell role, Result result, Item item) throws IOException {
        String student = result.row().student();
        Element answer = Element.of("article").add(Element.of("h3").add(Element.name(student)));
        String points = item.earned() == null
                ? "to be read"
                : Points.text(item.earned()) + " of " + Points.words(item.possible());
        Element line = Element.of("p", points).set("class", item.earned() == null ? "fair" : "soft");
        answer.add(item.comment().isEmpty() ? line : line.add(": ").add(Element.name(item.comment())));
        String written = written(master, role, result.row());
        return written.isBlank()
                ? answer.add(Element.of("p", "Nothing is written there.").set("class", "soft"))
                : answer.add(text(shortened(written), "Answer of " + student + " to " + role.id()));
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST
                ? text
                : text.substring(0, LONGEST) + "\n… and " + (text.length() - LONGEST)
                        + " characters more; see the notebook";
    }

    private static Element text(String text, String label) {
        return Element.of("pre", text.strip())
                .set("tabindex", "0") // it scrolls, and has to for those without a mouse
                .set("role", "region")
                .set("aria-label", label);
    }

    private String written(Assignment master, GradedCell role, Row row) throws IOException {
        Path copy = results.book().copy(row);
        try {
            return role.kind() == GradedCell.Kind.TASK
                    ? below(Notebooks.read(copy), role.id())
                    : Submission.read(master, row.student(), copy, row.file())
                            .solutions()
                            .getOrDefault(role.id(), "");
        } catch (RefusedException | NotebookException e) {
            return "(cannot be shown: " + e.getMessage() + ")";
        }
    }

    /** All that stands below a task, up to the next cell that was given. */
    private static String below(Notebook notebook, String id) {
        StringBuilder text = new StringBuilder();
        boolean within = false;
        for (Cell cell : notebook.cells()) {
            String given = cell.metadata().path("nbgrader").path("grade_id").asText("");
            if (!given.isEmpty()) {
                within = given.equals(id);
            } else if (within) {
                text.append(cell.source()).append("\n\n");
            }
        }
        return text.toString();
    }
}
