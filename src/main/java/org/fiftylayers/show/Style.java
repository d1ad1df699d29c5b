package org.fiftylayers.show;

import java.util.function.Function;
import org.fiftylayers.show.Palette.Ink;

/**
 * The style sheet that every SVG carries: short names for the theme's variables, with light and dark colours to fall
 * back on, so that a figure looks right in the book, in a notebook, and alone.
 *
 * <p>An SVG that stands inside a page shares its style with the whole page, hence each rule begins with
 * {@code .fl-chart}.
 */
final class Style {
    private Style() {}

    static final String SHEET =
            "<style>.fl-chart{height:auto;width:100%;font:13px var(--fl-chart-font,system-ui,sans-serif);"
                    + variables(Ink::light)
                    + "}@media(prefers-color-scheme:dark){.fl-chart{"
                    + variables(Ink::dark)
                    + "}}"
                    + rule(".b", "fill:var(--s)")
                    + rule("text", "fill:var(--m)")
                    + rule(".h", "fill:var(--i);font-size:15px;font-weight:600")
                    + rule(".k", "fill:var(--i)")
                    + rule(".p", "font-size:.75em")
                    + rule(".g", "stroke:var(--g);fill:none")
                    + rule(".a", "stroke:var(--a);fill:none")
                    + rule(
                            ".l",
                            "fill:none;stroke:currentColor;stroke-width:2;stroke-linejoin:round;stroke-linecap:round")
                    + rule(".f", "fill:currentColor;fill-opacity:.16")
                    + rule(".o", "fill:none;stroke:var(--s);stroke-width:4;opacity:.6")
                    + rule(".r", "fill:currentColor;stroke:var(--s)")
                    + rule(".d", "fill:none;stroke:currentColor;stroke-width:5;stroke-linecap:round")
                    + rule(".n", "fill:currentColor;font-weight:500")
                    + series()
                    + "</style>";

    private static String rule(String selector, String declarations) {
        return ".fl-chart " + selector + "{" + declarations + "}";
    }

    private static String variables(Function<Ink, String> colour) {
        StringBuilder out = new StringBuilder();
        define(out, "s", Palette.SURFACE, colour);
        define(out, "i", Palette.TEXT, colour);
        define(out, "m", Palette.SOFT, colour);
        define(out, "g", Palette.GRID, colour);
        define(out, "a", Palette.AXIS, colour);
        for (int i = 0; i < Palette.SERIES.size(); i++) {
            define(out, "c" + (i + 1), Palette.SERIES.get(i), colour);
        }
        return out.toString();
    }

    private static void define(StringBuilder out, String name, Ink ink, Function<Ink, String> colour) {
        out.append("--")
                .append(name)
                .append(":var(--fl-")
                .append(ink.variable())
                .append(',');
        out.append(colour.apply(ink)).append(");");
    }

    private static String series() {
        StringBuilder out = new StringBuilder(rule(".c0", "color:var(--m)"));
        for (int i = 1; i <= Palette.SERIES.size(); i++) {
            out.append(rule(".c" + i, "color:var(--c" + i + ")"));
        }
        return out.toString();
    }
}
