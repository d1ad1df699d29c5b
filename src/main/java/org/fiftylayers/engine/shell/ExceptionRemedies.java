package org.fiftylayers.engine.shell;

import java.io.FileNotFoundException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ConcurrentModificationException;
import java.util.InputMismatchException;
import java.util.NoSuchElementException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What to do about an exception of the JDK whose cause is known. Our own exceptions say that themselves. */
final class ExceptionRemedies {
    private static final Pattern LENGTH = Pattern.compile("length (\\d+)$");
    private static final Pattern UNCHANGEABLE = Pattern.compile("java\\.util\\.(?:Immutable|Arrays\\$|Collections\\$)");

    private ExceptionRemedies() {}

    static @Nullable String of(Throwable thrown, String message) {
        if (thrown instanceof OutOfMemoryError) {
            return "use less data at a time, let go of what is no longer needed, or give the JVM more memory (-Xmx)";
        }
        if (thrown instanceof NoClassDefFoundError && message.startsWith("Could not initialize class")) {
            return "an initialiser of this class has failed before: correct it, and run its cell again";
        }
        if (thrown instanceof NoClassDefFoundError || thrown instanceof ClassNotFoundException) {
            return "put the library that has this class on the class path";
        }
        StackTraceElement[] stack = thrown.getStackTrace();
        String origin = stack.length == 0 ? "" : stack[0].getClassName();
        if (origin.startsWith("org.fiftylayers.")) {
            return null;
        }
        if (thrown instanceof ArithmeticException) {
            return ofArithmetic(message);
        }
        if (thrown instanceof IndexOutOfBoundsException) {
            return ofIndex(thrown, message);
        }
        if (thrown instanceof NullPointerException) {
            return ofNull(message);
        }
        if (thrown instanceof NumberFormatException) {
            return message.matches("(?s).*\\d,\\d.*")
                    ? "write decimals with a point, not a comma: `text.replace(',', '.')`"
                    : "check the text: a number is written like `12`, `-3` or `1.5`, without spaces or other letters";
        }
        if (thrown instanceof ClassCastException) {
            return "ask before the cast what the object is: `if (object instanceof Type value)`";
        }
        if (thrown instanceof ConcurrentModificationException) {
            return "do not add or remove while a loop runs over the collection: use `removeIf`, or loop over a copy";
        }
        if (thrown instanceof InputMismatchException) {
            return "the next word is of another type: read it with `next()` and look at it";
        }
        if (thrown instanceof NoSuchElementException) {
            return "nothing is there: ask `hasNext()`, `isEmpty()` or `isPresent()` first";
        }
        if (thrown instanceof UnsupportedOperationException
                && UNCHANGEABLE.matcher(origin).lookingAt()) {
            return "this collection cannot be changed; make one that can: `new ArrayList<>(list)`";
        }
        if (thrown instanceof NegativeArraySizeException) {
            return "an array's length is 0 or more: check how it is computed";
        }
        return ofFile(thrown, message);
    }

    private static @Nullable String ofArithmetic(String message) {
        if (message.equals("/ by zero")) {
            return "whole numbers cannot be divided by 0: check the divisor, or compute with doubles";
        }
        return message.startsWith("Non-terminating")
                ? "say how many digits you want: `divide(other, MathContext.DECIMAL64)`"
                : null;
    }

    private static String ofIndex(Throwable thrown, String message) {
        Matcher length = LENGTH.matcher(message);
        boolean text = thrown instanceof StringIndexOutOfBoundsException;
        if (length.find() && !text) {
            int last = Integer.parseInt(length.group(1)) - 1;
            return last < 0 ? "it is empty: no index fits" : "indices are counted from 0: the last is " + last;
        }
        return text
                ? "characters are counted from 0: the last is `text.length() - 1`"
                : "indices are counted from 0: the last is the length minus 1";
    }

    private static @Nullable String ofNull(String message) {
        if (message.matches(".*return value of \"java\\.util\\.\\w*Map\\.get\\(.*")) {
            return "the map has no such key: ask with `containsKey`, or use `getOrDefault(key, value)`";
        }
        return message.contains("is null") ? "what is null has no value yet: set it before it is used" : null;
    }

    /** A name alone does not say where it was looked for. */
    private static @Nullable String ofFile(Throwable thrown, String message) {
        String file = thrown instanceof NoSuchFileException missing
                ? missing.getFile()
                : thrown instanceof FileNotFoundException ? message.replaceFirst(" \\([^()]*\\)$", "") : null;
        if (file == null) {
            return thrown instanceof FileSystemException ? "check the path, and who may read and write there" : null;
        }
        try {
            return "no such file: " + Path.of(file).toAbsolutePath().normalize()
                    + "; check the name, or give the whole path";
        } catch (InvalidPathException e) {
            return null;
        }
    }
}
