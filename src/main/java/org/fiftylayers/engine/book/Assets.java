package org.fiftylayers.engine.book;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.fiftylayers.engine.book.typeset.Typesetter;

/** Writes the site's style sheet, scripts and fonts: of KaTeX's fonts those that the pages use. */
final class Assets {
    private static final Pattern CLASSES = Pattern.compile("class=\"([^\"]*)\"");
    private static final Pattern RULE = Pattern.compile("([^{}]+)\\{([^{}]*)}");
    private static final Pattern FAMILY = Pattern.compile("KaTeX_\\w+");
    private static final Pattern LAST_CLASS = Pattern.compile("\\.([\\w-]+)$");
    private static final Pattern FONT_FILE = Pattern.compile("url\\(fonts/([\\w.-]+)\\)");

    /** The font faces, one a line. */
    private static final String FONTS = "0-fonts.css";

    private Assets() {}

    /**
     * Writes everything below {@code assets/}.
     *
     * @param theme the folder with {@code styles/}, in the order of their names, {@code fonts/}, scripts and pictures
     * @param pages the rendered pages
     */
    static void write(Path theme, String shown, Path site, Collection<String> pages) throws BookException, IOException {
        Path assets = Files.createDirectories(site.resolve("assets"));
        Path fonts = Files.createDirectories(assets.resolve("fonts"));
        String katex = Typesetter.styleSheet();
        Set<String> families = families(katex, pages);
        StringBuilder css = new StringBuilder();
        for (String face :
                text(theme.resolve("styles"), FONTS, shown + "/styles").lines().toList()) {
            Matcher family = FAMILY.matcher(face);
            if (family.find() && !families.contains(family.group())) {
                continue;
            }
            css.append(face).append('\n');
            Matcher file = FONT_FILE.matcher(face);
            if (file.find()) {
                copy(theme.resolve("fonts"), file.group(1), shown + "/fonts", fonts);
            }
        }
        for (String license : names(theme.resolve("fonts"), "LICENSE")) {
            copy(theme.resolve("fonts"), license, shown + "/fonts", fonts);
        }
        css.append(katex).append('\n');
        for (String style : names(theme.resolve("styles"), "")) {
            css.append(style.equals(FONTS) ? "" : text(theme.resolve("styles"), style, shown + "/styles"));
        }
        Files.writeString(assets.resolve("book.css"), css);
        for (String name : names(theme, "")) {
            if (name.endsWith(".js") || name.endsWith(".svg") || name.endsWith(".png")) {
                copy(theme, name, shown, assets);
            }
        }
    }

    private static List<String> names(Path folder, String prefix) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith(prefix))
                    .sorted()
                    .toList();
        }
    }

    private static String text(Path folder, String name, String shown) throws BookException, IOException {
        Path file = folder.resolve(name);
        if (!Files.isRegularFile(file)) {
            throw new BookException(Place.of(shown + "/" + name), "no such file; the theme needs it");
        }
        return Files.readString(file);
    }

    private static void copy(Path from, String name, String shown, Path to) throws BookException, IOException {
        if (!Files.isRegularFile(from.resolve(name))) {
            throw new BookException(Place.of(shown + "/" + name), "no such file; the theme's style sheet asks for it");
        }
        try (InputStream in = Files.newInputStream(from.resolve(name))) {
            Files.copy(in, to.resolve(name));
        }
    }

    /** The font families that KaTeX's rules give to any class that stands in the pages. */
    private static Set<String> families(String katex, Collection<String> pages) {
        Set<String> classes = new HashSet<>();
        for (String page : pages) {
            Matcher matcher = CLASSES.matcher(page);
            while (matcher.find()) {
                classes.addAll(List.of(matcher.group(1).split("\\s+")));
            }
        }
        Set<String> families = new TreeSet<>();
        Matcher rule = RULE.matcher(katex);
        while (rule.find()) {
            Matcher family = FAMILY.matcher(rule.group(2));
            List<String> named = new ArrayList<>();
            while (family.find()) {
                named.add(family.group());
            }
            for (String selector : rule.group(1).split(",")) {
                Matcher last = LAST_CLASS.matcher(selector.strip());
                if (!last.find() || classes.contains(last.group(1))) {
                    families.addAll(named);
                }
            }
        }
        return families;
    }
}
