package org.fiftylayers.engine.shell;

import java.util.Locale;

/** How well a name goes with what a reader has typed. */
final class NameMatch {
    /** It does not. */
    static final int NONE = -1;

    private NameMatch() {}

    /** 0 if the name begins so, 1 if it does in other letters' case, 2 if its humps do: {@code gOD} means getOrDefault. */
    static int of(String typed, String name) {
        if (name.startsWith(typed)) {
            return 0;
        }
        if (name.toLowerCase(Locale.ROOT).startsWith(typed.toLowerCase(Locale.ROOT))) {
            return 1;
        }
        return typed.length() > 1 && humps(typed, 0, name, 0) ? 2 : NONE;
    }

    /** Each capital letter typed begins a hump; small ones follow without a gap. */
    private static boolean humps(String typed, int t, String name, int n) {
        if (t == typed.length()) {
            return true;
        }
        if (n == name.length()) {
            return false;
        }
        if (typed.charAt(t) == name.charAt(n) && humps(typed, t + 1, name, n + 1)) {
            return true;
        }
        if (t == 0 || !Character.isUpperCase(typed.charAt(t))) {
            return false;
        }
        for (int next = n; next < name.length(); next++) {
            if (name.charAt(next) == typed.charAt(t)) {
                return humps(typed, t + 1, name, next + 1);
            }
        }
        return false;
    }
}
