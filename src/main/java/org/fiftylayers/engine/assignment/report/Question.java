package org.fiftylayers.engine.assignment.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a class did on one question, which is a cell with points.
 *
 * @param possible points possible
 * @param judged how many students' answers are judged as a whole
 * @param mean of the points of those; 0 if there are none
 * @param full how many have all points
 * @param none how many have no point
 * @param open how many answers are not judged yet, in whole or in part
 * @param tests each test, and what became of it
 * @param messages what students were told and how many were, the commonest first
 */
record Question(
        String cell,
        BigDecimal possible,
        int judged,
        BigDecimal mean,
        int full,
        int none,
        int open,
        List<Test> tests,
        Map<String, Integer> messages) {
    private static final int MESSAGES = 3;

    /**
     * A test of a question.
     *
     * @param name its own name, which students may not know
     */
    record Test(String name, boolean hidden, int passed, int judged) {
        /** Something to look at: it tells students apart in no way. */
        String flag() {
            if (judged < 2 || (passed > 0 && passed < judged)) {
                return "";
            }
            return passed == 0 ? "nobody passes" : "everybody passes";
        }
    }

    /** All questions of a notebook, in its order. */
    static List<Question> of(List<Result> results) {
        Map<String, List<List<Item>>> cells = new LinkedHashMap<>();
        results.forEach(
                result -> result.cells().forEach((cell, items) -> cells.computeIfAbsent(cell, id -> new ArrayList<>())
                        .add(items)));
        return cells.entrySet().stream()
                .map(cell -> of(cell.getKey(), cell.getValue()))
                .toList();
    }

    private static Question of(String cell, List<List<Item>> answers) {
        List<List<Item>> judged = answers.stream()
                .filter(items -> items.stream().noneMatch(Item::isOpen))
                .toList();
        BigDecimal sum = Points.sum(judged.stream().map(Result::earned).toList());
        BigDecimal mean = judged.isEmpty()
                ? Points.of(0)
                : sum.divide(BigDecimal.valueOf(judged.size()), Points.PLACES, RoundingMode.HALF_UP);
        long full = judged.stream()
                .filter(items -> items.stream().allMatch(Item::isFull))
                .count();
        long none = judged.stream()
                .filter(items -> items.stream().noneMatch(Item::isFull)
                        && Result.earned(items).signum() == 0)
                .count();
        return new Question(
                cell,
                Result.possible(answers.get(0)),
                judged.size(),
                mean,
                (int) full,
                (int) none,
                answers.size() - judged.size(),
                tests(answers),
                messages(answers));
    }

    private static List<Test> tests(List<List<Item>> answers) {
        Map<String, Test> tests = new LinkedHashMap<>();
        for (List<Item> items : answers) {
            for (Item item : items) {
                if (!item.isManual() && !item.isOpen()) {
                    tests.merge(
                            item.mark().item(),
                            new Test(item.mark().item(), item.mark().hidden(), item.isFull() ? 1 : 0, 1),
                            (a, b) -> new Test(a.name, a.hidden, a.passed + b.passed, a.judged + b.judged));
                }
            }
        }
        return List.copyOf(tests.values());
    }

    private static Map<String, Integer> messages(List<List<Item>> answers) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (List<Item> items : answers) {
            items.stream()
                    .filter(item -> !item.isManual() && !item.isFull())
                    .map(item -> item.mark().message().isEmpty()
                            ? item.verdict()
                            : item.mark().message())
                    .distinct() // a student once, however many tests say the same
                    .forEach(message -> counts.merge(message, 1, Integer::sum));
        }
        Map<String, Integer> commonest = new LinkedHashMap<>();
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MESSAGES)
                .forEach(entry -> commonest.put(entry.getKey(), entry.getValue()));
        return commonest;
    }

    /** How much of it the class has, from 0 to 1: the less, the harder. */
    double share() {
        return judged == 0 || possible.signum() == 0 ? 1 : mean.doubleValue() / possible.doubleValue();
    }

    int part() {
        return judged - full - none;
    }

    /** The hardest first; what nobody has judged yet, last. */
    static List<Question> hardestFirst(List<Question> questions) {
        return questions.stream()
                .sorted(Comparator.comparing((Question question) -> question.judged == 0)
                        .thenComparingDouble(Question::share))
                .toList();
    }
}
