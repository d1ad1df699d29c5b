package org.fiftylayers.engine.notebook;

import java.util.ArrayList;
import java.util.List;

/** How one list of lines becomes another: what both have in common, in order, stays; the rest goes or comes. */
public final class LineDiff {
    public static final char SAME = ' ';
    public static final char GONE = '-';
    public static final char NEW = '+';
    /** In hunks: the text says where the lines below it stand. */
    public static final char PLACE = '@';

    /** Beyond it, what lies between the first and the last difference counts as replaced: correct, if coarse. */
    private static final long LARGEST_TABLE = 4_000_000;

    private LineDiff() {}

    /** A line, and what becomes of it. */
    public record Step(char sign, String text) {
        @Override
        public String toString() {
            return sign + text;
        }
    }

    /** All lines, those of {@code after} in order and those that go in between. */
    public static List<Step> of(List<String> before, List<String> after) {
        int start = 0;
        int shorter = Math.min(before.size(), after.size());
        while (start < shorter && before.get(start).equals(after.get(start))) {
            start++;
        }
        int end = 0;
        while (end < shorter - start && before.get(before.size() - 1 - end).equals(after.get(after.size() - 1 - end))) {
            end++;
        }
        List<Step> steps = new ArrayList<>();
        before.subList(0, start).forEach(line -> steps.add(new Step(SAME, line)));
        middle(before.subList(start, before.size() - end), after.subList(start, after.size() - end), steps);
        before.subList(before.size() - end, before.size()).forEach(line -> steps.add(new Step(SAME, line)));
        return steps;
    }

    private static void middle(List<String> before, List<String> after, List<Step> steps) {
        int n = before.size();
        int m = after.size();
        boolean fits = (long) n * m <= LARGEST_TABLE;
        // common[i][j]: how many lines the rests from i and from j have in common, in order
        int[][] common = new int[fits ? n + 1 : 0][m + 1];
        for (int i = n - 1; fits && i >= 0; i--) {
            for (int j = m - 1; j >= 0; j--) {
                common[i][j] = before.get(i).equals(after.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        int i = 0;
        int j = 0;
        while (i < n || j < m) {
            if (fits && i < n && j < m && before.get(i).equals(after.get(j))) {
                steps.add(new Step(SAME, before.get(i++)));
                j++;
            } else if (i < n && (j == m || !fits || common[i + 1][j] >= common[i][j + 1])) {
                steps.add(new Step(GONE, before.get(i++)));
            } else {
                steps.add(new Step(NEW, after.get(j++)));
            }
        }
    }

    /** The lines that come and go, each group with up to {@code context} lines around it, below its place. */
    public static List<Step> hunks(List<String> before, List<String> after, int context) {
        List<Step> steps = of(before, after);
        List<Step> hunks = new ArrayList<>();
        int line = 1;
        boolean open = false;
        for (int i = 0; i < steps.size(); i++) {
            boolean near = steps.subList(Math.max(0, i - context), Math.min(steps.size(), i + context + 1)).stream()
                    .anyMatch(step -> step.sign() != SAME);
            if (near && !open && (i > 0 || steps.size() > 2 * context + 1)) {
                hunks.add(new Step(PLACE, "line " + line));
            }
            if (near) {
                hunks.add(steps.get(i));
            }
            open = near;
            line += steps.get(i).sign() == GONE ? 0 : 1;
        }
        return hunks;
    }
}
