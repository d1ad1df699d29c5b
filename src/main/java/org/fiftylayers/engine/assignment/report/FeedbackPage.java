package org.fiftylayers.engine.assignment.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fiftylayers.engine.assignment.gradebook.Row;
import org.fiftylayers.engine.assignment.gradebook.Verdict;
import org.jspecify.annotations.Nullable;

/** What a student reads: the marks of one notebook and the reasons for them. Of hidden tests it tells the result only. */
final class FeedbackPage {
    private final Result result;
    private final Row row;
    private final List<Row> all;
    private final Times times;
    private final List<Element> content = new ArrayList<>();

    /** @param all everything that the student handed in for this notebook, this text included, in order of time */
    private FeedbackPage(Result result, List<Row> all, Times times) {
        this.result = result;
        this.row = result.row();
        this.all = all;
        this.times = times;
    }

    static String of(Result result, List<Row> all, Times times) {
        return new FeedbackPage(result, all, times).html();
    }

    private String html() {
        switch (row.state()) {
            case GRADED -> total();
            case REFUSED -> {
                note("Your notebook could not be taken, and has no marks.");
                told("Why, and what to do");
                content.add(Element.of("p", "Put that right and hand the notebook in again."));
            }
            case PENDING -> note("Your notebook is here, and has not been judged yet.");
            case HELD ->
                note("Your notebook is here. Judging it failed, which is no fault that costs you marks: a person looks"
                        + " at it.");
        }
        if (result.isGraded() && !row.verified()) {
            note("Unverified: this was judged outside the sandbox. The marks are provisional.");
        }
        if (times.isLate(row.submitted())) {
            note("Late: handed in " + times.lateness(row.submitted()) + " after the deadline.");
        }
        if (result.isGraded()) {
            if (!row.notes().isEmpty()) {
                told("What is odd about your notebook");
            }
            marks();
        }
        history();
        return Page.of(
                "Feedback: " + row.assignment() + ", " + row.student(),
                row.assignment() + ", " + row.notebook(),
                Element.of("h1", "Feedback for ").add(Element.name(row.student())),
                content);
    }

    private void note(String text) {
        content.add(Element.of("p", text).set("class", "note"));
    }

    private void total() {
        content.add(Element.of("p")
                .set("class", "total")
                .add(Element.of("strong", Points.text(result.earned())))
                .add(" of " + Points.words(result.possible())));
        BigDecimal unread = result.open(true);
        if (unread.signum() > 0) {
            note("Up to " + Points.words(unread) + " more can come: a person has yet to read your answers.");
        }
        BigDecimal ours = result.open(false);
        if (ours.signum() > 0) {
            note("Tests worth " + Points.words(ours) + " are not judged yet. The grader failed, not your code.");
        }
    }

    private void told(String heading) {
        Element list = Element.of("ul");
        row.notes().forEach(line -> list.add(Element.of("li", line)));
        content.add(section(heading).add(list));
    }

    private void marks() {
        Element table = Element.of("table")
                .add(Element.of("caption", "By question, in the order of the notebook"))
                .add(Element.of("thead")
                        .add(Element.of("tr")
                                .add(column("Test"))
                                .add(column("Result"))
                                .add(column("Points").set("class", "number"))));
        for (Map.Entry<String, List<Item>> cell : result.cells().entrySet()) {
            Element body = Element.of("tbody")
                    .add(Element.of("tr")
                            .set("class", "group")
                            .add(Element.of("th")
                                    .set("scope", "rowgroup")
                                    .set("colspan", "2")
                                    .add(Element.of("code", cell.getKey())))
                            .add(points(
                                    cell.getValue().stream().allMatch(Item::isOpen)
                                            ? null
                                            : Result.earned(cell.getValue()),
                                    Result.possible(cell.getValue()))));
            cell.getValue().forEach(item -> body.add(item(item)));
            table.add(body);
        }
        content.add(section("Marks").add(table));
    }

    private static Element item(Item item) {
        boolean known =
                item.mark().hidden() || item.isManual() || item.mark().item().isEmpty();
        Element result = Element.of("td").add(Element.of("span", item.verdict()).set("class", colour(item)));
        String message = item.isManual() ? item.comment() : item.mark().message();
        if (!message.isEmpty() && !message.equals(item.verdict()) && item.mark().verdict() != Verdict.PASSED) {
            result.add(Element.of("bdi", message).set("class", "said"));
        }
        return Element.of("tr")
                .add(Element.of("th").set("scope", "row").add(Element.of(known ? "span" : "code", item.name())))
                .add(result)
                .add(points(item.earned(), item.possible()));
    }

    private static String colour(Item item) {
        return item.isOpen() ? "fair" : item.isFull() ? "good" : item.isManual() ? "fair" : "bad";
    }

    private static Element points(@Nullable BigDecimal earned, BigDecimal possible) {
        return Element.of("td", (earned == null ? "–" : Points.text(earned)) + " of " + Points.text(possible))
                .set("class", "number");
    }

    private void history() {
        Element body = Element.of("tbody");
        for (Row each : all) {
            Element when = Element.of("th").set("scope", "row").add(times.shown(each.submitted()));
            if (times.isLate(each.submitted())) {
                when.add(" ").add(Element.of("span", "late").set("class", "label fair"));
            }
            body.add(Element.of("tr")
                    .add(when)
                    .add(Element.of("td", state(each)))
                    .add(Element.of("td", each.equals(row) ? "this one counts" : "")));
        }
        content.add(section("What you handed in")
                .add(Element.of("table")
                        .add(Element.of("caption", "Each text of this notebook; the one handed in last counts"))
                        .add(Element.of("thead")
                                .add(Element.of("tr")
                                        .add(column("Handed in"))
                                        .add(column("What became of it"))
                                        .add(column("Counts"))))
                        .add(body)));
    }

    static String state(Row row) {
        return switch (row.state()) {
            case GRADED -> row.verified() ? "graded" : "graded, unverified";
            case REFUSED -> "refused";
            case PENDING -> "not judged yet";
            case HELD -> "held for a person";
        };
    }

    static Element section(String heading) {
        return Element.of("section").add(Element.of("h2", heading));
    }

    static Element column(String text) {
        return Element.of("th", text).set("scope", "col");
    }
}
