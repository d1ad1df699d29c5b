package org.fiftylayers.engine.book.search;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A formula in a line of text, read off its MathML: {@code σ′(z_k) ≤ 1/4}. It shows in a result what TeX source would not,
 * and whoever searches for TeX's names of the symbols finds it too, since the search knows both names.
 */
final class FormulaText {
    private static final Pattern TAG = Pattern.compile("<(/?)(\\w+)([^>]*?)(/?)>([^<]*)");
    private static final String PLAIN = "0123456789+−-";
    private static final String RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻";
    private static final String LOWERED = "₀₁₂₃₄₅₆₇₈₉₊₋₋";
    private static final String RELATIONS = "=<>≤≥≠≈≡∼∝→←↦⇒⇔∈≪≫";
    private static final String INVISIBLE = "[\u2061-\u2064\u200B]";
    /** Between symbols that are not one word. */
    private static final char THIN_SPACE = '\u2009';

    private static final Map<String, String> ACCENTS =
            Map.of("^", "\u0302", "~", "\u0303", "ˉ", "\u0304", "¯", "\u0304", "˙", "\u0307", "→", "\u20D7");

    private FormulaText() {}

    /** The text of a {@code <math>} element. */
    static String of(String mathml) {
        Deque<List<String>> open = new ArrayDeque<>();
        open.push(new ArrayList<>());
        Matcher tag = TAG.matcher(mathml);
        while (tag.find()) {
            String name = tag.group(2);
            boolean ends = !tag.group(1).isEmpty();
            if (!ends) {
                open.push(new ArrayList<>(tag.group(5).isEmpty() ? List.of() : List.of(unescaped(tag.group(5)))));
            }
            if ((ends || !tag.group(4).isEmpty()) && open.size() > 1) {
                List<String> parts = open.pop();
                open.element().add(text(name, parts));
            }
        }
        return joined(open.getLast())
                .replaceAll(INVISIBLE, "")
                .replaceAll(" {2,}", " ")
                .strip();
    }

    private static String unescaped(String text) {
        return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    }

    private static String text(String name, List<String> parts) {
        return switch (name) {
            case "mfrac" -> grouped(part(parts, 0)) + "/" + grouped(part(parts, 1));
            case "msub", "munder" -> part(parts, 0) + lowered(part(parts, 1));
            case "msup" -> part(parts, 0) + raised(part(parts, 1));
            case "msubsup", "munderover" -> part(parts, 0) + lowered(part(parts, 1)) + raised(part(parts, 2));
            case "mover" -> part(parts, 0) + ACCENTS.getOrDefault(part(parts, 1), raised(part(parts, 1)));
            case "msqrt" -> "√" + grouped(joined(parts));
            case "mroot" -> raised(part(parts, 1)) + "√" + grouped(part(parts, 0));
            case "mtr", "mtd", "mspace" -> joined(parts) + " ";
            case "mo" ->
                RELATIONS.contains(joined(parts)) && !parts.isEmpty() ? " " + joined(parts) + " " : joined(parts);
            default -> joined(parts);
        };
    }

    private static String part(List<String> parts, int index) {
        return index < parts.size() ? parts.get(index).strip() : "";
    }

    private static String joined(List<String> parts) {
        StringBuilder text = new StringBuilder();
        for (String part : parts) {
            boolean apart = text.length() > 0
                    && !part.isEmpty()
                    && Character.isLetter(text.charAt(text.length() - 1))
                    && Character.isLetterOrDigit(part.charAt(0));
            text.append(apart ? String.valueOf(THIN_SPACE) : "").append(part);
        }
        return text.toString();
    }

    private static String grouped(String text) {
        boolean one = text.length() < 2
                || text.chars().allMatch(Character::isDigit)
                || text.chars().allMatch(c -> Character.isLetter(c) || c == '∂');
        return one ? text : "(" + text + ")";
    }

    private static String raised(String text) {
        return text.isEmpty() || text.charAt(0) == '′' || text.equals("∗") ? text : written(text, RAISED, "^");
    }

    private static String lowered(String text) {
        return text.isEmpty() ? text : written(text, LOWERED, "_");
    }

    /** In small digits where it consists of digits. */
    private static String written(String text, String small, String sign) {
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            int index = PLAIN.indexOf(text.charAt(i));
            if (index < 0) {
                return sign + grouped(text);
            }
            digits.append(small.charAt(index));
        }
        return digits.toString();
    }
}
