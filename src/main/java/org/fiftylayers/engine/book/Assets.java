package org.fiftylayers.engine.book;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.fiftylayers.engine.book.typeset.Typesetter;

/** The site's style sheet, script and fonts: of KaTeX's fonts those that the pages use. */
final class Assets {
    private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/", Pattern.DOTALL);
    private static final Pattern EMBEDDED_FONT = Pattern.compile("url\\(embed:fonts/([\\w.-]+)\\)");
    private static final Pattern FONT_FILE = Pattern.compile("url\\(fonts/([\\w.-]+)\\)");

    /** The font faces, one a line. */
    private static final String FONTS = "0-fonts.css";

    private Assets() {}

    /**
     * Adds everything below {@code assets/}.
     *
     * @param site with all its pages, and all its scripts that hold formulas
     * @param theme the folder with {@code styles/} and {@code scripts/}, each joined in the order of the files' names,
     *     {@code fonts/}, pictures, and scripts that a page loads when its reader asks for them
     */
    static void add(Site site, Path theme, String shown) throws BookException, IOException {
        MathStyles mathematics = MathStyles.of(Typesetter.styleSheet(), markup(site));
        StringBuilder css = new StringBuilder();
        for (String face :
                text(theme.resolve("styles"), FONTS, shown + "/styles").lines().toList()) {
            Matcher family = MathStyles.FAMILY.matcher(face);
            if (family.find() && !mathematics.families().contains(family.group())) {
                continue;
            }
            Matcher embedded = EMBEDDED_FONT.matcher(face);
            Matcher file = FONT_FILE.matcher(face);
            if (embedded.find()) {
                byte[] font = bytes(theme.resolve("fonts"), embedded.group(1), shown + "/fonts");
                String data =
                        "url(data:font/woff2;base64," + Base64.getEncoder().encodeToString(font) + ")";
                css.append(embedded.replaceFirst(data)).append('\n');
            } else {
                css.append(face).append('\n');
                if (file.find()) {
                    font(site, theme, file.group(1), shown);
                }
            }
        }
        for (String license : names(theme.resolve("fonts"), "LICENSE")) {
            font(site, theme, license, shown);
        }
        css.append(mathematics.css()).append('\n');
        for (String style : names(theme.resolve("styles"), "")) {
            css.append(style.equals(FONTS) ? "" : text(theme.resolve("styles"), style, shown + "/styles"));
        }
        site.add("assets/book.css", compact(css.toString()));
        StringBuilder script = new StringBuilder();
        for (String part : names(theme.resolve("scripts"), "")) {
            script.append(text(theme.resolve("scripts"), part, shown + "/scripts"));
        }
        site.add("assets/book.js", script.toString());
        for (String name : names(theme, "")) {
            if (name.endsWith(".js") || name.endsWith(".svg") || name.endsWith(".png")) {
                site.add("assets/" + name, bytes(theme, name, shown));
            }
        }
    }

    /** What the print edition has beyond the site's styles. */
    static String printStyles(Path theme, String shown) throws BookException, IOException {
        return compact(text(theme, "print.css", shown));
    }

    /** Where formulas may stand. */
    private static List<String> markup(Site site) {
        return site.files().entrySet().stream()
                .filter(file -> file.getKey().endsWith(".html") || file.getKey().endsWith(".js"))
                .map(file -> new String(file.getValue(), StandardCharsets.UTF_8))
                .toList();
    }

    private static void font(Site site, Path theme, String name, String shown) throws BookException, IOException {
        site.add("assets/fonts/" + name, bytes(theme.resolve("fonts"), name, shown + "/fonts"));
    }

    private static List<String> names(Path folder, String prefix) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith(prefix))
                    .sorted()
                    .toList();
        }
    }

    private static String text(Path folder, String name, String shown) throws BookException, IOException {
        return new String(bytes(folder, name, shown), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(Path folder, String name, String shown) throws BookException, IOException {
        Path file = folder.resolve(name);
        if (!Files.isRegularFile(file)) {
            throw new BookException(Place.of(shown + "/" + name), "no such file; the theme needs it");
        }
        return Files.readAllBytes(file);
    }

    /** The same style sheet without comments and most spaces. */
    private static String compact(String css) {
        return COMMENT.matcher(css)
                .replaceAll("")
                .replaceAll("\\s+", " ")
                .replaceAll("\\s*([{};,])\\s*", "$1")
                .strip();
    }
}
