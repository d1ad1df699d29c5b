package org.fiftylayers.engine.shell;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An expression as a statement that does the same. JShell keeps the value of every expression in a variable of its own,
 * {@code $7}, even of {@code list.add(x);}: to know the variable's type takes as long as everything else, and all later cells
 * import it, so that each takes longer than the one before. No reader asks for these variables.
 *
 * @param source a statement for JShell; where the compiler rejects it, the expression must be given to it as it is
 * @param lead how many characters stand before the expression
 * @param keepsValue whether the statement hands the value over, to {@link CellValue}
 */
record Shortcut(String source, int lead, boolean keepsValue) {
    /** An assignment shows no value, and a declaration must not end in a block: neither is taken. */
    private static final Pattern ASSIGNMENT = Pattern.compile("(?<![=!<>])=(?!=)|<<=|>>=");

    /**
     * The statement for a snippet, or null where there is no shorter way.
     *
     * @param snippet what JShell takes for an expression or a statement, and for complete
     * @param wantsValue whether the value of an expression without semicolon is asked for
     */
    static @Nullable Shortcut of(String snippet, boolean wantsValue) {
        String text = snippet.stripTrailing();
        if (text.endsWith("}") || ASSIGNMENT.matcher(text).find()) {
            return null;
        }
        if (!text.endsWith(";")) {
            String before = "{ var $value = ";
            String after = "\n; " + CellValue.class.getName() + ".keep($value); }";
            return wantsValue ? new Shortcut(before + text + after, before.length(), true) : null;
        }
        String call = text.substring(0, text.length() - 1).stripTrailing();
        return call.endsWith(")") ? new Shortcut("{ " + text + " }", 2, false) : null;
    }
}
