package org.fiftylayers.engine.assignment;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fiftylayers.assignment.Variant;
import org.fiftylayers.display.Decimal;
import org.fiftylayers.matrix.Generator;

/** The calls of {@link Variant} in a cell, and the literals that take their place. */
final class Variants {
    private static final String TEXT = "\"(?:[^\"\\\\]|\\\\.)*\"";
    private static final Pattern CALL =
            Pattern.compile("\\bVariant\\.(number|whole|choice)\\(((?:" + TEXT + "|[^\"()])*)\\)");
    private static final Pattern ARGUMENT = Pattern.compile("\\G\\s*(" + TEXT + "|[-+]?[0-9][0-9_.eE+-]*)\\s*(,|$)");

    private final String file;
    private final String cell;

    Variants(String file, String cell) {
        this.file = file;
        this.cell = cell;
    }

    static boolean in(String source) {
        return source.contains("Variant.");
    }

    /** The cell's text with a value for each call, drawn from the generator that belongs to its name. */
    String replace(String source, Function<String, Generator> generators) {
        String replaced = CALL.matcher(source)
                .replaceAll(call -> Matcher.quoteReplacement(
                        value(call.group(), call.group(1), arguments(call.group(), call.group(2)), generators)));
        if (in(replaced)) {
            throw new AssignmentException(
                    file,
                    cell,
                    "a call of Variant must be written in one piece, with literals, as in Variant.number(\"w\", 0.5, 2,"
                            + " 1)");
        }
        return replaced;
    }

    private String value(String call, String method, List<String> arguments, Function<String, Generator> generators) {
        try {
            Generator generator = generators.apply(text(arguments.get(0)));
            return switch (method) {
                case "number" ->
                    Decimal.shortest(Variant.number(
                            generator,
                            Double.parseDouble(arguments.get(1)),
                            Double.parseDouble(arguments.get(2)),
                            Integer.parseInt(arguments.get(3))));
                case "whole" ->
                    ""
                            + Variant.whole(
                                    generator, Integer.parseInt(arguments.get(1)), Integer.parseInt(arguments.get(2)));
                default ->
                    "\""
                            + Variant.choice(
                                    generator,
                                    arguments.subList(1, arguments.size()).stream()
                                            .map(Variants::text)
                                            .toList())
                            + "\"";
            };
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new AssignmentException(file, cell, call + ": " + e.getMessage());
        }
    }

    private List<String> arguments(String call, String list) {
        List<String> arguments = new ArrayList<>();
        Matcher argument = ARGUMENT.matcher(list);
        int end = 0;
        while (end < list.length() && argument.find()) {
            arguments.add(argument.group(1).replace("_", ""));
            end = argument.end();
        }
        if (end < list.length() || arguments.isEmpty()) {
            throw new AssignmentException(file, cell, call + ": arguments must be literals");
        }
        return arguments;
    }

    /** What stands between the quotation marks, escapes as they are. */
    private static String text(String literal) {
        return literal.substring(1, literal.length() - 1);
    }
}
