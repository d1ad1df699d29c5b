package org.fiftylayers.show;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What stands at the places of an axis that is not one of numbers; numbers among such names get equal decimals. */
final class Names {
    private Names() {}

    static List<String> of(Collection<?> places) {
        int decimals = 0;
        for (Object place : places) {
            if (place instanceof Number number) {
                decimals = Math.max(decimals, Numeral.decimals(number.doubleValue()));
            }
        }
        List<String> names = new ArrayList<>();
        for (Object place : places) {
            names.add(
                    place instanceof Number number
                            ? Numeral.fixed(number.doubleValue(), Math.min(decimals, 4))
                                    .mantissa()
                            : String.valueOf(place));
        }
        return names;
    }

    static List<Tick> ticks(List<String> names) {
        List<Tick> ticks = new ArrayList<>();
        for (String name : names) {
            boolean isNumber = !name.isEmpty() && "-0123456789".indexOf(name.charAt(0)) >= 0;
            String shown = isNumber ? name.replace('-', '−') : name;
            ticks.add(new Tick(ticks.size(), Markup.escape(shown), name.length()));
        }
        return ticks;
    }
}
