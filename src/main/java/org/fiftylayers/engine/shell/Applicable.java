package org.fiftylayers.engine.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What javac says when no method of a name takes the arguments, cut into a headline and the methods that exist. */
final class Applicable {
    private static final int SHOWN = 8;
    private static final Pattern SEVERAL = Pattern.compile("no suitable (method|constructor) found for (\\S[^\\n]*)");
    private static final Pattern EACH =
            Pattern.compile("(?:method|constructor) ([^\\n]+) is not applicable\\s+\\(([^\\n]*)\\)");
    private static final Pattern ONE =
            Pattern.compile("(method|constructor) (\\S+) in [^\\n]*cannot be applied to given"
                    + " types;\\s*required: ([^\\n]*)\\s*found: +([^\\n]*)\\s*reason: ([^\\n]*)");
    private static final String LENGTHS = "actual and formal argument lists differ in length";

    private Applicable() {}

    /** The mistake in a line; null if it is another. */
    static @Nullable String headline(String message) {
        Matcher several = SEVERAL.matcher(message);
        if (several.find()) {
            return "no " + several.group(1) + " takes these arguments: "
                    + several.group(2).replace("(no arguments)", "()");
        }
        Matcher one = ONE.matcher(message);
        return one.find()
                ? "the " + one.group(1) + " does not take these arguments: " + one.group(2) + "(" + none(one.group(4))
                        + ")"
                : null;
    }

    /** The methods that exist, each with what speaks against it. */
    static List<String> of(String message) {
        List<String> lines = new ArrayList<>();
        Matcher one = ONE.matcher(message);
        if (one.find()) {
            lines.add("there is " + one.group(2) + "(" + none(one.group(3)) + "): " + reason(one.group(5)));
        } else if (SEVERAL.matcher(message).find()) {
            Matcher each = EACH.matcher(message);
            while (each.find()) {
                String line = "there is " + each.group(1) + ": " + reason(each.group(2));
                if (!lines.contains(line)) {
                    lines.add(line);
                }
            }
        }
        return lines.size() <= SHOWN ? lines : shortened(lines);
    }

    private static List<String> shortened(List<String> lines) {
        List<String> first = new ArrayList<>(lines.subList(0, SHOWN));
        first.add("… and " + (lines.size() - SHOWN) + " more");
        return first;
    }

    private static String none(String types) {
        return types.equals("no arguments") ? "" : types.strip();
    }

    private static String reason(String text) {
        return text.contains(LENGTHS)
                ? "another number of arguments"
                : text.replaceFirst("^argument mismatch; ", "").replaceFirst("^\\(argument mismatch; ", "");
    }
}
