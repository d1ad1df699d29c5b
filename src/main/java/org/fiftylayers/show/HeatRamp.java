package org.fiftylayers.show;

import java.awt.Color;
import java.util.List;

/** The nine colours of heat maps, low to high: even in lightness, safe for colour-blind readers, the same by day and night. */
final class HeatRamp {
    static final List<String> STEPS =
            List.of("#fcf6d9", "#f3dfa0", "#e6c069", "#d89a54", "#c27350", "#a04f56", "#77375c", "#4c2756", "#231942");

    private HeatRamp() {}

    static Color[] colours() {
        return STEPS.stream().map(Color::decode).toArray(Color[]::new);
    }
}
