package org.fiftylayers.engine.book;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of KaTeX's style sheet that a book's formulas use.
 *
 * @param css the rules whose classes stand in a page, or in markup within a script
 * @param families the font families that these rules name
 */
record MathStyles(String css, Set<String> families) {
    static final Pattern FAMILY = Pattern.compile("KaTeX_\\w+");
    private static final Pattern CLASSES = Pattern.compile("class=\\\\?\"([^\"\\\\]*)");
    private static final Pattern RULE = Pattern.compile("([^{}]+)\\{([^{}]*)}");
    private static final Pattern SELECTED_CLASS = Pattern.compile("\\.([\\w-]+)");
    private static final Pattern NEGATED = Pattern.compile(":not\\([^)]*\\)"); // asks for the absence of its class

    static MathStyles of(String katex, Collection<String> pages) {
        Set<String> attributes = new HashSet<>(); // a hundred thousand, of which few differ
        for (String page : pages) {
            Matcher matcher = CLASSES.matcher(page);
            while (matcher.find()) {
                attributes.add(matcher.group(1));
            }
        }
        Set<String> classes = new HashSet<>();
        attributes.forEach(attribute -> classes.addAll(List.of(attribute.split("\\s+"))));
        StringBuilder css = new StringBuilder();
        Set<String> families = new TreeSet<>();
        Matcher rule = RULE.matcher(katex);
        while (rule.find()) {
            if (selects(rule.group(1), classes)) {
                css.append(rule.group());
                Matcher family = FAMILY.matcher(rule.group(2));
                while (family.find()) {
                    families.add(family.group());
                }
            }
        }
        return new MathStyles(css.toString(), families);
    }

    /** Whether any of the selectors has nothing but classes that are in use. */
    private static boolean selects(String selectors, Set<String> classes) {
        for (String selector : selectors.split(",")) {
            boolean used = true;
            Matcher name = SELECTED_CLASS.matcher(NEGATED.matcher(selector).replaceAll(""));
            while (name.find()) {
                used &= classes.contains(name.group(1));
            }
            if (used) {
                return true;
            }
        }
        return false;
    }
}
