package org.fiftylayers.display;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Turns values into MIME bundles, and hands them to whoever shows them. */
public final class Display {
    /** Inherited, so that a cell's own threads reach the same notebook. */
    private static final InheritableThreadLocal<@Nullable Frontend> FRONTEND = new InheritableThreadLocal<>();

    private Display() {}

    /** The value as MIME types: by itself, by the first provider that knows it, or as plain text. */
    public static MimeBundle of(@Nullable Object value) {
        if (value instanceof Displayable displayable) {
            return ownLook(displayable);
        }
        if (value != null) {
            for (DisplayProvider provider : Providers.ALL) {
                Optional<MimeBundle> shown = provider.show(value);
                if (shown.isPresent()) {
                    return shown.get();
                }
            }
        }
        return MimeBundle.text(plain(value));
    }

    private static MimeBundle ownLook(Displayable value) {
        MimeBundle bundle;
        try {
            bundle = value.toMimeBundle();
        } catch (RuntimeException e) {
            // the exception of a value's own package, such as a derivation's, says itself what is wrong
            throw e.getClass().getPackage() == value.getClass().getPackage() ? e : failed(value, "toMimeBundle", e);
        }
        if (bundle == null) {
            throw new IllegalStateException(
                    "display: toMimeBundle of " + name(value) + " returned null; it must return how the value looks");
        }
        return bundle.data().containsKey(MimeBundle.TEXT) ? bundle : bundle.and(MimeBundle.TEXT, plain(value));
    }

    private static RuntimeException failed(Object value, String method, RuntimeException cause) {
        String message = cause.getMessage();
        return new IllegalStateException(
                "display: " + method + " of " + name(value) + " failed" + (message == null ? "" : ": " + message),
                cause);
    }

    private static String name(Object value) {
        String name = value.getClass().getSimpleName();
        return name.isEmpty() ? value.getClass().getName() : name;
    }

    /** What {@link #display(Object)} would show, without showing it; as a cell's last value it is the cell's result. */
    public static MimeBundle render(@Nullable Object value) {
        return of(value);
    }

    /**
     * The value as the MIME types asked for, and always as plain text. A text is taken for each of them as it stands:
     * {@code render("**bold**", "text/markdown")}. Types that the value does not have are left out.
     *
     * @param as MIME types, such as {@code text/html} or {@code image/*}
     */
    public static MimeBundle render(@Nullable Object value, String... as) {
        MimeBundle all = of(value);
        Map<String, Object> asked = new LinkedHashMap<>();
        for (String type : as) {
            if (value instanceof CharSequence && !type.endsWith("*")) {
                asked.put(type, value.toString());
            }
            all.data().forEach((known, content) -> {
                if (matches(known, type)) {
                    asked.putIfAbsent(known, content);
                }
            });
        }
        asked.putIfAbsent(MimeBundle.TEXT, all.data().getOrDefault(MimeBundle.TEXT, plain(value)));
        return new MimeBundle(asked, all.metadata());
    }

    private static boolean matches(String type, String pattern) {
        return pattern.endsWith("*")
                ? type.startsWith(pattern.substring(0, pattern.length() - 1))
                : type.equals(pattern);
    }

    /**
     * Shows a value below the running cell; outside a notebook, prints its plain text.
     *
     * @return a name by which {@link #updateDisplay} replaces what was shown
     */
    public static String display(@Nullable Object value) {
        return show(of(value));
    }

    /** Shows a value as the MIME types asked for, as {@link #render(Object, String...)} makes them. */
    public static String display(@Nullable Object value, String... as) {
        return show(render(value, as));
    }

    private static String show(MimeBundle bundle) {
        String id = UUID.randomUUID().toString();
        Frontend frontend = FRONTEND.get();
        if (frontend != null) {
            frontend.show(id, bundle);
        } else {
            System.out.println(bundle.data().get(MimeBundle.TEXT));
        }
        return id;
    }

    /** Replaces what {@link #display} showed under this name; outside a notebook, prints the new value's plain text. */
    public static void updateDisplay(String id, @Nullable Object value) {
        update(id, of(value));
    }

    /** Replaces what was shown under this name by a value as the MIME types asked for. */
    public static void updateDisplay(String id, @Nullable Object value, String... as) {
        update(id, render(value, as));
    }

    private static void update(String id, MimeBundle bundle) {
        Frontend frontend = FRONTEND.get();
        if (frontend != null) {
            frontend.update(id, bundle);
        } else {
            System.out.println(bundle.data().get(MimeBundle.TEXT));
        }
    }

    /** Text as HTML: {@code Display.html("<b>bold</b>")} as a cell's last value shows it. */
    public static MimeBundle html(String html) {
        return MimeBundle.of(MimeBundle.HTML, html).and(MimeBundle.TEXT, Markup.text(html));
    }

    /** Text as Markdown, mathematics in {@code $} signs among it. */
    public static MimeBundle markdown(String markdown) {
        return MimeBundle.of(MimeBundle.MARKDOWN, markdown).and(MimeBundle.TEXT, markdown);
    }

    /** A formula in TeX, without {@code $} signs. */
    public static MimeBundle tex(String formula) {
        return MimeBundle.of(MimeBundle.LATEX, "$$" + formula + "$$").and(MimeBundle.TEXT, formula);
    }

    /** A drawing, as a whole SVG document. */
    public static MimeBundle svg(String svg) {
        return MimeBundle.of(MimeBundle.SVG, svg).and(MimeBundle.TEXT, Markup.title(svg));
    }

    /** A tree of maps, lists, strings, numbers and booleans, which readers unfold. */
    public static MimeBundle json(Object tree) {
        return MimeBundle.of("application/json", tree).and(MimeBundle.TEXT, plain(tree));
    }

    /**
     * Asks whoever runs this code for a line of text.
     *
     * @throws UnsupportedOperationException if nobody is there to answer
     */
    public static String ask(String prompt) {
        return ask(prompt, false);
    }

    /** The same for a password or another secret: what is typed is not seen, and not kept with the notebook. */
    public static String askHidden(String prompt) {
        return ask(prompt, true);
    }

    private static String ask(String prompt, boolean hidden) {
        Frontend frontend = FRONTEND.get();
        return frontend != null ? frontend.ask(prompt, hidden) : Terminal.ask(prompt, hidden);
    }

    /** The front end that the calling code's output goes to, or null outside a notebook. */
    public static @Nullable Frontend frontend() {
        return FRONTEND.get();
    }

    /** Runs an action whose displays, and those of threads it starts, go to the given front end. */
    public static void withFrontend(Frontend frontend, Runnable action) {
        Frontend before = FRONTEND.get();
        FRONTEND.set(frontend);
        try {
            action.run();
        } finally {
            if (before == null) {
                FRONTEND.remove();
            } else {
                FRONTEND.set(before);
            }
        }
    }

    private static String plain(@Nullable Object value) {
        if (value instanceof Double number) {
            return Decimal.shortest(number);
        }
        if (value == null || !value.getClass().isArray()) {
            try {
                return String.valueOf(value);
            } catch (RuntimeException e) {
                throw value == null ? e : failed(value, "toString", e);
            }
        }
        String inBrackets = Arrays.deepToString(new Object[] {value});
        return inBrackets.substring(1, inBrackets.length() - 1);
    }

    /** Loaded once, on first use: a provider pulls in XChart and Tablesaw, which most values never need. */
    private static final class Providers {
        static final DisplayProvider[] ALL =
                ServiceLoader.load(DisplayProvider.class, Display.class.getClassLoader()).stream()
                        .map(ServiceLoader.Provider::get)
                        .toArray(DisplayProvider[]::new);
    }
}
