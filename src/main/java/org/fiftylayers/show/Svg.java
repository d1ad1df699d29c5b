package org.fiftylayers.show;

import java.util.ArrayList;
import java.util.List;

/** Writes one drawing: elements in the order they are painted. */
final class Svg {
    /** A wider drawing is not made smaller than this, or its text could not be read; its container scrolls. */
    private static final double WIDEST = 760;

    private final StringBuilder out = new StringBuilder();

    /** How wide so many digits are at 13 units, in the widest of the usual fonts: fonts differ, and nobody measures. */
    static double width(double digits) {
        return digits * 8;
    }

    /** How wide a text is at 13 units, in the widest of the usual fonts. */
    static double width(String text) {
        double width = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            width += " .,:;!|'ijltfI()[]".indexOf(c) >= 0 ? 5 : "mwMW@%→←".indexOf(c) >= 0 ? 12.4 : 8.2;
        }
        return width;
    }

    /** The text in lines that are not wider, broken at spaces; a single word may be wider. */
    static List<String> lines(String text, double widest) {
        List<String> lines = new ArrayList<>();
        for (String word : text.isEmpty() ? new String[0] : text.split(" ")) {
            int last = lines.size() - 1;
            if (last >= 0 && width(lines.get(last) + " " + word) <= widest) {
                lines.set(last, lines.get(last) + " " + word);
            } else {
                lines.add(word);
            }
        }
        return lines;
    }

    Svg raw(String markup) {
        out.append(markup);
        return this;
    }

    /** A coordinate or length, with one decimal. */
    static String n(double value) {
        return SvgPath.decimal(SvgPath.tenths(value));
    }

    /** Text that is already markup, such as a power of ten with its raised exponent. */
    Svg markup(double x, double y, String attributes, String markup) {
        out.append("<text x=\"").append(n(x)).append("\" y=\"").append(n(y)).append('"');
        out.append(attributes.isEmpty() ? "" : " " + attributes)
                .append('>')
                .append(markup)
                .append("</text>");
        return this;
    }

    Svg text(double x, double y, String attributes, String text) {
        return text.isEmpty() ? this : markup(x, y, attributes, Markup.escape(text));
    }

    Svg path(String attributes, SvgPath path) {
        if (!path.isEmpty()) {
            out.append("<path ").append(attributes).append(" d=\"").append(path).append("\"/>");
        }
        return this;
    }

    Svg open(String attributes) {
        out.append("<g ").append(attributes).append('>');
        return this;
    }

    Svg close() {
        out.append("</g>");
        return this;
    }

    /** The whole document, without an XML declaration so that it can stand inside HTML as well. */
    String document(String classes, double width, double height, String title, List<String> description) {
        String size = n(width) + " " + n(height);
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"" + classes + "\" role=\"img\" viewBox=\"0 0 " + size
                + "\" width=\"" + n(width) + "\" height=\"" + n(height) + "\" style=\"max-width:" + n(width) + "px"
                + (width > WIDEST ? ";min-width:" + n(WIDEST) + "px" : "") + "\">"
                + "<title>" + Markup.escape(title) + "</title><desc>"
                + Markup.escape(String.join(" ", description)) + "</desc>" + Style.SHEET
                + "<rect class=\"b\" width=\"100%\" height=\"100%\"/>" + out + "</svg>";
    }
}
