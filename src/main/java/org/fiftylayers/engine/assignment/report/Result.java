package org.fiftylayers.engine.assignment.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fiftylayers.engine.assignment.gradebook.Mark;
import org.fiftylayers.engine.assignment.gradebook.Row;
import org.fiftylayers.engine.assignment.gradebook.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * A notebook that was handed in, with the marks of tests and of people.
 *
 * @param items in the order of the notebook; none unless it is graded
 */
record Result(Row row, List<Item> items) {
    Result {
        items = List.copyOf(items);
    }

    static Result of(Row row, ManualMarks manual) {
        Map<String, List<Mark>> cells = new LinkedHashMap<>();
        if (row.state() == Row.State.GRADED) {
            row.marks().forEach(mark -> cells.computeIfAbsent(mark.cell(), id -> new ArrayList<>())
                    .add(mark));
        }
        List<Item> items = new ArrayList<>();
        for (List<Mark> marks : cells.values()) {
            List<BigDecimal> shares =
                    Points.shares(marks.stream().map(Mark::possible).toList());
            long hidden = marks.stream().filter(Mark::hidden).count();
            int number = 0;
            for (int i = 0; i < marks.size(); i++) {
                Mark mark = marks.get(i);
                number += mark.hidden() ? 1 : 0;
                items.add(item(row, mark, name(mark, number, hidden), shares.get(i), manual));
            }
        }
        return new Result(row, items);
    }

    private static String name(Mark mark, int number, long hidden) {
        if (mark.verdict() == Verdict.MANUAL) {
            return "your answer";
        }
        if (mark.item().isEmpty()) {
            return mark.hidden() ? "tests, some of them hidden" : "tests";
        }
        return mark.hidden() ? "hidden test " + number + " of " + hidden : mark.item();
    }

    private static Item item(Row row, Mark mark, String name, BigDecimal share, ManualMarks manual) {
        if (mark.verdict() == Verdict.MANUAL) {
            ManualMarks.Given given = manual.of(row, mark.cell());
            return given == null
                    ? new Item(mark, name, null, share, "")
                    : new Item(mark, name, given.points(), share, given.comment());
        }
        BigDecimal earned =
                mark.verdict() == Verdict.OURS ? null : Points.earned(mark.earned(), mark.possible(), share);
        return new Item(mark, name, earned, share, "");
    }

    boolean isGraded() {
        return row.state() == Row.State.GRADED;
    }

    /** Whether nothing is left to be judged. */
    boolean isFinal() {
        return isGraded() && items.stream().noneMatch(Item::isOpen);
    }

    /** Points earned so far. */
    BigDecimal earned() {
        return earned(items);
    }

    BigDecimal possible() {
        return possible(items);
    }

    /** Points that are still to be judged: by a person, or again by the grader. */
    BigDecimal open(boolean byPerson) {
        return possible(items.stream()
                .filter(item -> item.isOpen() && item.isManual() == byPerson)
                .toList());
    }

    /** Items by cell, in the order of the notebook. */
    Map<String, List<Item>> cells() {
        Map<String, List<Item>> cells = new LinkedHashMap<>();
        items.forEach(item -> cells.computeIfAbsent(item.mark().cell(), id -> new ArrayList<>())
                .add(item));
        return cells;
    }

    static BigDecimal earned(List<Item> items) {
        List<BigDecimal> points = new ArrayList<>();
        for (Item item : items) {
            @Nullable BigDecimal earned = item.earned();
            if (earned != null) {
                points.add(earned);
            }
        }
        return Points.sum(points);
    }

    static BigDecimal possible(List<Item> items) {
        return Points.sum(items.stream().map(Item::possible).toList());
    }
}
