package org.fiftylayers.show;

import java.awt.Color;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The colours of all figures: Okabe and Ito's set, safe for colour-blind readers, each hue moved until it reads as text
 * (contrast 4.5:1) on the light and on the dark page.
 *
 * <p>In SVG a colour is a CSS variable that the book's theme defines, with these values to fall back on; in PNG it is
 * the light one.
 */
final class Palette {
    record Ink(String variable, String light, String dark) {
        Color colour() {
            return Color.decode(light);
        }
    }

    static final Ink SURFACE = new Ink("surface", "#ffffff", "#15181c");
    static final Ink TEXT = new Ink("ink", "#1f2328", "#e6e8eb");
    static final Ink SOFT = new Ink("ink-soft", "#59616b", "#a8b0ba");
    static final Ink GRID = new Ink("grid", "#e6e9ee", "#2c323a");
    static final Ink AXIS = new Ink("axis", "#8b949e", "#6b7480");
    static final Ink NODE = new Ink("node", "#f4f6f8", "#1e2228");

    /** Blue, vermillion, green, purple, ochre, teal, violet, grey. */
    static final List<Ink> SERIES = List.of(
            new Ink("series-1", "#0068a8", "#62b6f0"),
            new Ink("series-2", "#b84a00", "#ff9152"),
            new Ink("series-3", "#007a5a", "#3fc79a"),
            new Ink("series-4", "#a33b7c", "#ea93c4"),
            new Ink("series-5", "#856100", "#e3b341"),
            new Ink("series-6", "#1a768f", "#5fd0de"),
            new Ink("series-7", "#5b53b0", "#a9a2f5"),
            new Ink("series-8", "#55595e", "#b6bcc4"));

    private Palette() {}

    /** The series ink whose colour in PNG is this one, counted from 0, or −1. */
    static int indexOf(@Nullable Color colour) {
        for (int i = 0; i < SERIES.size(); i++) {
            if (SERIES.get(i).colour().equals(colour)) {
                return i;
            }
        }
        return -1;
    }
}
