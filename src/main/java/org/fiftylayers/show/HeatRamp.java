package org.fiftylayers.show;

import java.awt.Color;
import java.util.List;

/**
 * The nine colours of heat maps: even in lightness, safe for colour-blind readers. Low values are near the page and
 * high ones far from it, so that by night the order of the colours is the opposite.
 */
final class HeatRamp {
    static final List<String> STEPS =
            List.of("#fcf6d9", "#f3dfa0", "#e6c069", "#d89a54", "#c87a55", "#a04f56", "#77375c", "#4c2756", "#231942");

    /** What reads on the middle colour, which is the same by day and by night. */
    static final String ON_MIDDLE = "#15181c";

    private HeatRamp() {}

    static int size() {
        return STEPS.size();
    }

    static String light(int step) {
        return STEPS.get(step);
    }

    static String dark(int step) {
        return STEPS.get(STEPS.size() - 1 - step);
    }

    static Color[] colours() {
        return STEPS.stream().map(Color::decode).toArray(Color[]::new);
    }

    /** Which of the equal steps from low to high a value falls into; values beyond them belong to the outermost. */
    static int step(double value, double low, double high) {
        int step = (int) Math.floor((value - low) / (high - low) * STEPS.size());
        return Math.max(0, Math.min(STEPS.size() - 1, step));
    }

    static String style() {
        StringBuilder light = new StringBuilder("<style>");
        StringBuilder dark = new StringBuilder("@media(prefers-color-scheme:dark){");
        for (int k = 0; k < STEPS.size(); k++) {
            String rule = ".fl-chart .q" + k + "{fill:var(--fl-heat-" + k + ",";
            light.append(rule).append(light(k)).append(")}");
            dark.append(rule).append(dark(k)).append(")}");
        }
        return light.append(".fl-chart .on{fill:var(--s)}.fl-chart .mid{fill:" + ON_MIDDLE + "}")
                .append(dark)
                .append("}</style>")
                .toString();
    }
}
