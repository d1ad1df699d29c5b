package org.fiftylayers.engine.shell;

import java.util.ArrayList;
import java.util.List;

/**
 * One use of a magic.
 *
 * @param shell whose cell uses it
 * @param magic what is used
 * @param text what follows the name, as it stands
 * @param args the same as words
 * @param body the lines below a cell magic
 */
record MagicCall(Shell shell, Magic magic, String text, List<String> args, String body) {
    /** An argument that must be there. */
    String arg(int index, String what) {
        if (index >= args.size()) {
            throw failure(what + " is missing");
        }
        return args.get(index);
    }

    /** The arguments, of which there must be one at least. */
    List<String> someArgs(String what) {
        arg(0, what);
        return args;
    }

    MagicException failure(String message) {
        return new MagicException(
                "%" + magic.name(), message, "write " + magic.usage().replace("\n", " or "));
    }

    /** Words, parted by white space; double quotes keep it, and a backslash takes the next quote or backslash as it is. */
    static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean quoted = false;
        boolean begun = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean escapes = c == '\\' && i + 1 < text.length() && "\"\\".indexOf(text.charAt(i + 1)) >= 0;
            if (escapes) {
                word.append(text.charAt(++i));
            } else if (c == '"') {
                quoted = !quoted;
            } else if (quoted || !Character.isWhitespace(c)) {
                word.append(c);
            } else if (begun) {
                words.add(word.toString());
                word.setLength(0);
                begun = false;
                continue;
            }
            begun |= escapes || quoted || !Character.isWhitespace(c);
        }
        if (begun) {
            words.add(word.toString());
        }
        return words;
    }
}
