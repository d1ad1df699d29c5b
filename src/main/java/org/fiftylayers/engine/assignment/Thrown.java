package org.fiftylayers.engine.assignment;

import java.io.IOException;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.fiftylayers.engine.assignment.box.BoxException;
import org.fiftylayers.engine.assignment.gradebook.Verdict;

/** What a student's code threw, as the same exception here, so that tests can expect it. */
final class Thrown {
    private static final Map<String, Function<String, Throwable>> KNOWN = Map.ofEntries(
            Map.entry("java.lang.ArithmeticException", ArithmeticException::new),
            Map.entry("java.lang.ArrayIndexOutOfBoundsException", ArrayIndexOutOfBoundsException::new),
            Map.entry("java.lang.ArrayStoreException", ArrayStoreException::new),
            Map.entry("java.lang.AssertionError", AssertionError::new),
            Map.entry("java.lang.ClassCastException", ClassCastException::new),
            Map.entry("java.lang.Error", Error::new),
            Map.entry("java.lang.Exception", Exception::new),
            Map.entry("java.lang.IllegalArgumentException", IllegalArgumentException::new),
            Map.entry("java.lang.IllegalStateException", IllegalStateException::new),
            Map.entry("java.lang.IndexOutOfBoundsException", IndexOutOfBoundsException::new),
            Map.entry("java.lang.NegativeArraySizeException", NegativeArraySizeException::new),
            Map.entry("java.lang.NullPointerException", NullPointerException::new),
            Map.entry("java.lang.NumberFormatException", NumberFormatException::new),
            Map.entry("java.lang.RuntimeException", RuntimeException::new),
            Map.entry("java.lang.StackOverflowError", StackOverflowError::new),
            Map.entry("java.lang.StringIndexOutOfBoundsException", StringIndexOutOfBoundsException::new),
            Map.entry("java.lang.UnsupportedOperationException", UnsupportedOperationException::new),
            Map.entry("java.io.IOException", IOException::new),
            Map.entry("java.util.ConcurrentModificationException", ConcurrentModificationException::new),
            Map.entry("java.util.NoSuchElementException", NoSuchElementException::new));

    private Thrown() {}

    /** The first class that we know of those that were thrown, which stands for the student's own ones below it. */
    static Throwable of(BoxException met) {
        return KNOWN.getOrDefault(known(met.classes()), RuntimeException::new).apply(String.valueOf(met.getMessage()));
    }

    static Outcome outcome(BoxException met) {
        String name = met.classes().isEmpty() ? "" : met.classes().get(0);
        String known = known(met.classes());
        return new Outcome(
                Verdict.THREW,
                "your code threw " + name.substring(name.lastIndexOf('.') + 1) + ": " + met.getMessage(),
                "your code threw " + (known.isEmpty() ? "an exception" : known.substring(known.lastIndexOf('.') + 1)));
    }

    private static String known(List<String> classes) {
        return classes.stream().filter(KNOWN::containsKey).findFirst().orElse("");
    }
}
