package org.fiftylayers.show;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One number of a computation graph.
 *
 * @param constant the constant in the operation, such as the 2 of {@code x.plus(2)}
 * @param edges where it comes from, one for each argument
 */
record GraphNode(
        @Nullable String name,
        String operation,
        @Nullable Double constant,
        double value,
        double gradient,
        List<Edge> edges) {

    /**
     * An argument.
     *
     * @param from the place of the argument in the list of nodes
     * @param partial the derivative of the node with respect to it
     */
    record Edge(int from, double partial) {}

    boolean isVariable() {
        return edges.isEmpty();
    }

    /** The operation as one writes it; a dot stands for the argument. */
    String symbol() {
        String number = constant == null ? "" : Numeral.significant(constant, 4).toString();
        return switch (operation) {
            case "²" -> "(·)²";
            case "^" -> "(·)" + raised(number);
            case "−" -> edges.size() == 1 && constant == null ? "−(·)" : signed(number);
            default -> signed(number);
        };
    }

    private String signed(String number) {
        return constant == null ? operation : operation + " " + number.replace('-', '−');
    }

    private static String raised(String number) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < number.length(); i++) {
            int digit = "-0123456789".indexOf(number.charAt(i));
            if (digit < 0) {
                return "^" + number;
            }
            out.append("⁻⁰¹²³⁴⁵⁶⁷⁸⁹".charAt(digit));
        }
        return out.toString();
    }

    /** What stands in the first line of its box. */
    String heading() {
        if (isVariable()) {
            return name == null ? "variable" : name;
        }
        return name == null ? symbol() : name + " = " + symbol();
    }
}
