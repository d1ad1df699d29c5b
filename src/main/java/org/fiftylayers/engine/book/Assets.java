package org.fiftylayers.engine.book;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.fiftylayers.engine.book.typeset.Typesetter;

/** Writes the site's style sheet, scripts and fonts: of KaTeX's fonts those that the pages use. */
final class Assets {
    private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/", Pattern.DOTALL);
    private static final Pattern EMBEDDED_FONT = Pattern.compile("url\\(embed:fonts/([\\w.-]+)\\)");
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
        MathStyles mathematics = MathStyles.of(Typesetter.styleSheet(), pages);
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
                    copy(theme.resolve("fonts"), file.group(1), shown + "/fonts", fonts);
                }
            }
        }
        for (String license : names(theme.resolve("fonts"), "LICENSE")) {
            copy(theme.resolve("fonts"), license, shown + "/fonts", fonts);
        }
        css.append(mathematics.css()).append('\n');
        for (String style : names(theme.resolve("styles"), "")) {
            css.append(style.equals(FONTS) ? "" : text(theme.resolve("styles"), style, shown + "/styles"));
        }
        Files.writeString(assets.resolve("book.css"), compact(css.toString()));
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
        return new String(bytes(folder, name, shown), StandardCharsets.UTF_8);
    }

    private static void copy(Path from, String name, String shown, Path to) throws BookException, IOException {
        Files.write(to.resolve(name), bytes(from, name, shown));
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
