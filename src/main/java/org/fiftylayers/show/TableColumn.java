package org.fiftylayers.show;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A column of a table, formatted: numbers so that their decimal points stand below each other. */
record TableColumn(String header, boolean numeric, List<String> html, List<String> text) {
    private static final char FIGURE_SPACE = '\u2007';
    private static final char POINT_SPACE = '\u2008';
    private static final int SIGNIFICANT = 5;

    static TableColumn words(String header, List<String> cells) {
        return new TableColumn(header, false, cells.stream().map(Markup::escape).toList(), List.copyOf(cells));
    }

    /** Numbers with the digits that their sizes ask for; {@code null} leaves a cell empty. */
    static TableColumn numbers(String header, List<@Nullable Double> values) {
        int largest = Integer.MIN_VALUE;
        int smallest = Integer.MAX_VALUE;
        int decimals = 0;
        for (Double value : values) {
            if (value != null && Double.isFinite(value) && value != 0) {
                largest = Math.max(largest, Numeral.magnitude(value));
                smallest = Math.min(smallest, Numeral.magnitude(value));
                decimals = Math.max(decimals, Numeral.decimals(value));
            }
        }
        boolean spread = smallest < -6 || largest < -3 || largest > 9 || (largest - smallest > 6 && decimals > 0);
        if (smallest <= largest && spread) {
            return scientific(header, values);
        }
        int enough = smallest <= largest ? Math.max(SIGNIFICANT - 1 - largest, 2 - smallest) : 0;
        return plain(header, values, Math.max(0, Math.min(decimals, enough)));
    }

    private static TableColumn scientific(String header, List<@Nullable Double> values) {
        List<String> html = new ArrayList<>();
        List<String> text = new ArrayList<>();
        int longest = 0;
        for (Double value : values) {
            longest =
                    value == null ? longest : Math.max(longest, exponent(value).length());
        }
        for (Double value : values) {
            if (value == null) {
                html.add("");
                text.add("");
            } else if (value == 0 || !Double.isFinite(value)) {
                html.add(Numeral.shortest(value).html());
                text.add(Numeral.shortest(value).toString());
            } else {
                Numeral numeral = Numeral.scientific(value, SIGNIFICANT - 1);
                String exponent = exponent(value);
                String gap = ("" + FIGURE_SPACE).repeat(longest - exponent.length());
                html.add(Numeral.fixed(Double.parseDouble(numeral.mantissa()), SIGNIFICANT - 1)
                                .html() + "×10<sup>" + exponent.replace('-', '−') + gap + "</sup>");
                text.add(numeral.mantissa() + "e" + exponent + " ".repeat(longest - exponent.length()));
            }
        }
        return new TableColumn(header, true, html, text);
    }

    private static String exponent(double value) {
        return value == 0 || !Double.isFinite(value)
                ? ""
                : "" + Numeral.scientific(value, SIGNIFICANT - 1).exponent();
    }

    private static TableColumn plain(String header, List<@Nullable Double> values, int decimals) {
        List<String> html = new ArrayList<>();
        List<String> text = new ArrayList<>();
        for (Double value : values) {
            if (value == null) {
                html.add("");
                text.add("");
                continue;
            }
            boolean exact = !Double.isFinite(value) || value == 0 || Numeral.decimals(value) <= decimals;
            String digits = exact
                    ? Numeral.fixed(value, value == 0 || !Double.isFinite(value) ? 0 : Numeral.decimals(value))
                            .mantissa()
                    : Numeral.fixed(value, decimals).mantissa();
            int point = digits.indexOf('.');
            int missing = decimals - (point < 0 ? 0 : digits.length() - point - 1);
            boolean needsPoint = point < 0 && decimals > 0;
            digits = decimals == 0 ? grouped(digits) : digits;
            html.add(digits.replace('-', '−') + (needsPoint ? POINT_SPACE : "") + ("" + FIGURE_SPACE).repeat(missing));
            text.add(digits + (needsPoint ? " " : "") + " ".repeat(missing));
        }
        return new TableColumn(header, true, html, text);
    }

    /** From 10,000 on, whole numbers have a comma at each third digit. */
    private static String grouped(String digits) {
        int sign = digits.startsWith("-") ? 1 : 0;
        StringBuilder out = new StringBuilder(digits);
        if (digits.length() - sign >= 5 && Character.isDigit(digits.charAt(sign))) {
            for (int i = digits.length() - 3; i > sign; i -= 3) {
                out.insert(i, ',');
            }
        }
        return out.toString();
    }
}
