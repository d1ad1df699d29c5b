package org.fiftylayers.engine.assignment.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.fiftylayers.engine.assignment.gradebook.Row;

/** What an instructor reads: how the class did, question by question, and where everybody's feedback is. */
final class ClassPage {
    private final Results results;
    private final Times times;
    private final Function<Row, String> feedback;
    private final String reading;
    private final List<Element> content = new ArrayList<>();

    private ClassPage(Results results, Times times, Function<Row, String> feedback, String reading) {
        this.results = results;
        this.times = times;
        this.feedback = feedback;
        this.reading = reading;
    }

    /**
     * The page.
     *
     * @param feedback the address of a student's page
     * @param reading the address of the page with what is to be read
     */
    static String of(Results results, Times times, Function<Row, String> feedback, String reading) {
        return new ClassPage(results, times, feedback, reading).html();
    }

    private String html() {
        long unread = ReadingPage.unread(results);
        if (unread > 0) {
            content.add(Element.of("p")
                    .set("class", "note")
                    .add(Element.of("a", unread + (unread == 1 ? " answer" : " answers") + " to be read by a person")
                            .set("href", reading))
                    .add(". Until then these totals are not final."));
        }
        counts();
        totals();
        for (String notebook : results.notebooks()) {
            questions(notebook);
        }
        students();
        return Page.of("Class: " + results.assignment(), "The class", Element.of("h1", results.assignment()), content);
    }

    private void counts() {
        List<Row> current = results.students().stream()
                .flatMap(student -> student.results().stream())
                .map(Result::row)
                .toList();
        Element body = Element.of("tbody")
                .add(counts("Notebooks that count, the last of each student", current))
                .add(counts("All texts that were handed in", results.rows()));
        content.add(FeedbackPage.section("What was handed in")
                .add(wide(
                        "What was handed in",
                        Element.of("table")
                                .add(Element.of("caption", "Received = graded + refused + pending"))
                                .add(heads(
                                        "",
                                        "Received",
                                        "Graded",
                                        "Refused",
                                        "Pending",
                                        "of these held",
                                        "Late",
                                        "Unverified"))
                                .add(body))));
    }

    private Element counts(String what, List<Row> rows) {
        Element line = Element.of("tr").add(Element.of("th", what).set("scope", "row"));
        long held = count(rows, row -> row.state() == Row.State.HELD);
        List<Long> counts = List.of(
                (long) rows.size(),
                count(rows, row -> row.state() == Row.State.GRADED),
                count(rows, row -> row.state() == Row.State.REFUSED),
                held + count(rows, row -> row.state() == Row.State.PENDING),
                held,
                count(rows, row -> times.isLate(row.submitted())),
                count(rows, row -> row.state() == Row.State.GRADED && !row.verified()));
        counts.forEach(count -> line.add(Element.of("td", "" + count).set("class", "number")));
        return line;
    }

    private static long count(List<Row> rows, java.util.function.Predicate<Row> which) {
        return rows.stream().filter(which).count();
    }

    private void totals() {
        List<Results.Student> graded =
                results.students().stream().filter(Results.Student::isGraded).toList();
        Element section = FeedbackPage.section("Totals");
        if (graded.isEmpty()) {
            content.add(section.add(Element.of("p", "Nothing is graded yet.")));
            return;
        }
        BigDecimal[] sorted =
                graded.stream().map(Results.Student::earned).sorted().toArray(BigDecimal[]::new);
        BigDecimal mean = Points.sum(Arrays.asList(sorted))
                .divide(BigDecimal.valueOf(sorted.length), Points.PLACES, RoundingMode.HALF_UP);
        BigDecimal median = sorted[(sorted.length - 1) / 2]
                .add(sorted[sorted.length / 2])
                .divide(BigDecimal.valueOf(2), Points.PLACES, RoundingMode.HALF_UP);
        section.add(Element.of(
                "p",
                sorted.length + (sorted.length == 1 ? " student" : " students") + " with marks, of "
                        + Points.words(results.possible()) + ": mean " + Points.text(mean) + ", median "
                        + Points.text(median) + ", lowest " + Points.text(sorted[0]) + ", highest "
                        + Points.text(sorted[sorted.length - 1]) + "."));
        content.add(section.add(Drawing.histogram(graded.stream()
                .map(student -> Drawing.bin(student.earned(), student.possible()))
                .toList())));
    }

    private void questions(String notebook) {
        List<Question> questions = Question.of(results.of(notebook));
        if (questions.isEmpty()) {
            return;
        }
        String id = "order-" + results.notebooks().indexOf(notebook);
        Element section = FeedbackPage.section("Questions of " + notebook);
        section.add(Element.of("fieldset")
                .add(Element.of("legend", "Order"))
                .add(choice(id, "as-written", "as in the notebook", true))
                .add(choice(id, "by-hardness", "hardest first", false)));
        section.add(Element.of("p")
                .set("class", "key soft")
                .add(key("full", "full marks"))
                .add(key("part", "in part"))
                .add(key("none", "none"))
                .add(key("open", "not judged")));
        section.add(table(questions, "Questions as in the notebook").set("class", "wide in-order"));
        section.add(table(Question.hardestFirst(questions), "Questions, the hardest first")
                .set("class", "wide hardest-first"));
        content.add(section);
    }

    private static Element choice(String group, String name, String text, boolean chosen) {
        Element input =
                Element.of("input").set("type", "radio").set("name", group).set("class", name);
        if (chosen) {
            input.set("checked", "");
        }
        return Element.of("label").add(input).add(" " + text);
    }

    private static Element key(String name, String text) {
        return Element.of("span")
                .add(Element.of("svg")
                        .set("class", "swatch")
                        .set("viewBox", "0 0 1 1")
                        .set("aria-hidden", "true")
                        .add(Element.of("rect")
                                .set("class", name)
                                .set("width", "1")
                                .set("height", "1")))
                .add(text);
    }

    private Element table(List<Question> questions, String caption) {
        Element body = Element.of("tbody");
        for (Question question : questions) {
            boolean none = question.judged() == 0;
            String full = none ? "–" : Math.round(100.0 * question.full() / question.judged()) + " %";
            body.add(Element.of("tr")
                    .add(Element.of("th").set("scope", "row").add(Element.of("code", question.cell())))
                    .add(Element.of(
                                    "td",
                                    (none ? "–" : Points.text(question.mean())) + " of "
                                            + Points.text(question.possible()))
                            .set("class", "number"))
                    .add(Element.of("td", full).set("class", "number"))
                    .add(Element.of("td").add(Drawing.bar(question)))
                    .add(Element.of("td").add(tests(question)))
                    .add(Element.of("td").add(messages(question))));
        }
        return wide(
                caption,
                Element.of("table")
                        .add(Element.of("caption", caption))
                        .add(heads("Question", "Mean", "Full marks", "Distribution", "Passed by", "Said most often"))
                        .add(body));
    }

    private static Element tests(Question question) {
        Element list = Element.of("ul");
        for (Question.Test test : question.tests()) {
            String name = test.name().isEmpty() ? "all tests" : test.name();
            Element line = Element.of("li")
                    .add(test.passed() + " of " + test.judged() + " ")
                    .add(Element.of("code", name))
                    .add(test.hidden() ? " (hidden)" : "");
            if (!test.flag().isEmpty()) {
                line.add(" ").add(Element.of("span", test.flag()).set("class", "label fair"));
            }
            list.add(line);
        }
        return question.tests().isEmpty() ? Element.of("span", "read by a person") : list;
    }

    private static Element messages(Question question) {
        Element list = Element.of("ul");
        question.messages()
                .forEach((message, count) ->
                        list.add(Element.of("li", count + " × ").add(Element.name(message))));
        return question.messages().isEmpty() ? Element.of("span", "–") : list;
    }

    private void students() {
        Element body = Element.of("tbody");
        for (Results.Student student : results.students()) {
            Element notebooks = Element.of("td");
            for (Result result : student.results()) {
                notebooks.add(link(result));
            }
            String total = student.isGraded() ? Points.text(student.earned()) : "–";
            body.add(Element.of("tr")
                    .add(Element.of("th").set("scope", "row").add(Element.name(student.id())))
                    .add(Element.of("td", total + " of " + Points.text(student.possible()))
                            .set("class", "number"))
                    .add(notebooks));
        }
        content.add(FeedbackPage.section("Students")
                .add(wide(
                        "Students",
                        Element.of("table")
                                .add(Element.of("caption", "Totals, and each notebook's feedback"))
                                .add(heads("Student", "Points", "Notebooks"))
                                .add(body))));
    }

    private Element link(Result result) {
        Row row = result.row();
        Element line = Element.of("div")
                .add(Element.of("a", row.notebook()).set("href", feedback.apply(row)))
                .add(": " + FeedbackPage.state(row));
        if (result.isGraded() && !result.isFinal()) {
            line.add(", " + Points.words(result.open(true).add(result.open(false))) + " not judged");
        }
        if (times.isLate(row.submitted())) {
            line.add(" ")
                    .add(Element.of("span", "late by " + times.lateness(row.submitted()))
                            .set("class", "label fair"));
        }
        return line;
    }

    private static Element heads(String... names) {
        Element line = Element.of("tr");
        for (String name : names) {
            boolean number = List.of(
                            "Mean",
                            "Full marks",
                            "Points",
                            "Received",
                            "Graded",
                            "Refused",
                            "Pending",
                            "of these held",
                            "Late",
                            "Unverified")
                    .contains(name);
            Element head = name.isEmpty() ? Element.of("td") : FeedbackPage.column(name);
            line.add(number ? head.set("class", "number") : head);
        }
        return Element.of("thead").add(line);
    }

    /** What is wider than a phone scrolls by itself, with keys as well. */
    private static Element wide(String label, Element table) {
        return Element.of("div")
                .set("class", "wide")
                .set("role", "region")
                .set("tabindex", "0")
                .set("aria-label", label + ", table")
                .add(table);
    }
}
