package org.fiftylayers.engine.book;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The content of a role that points somewhere: {@code target}, or {@code words <target>}.
 *
 * @param words the author's own words; empty if there are none
 */
record RoleText(String words, String target) {
    private static final Pattern WITH_WORDS = Pattern.compile("(.*?)\\s*<([^<>]+)>");

    static RoleText of(String content) {
        Matcher parts = WITH_WORDS.matcher(content);
        return parts.matches() ? new RoleText(parts.group(1), parts.group(2)) : new RoleText("", content);
    }
}
