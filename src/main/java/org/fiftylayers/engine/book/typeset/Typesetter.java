package org.fiftylayers.engine.book.typeset;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Turns TeX and source code into HTML. Must be closed at the end of each build, which writes the cache; a further build
 * then finds results and scripts in memory.
 */
public final class Typesetter implements AutoCloseable {
    /** Raise it when the same input gives other HTML. */
    private static final String VERSION = "4";

    /** Environments that number their lines; here labels number equations. */
    private static final Pattern NUMBERING = Pattern.compile("\\\\(begin|end)\\{(align|alignat|gather|equation)}");

    private static final Map<String, String> ALIASES =
            Map.of("sh", "bash", "shell", "bash", "xml", "markup", "html", "markup", "py", "python", "yml", "yaml");

    private final Cache cache;
    private final Map<String, String> macros;
    private @Nullable Scripts scripts;

    /**
     * @param cacheFile where results are kept from build to build
     * @param macros TeX macros of the book, such as {@code \R} to {@code \mathbb{R}}
     */
    public Typesetter(Path cacheFile, Map<String, String> macros) {
        this.cache = new Cache(cacheFile);
        this.macros = new TreeMap<>(macros);
    }

    /**
     * A formula as HTML with MathML beside it.
     *
     * @throws FormulaException if KaTeX does not accept it
     */
    public String formula(String tex, boolean displayed) throws FormulaException {
        String key =
                Cache.key("katex", VERSION, Scripts.KATEX, macros.toString(), displayed ? "display" : "inline", tex);
        String html = cache.get(key);
        if (html == null) {
            html = scripts().formula(NUMBERING.matcher(tex).replaceAll("\\\\$1{$2*}"), displayed, macros);
            cache.put(key, html);
        }
        return html;
    }

    /** Source code as escaped HTML, with spans of Prism's classes if the language is known. */
    public String code(String code, String language) {
        String name = language.toLowerCase(Locale.ROOT);
        name = ALIASES.getOrDefault(name, name);
        if (name.isEmpty() || name.equals("text")) {
            return escape(code);
        }
        String key = Cache.key("prism", VERSION, name, code);
        String html = cache.get(key);
        if (html == null) {
            html = scripts().highlighted(code, name);
            html = html == null ? escape(code) : html;
            cache.put(key, html);
        }
        return html;
    }

    /** KaTeX's style sheet without its fonts, which the theme brings in smaller files. */
    public static String styleSheet() {
        String css = Scripts.text(Scripts.KATEX.replace("katex.min.js", "katex.min.css"));
        return css.replaceAll("@font-face\\{[^}]*}", "");
    }

    /** TeX macros of the book. */
    public Map<String, String> macros() {
        return Collections.unmodifiableMap(macros);
    }

    /** True once a result was not in the cache. */
    public boolean ranScripts() {
        return scripts != null;
    }

    private Scripts scripts() {
        Scripts running = scripts;
        if (running == null) {
            running = new Scripts();
            scripts = running;
        }
        return running;
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** What was asked for up to now is kept at hand, but not on disk unless it is asked for again. */
    public void forget() {
        cache.forget();
    }

    @Override
    public void close() throws IOException {
        cache.save();
    }
}
