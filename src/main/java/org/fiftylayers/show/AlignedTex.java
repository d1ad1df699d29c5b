package org.fiftylayers.show;

import java.util.ArrayList;
import java.util.List;

/** Rows of mathematics, aligned at the relation that each begins with. */
final class AlignedTex {
    private static final List<String> RELATIONS = List.of(
            "=", "\\approx", "\\leq", "\\le", "\\geq", "\\ge", "\\simeq", "\\sim", "\\equiv", "\\ll", "\\gg", "<", ">");

    private final List<String> rows = new ArrayList<>();

    /** Adds a row; one that begins with no relation gets the given one, unless it is the first. */
    void add(String relation, String tex) {
        String row = tex.strip();
        boolean marked = row.contains("&");
        boolean related = marked || startsWithRelation(row);
        if (rows.isEmpty()) {
            rows.add(marked ? row : alignFirst(row));
            return;
        }
        String aligned = marked ? row : related ? "&" + row : "&" + relation + " " + row;
        String first = rows.get(0);
        if (rows.size() == 1 && !first.contains("&")) {
            rows.set(0, first + " " + aligned); // "∂L/∂w" alone, then "= …": one row
        } else {
            rows.add(aligned);
        }
    }

    private static boolean startsWithRelation(String tex) {
        for (String relation : RELATIONS) {
            if (tex.startsWith(relation) && endsWord(tex, relation.length())) {
                return true;
            }
        }
        return false;
    }

    /** {@code \le} is a relation, {@code \left} is not. */
    private static boolean endsWord(String tex, int end) {
        return tex.charAt(0) != '\\' || end == tex.length() || !Character.isLetter(tex.charAt(end));
    }

    /** Puts the mark before the first equals sign outside braces. */
    private static String alignFirst(String tex) {
        int depth = 0;
        for (int i = 0; i < tex.length(); i++) {
            char c = tex.charAt(i);
            if (c == '{') {
                depth++;
            } else if (c == '}') {
                depth--;
            } else if (c == '=' && depth == 0) {
                return tex.substring(0, i) + "&" + tex.substring(i);
            }
        }
        return tex;
    }

    @Override
    public String toString() {
        return "$$\\begin{aligned}\n" + String.join(" \\\\\n", rows) + "\n\\end{aligned}$$";
    }
}
