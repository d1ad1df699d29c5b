package org.fiftylayers.engine.assignment.report;

import java.math.BigDecimal;
import org.fiftylayers.engine.assignment.gradebook.Mark;
import org.fiftylayers.engine.assignment.gradebook.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * A graded item as people see it.
 *
 * @param name what a student may know it as: hidden tests have a number and no name
 * @param earned points earned; null while nobody has judged it
 * @param possible points possible
 * @param comment what the person said who judged it
 */
record Item(Mark mark, String name, @Nullable BigDecimal earned, BigDecimal possible, String comment) {
    boolean isManual() {
        return mark.verdict() == Verdict.MANUAL;
    }

    boolean isOpen() {
        return earned == null;
    }

    boolean isFull() {
        return earned != null && earned.compareTo(possible) >= 0;
    }

    /** What became of it, in words. */
    String verdict() {
        return switch (mark.verdict()) {
            case PASSED -> "passed";
            case FAILED -> "not as expected";
            case THREW -> "your code threw an exception";
            case TIMED_OUT -> "no answer in time";
            case DIED -> "your code ended its process";
            case NOT_COMPILED -> "does not compile";
            case MISSING -> "is not in your notebook";
            case MANUAL -> earned == null ? "to be read by a person" : "read by a person";
            case OURS -> "not judged yet: the grader failed, not you";
        };
    }
}
