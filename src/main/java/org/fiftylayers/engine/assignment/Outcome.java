package org.fiftylayers.engine.assignment;

import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.fiftylayers.assignment.Told;
import org.fiftylayers.engine.assignment.gradebook.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * What came of a test.
 *
 * @param message in one line, for those who see the test
 * @param neutral in one line, for those who must not learn of the test: no student's words, since these can hold what a
 *     hidden test asked, and none of the test's
 */
record Outcome(Verdict verdict, String message, String neutral) {
    private static final int LONGEST = 400;
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\s]+");

    static final Outcome PASSED = new Outcome(Verdict.PASSED, "", "");

    Outcome {
        message = line(message);
        neutral = line(neutral);
    }

    /** The outcome of a test that threw something of its own, or nothing. */
    static Outcome of(@Nullable Throwable thrown) {
        if (thrown == null) {
            return PASSED;
        }
        String message = thrown.getMessage() == null ? "not as expected" : thrown.getMessage();
        if (thrown instanceof Told) {
            return new Outcome(Verdict.FAILED, message, message);
        }
        if (thrown instanceof TimeoutException) {
            return new Outcome(Verdict.TIMED_OUT, "the test did not end with this value", "the test did not end");
        }
        if (thrown instanceof AssertionError) {
            return new Outcome(Verdict.FAILED, message, "not as expected");
        }
        return new Outcome(Verdict.FAILED, "the test cannot use the value: " + thrown, "the test cannot use the value");
    }

    /** Text as one line of moderate length, without signs that change how others are shown. */
    private static String line(String text) {
        String line = CONTROL.matcher(text.substring(0, Math.min(text.length(), 4 * LONGEST)))
                .replaceAll(" ")
                .strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }
}
