package org.fiftylayers.display;

import java.util.Arrays;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Turns values into MIME bundles, and hands them to whoever shows them. */
public final class Display {
    /** Where {@link #display} sends bundles: inherited, so that a cell's own threads reach the same notebook. */
    private static final InheritableThreadLocal<@Nullable Consumer<MimeBundle>> SINK = new InheritableThreadLocal<>();

    private Display() {}

    /** The value as MIME types: by itself, by the first provider that knows it, or as plain text. */
    public static MimeBundle of(@Nullable Object value) {
        if (value instanceof Displayable displayable) {
            return displayable.toMimeBundle();
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

    /** Shows a value below the running cell; outside a notebook, prints its plain text. */
    public static void display(@Nullable Object value) {
        MimeBundle bundle = of(value);
        Consumer<MimeBundle> sink = SINK.get();
        if (sink != null) {
            sink.accept(bundle);
        } else {
            System.out.println(bundle.data().get(MimeBundle.TEXT));
        }
    }

    /** Runs an action whose {@link #display} calls, and those of threads it starts, go to the given sink. */
    public static void withSink(Consumer<MimeBundle> sink, Runnable action) {
        Consumer<MimeBundle> before = SINK.get();
        SINK.set(sink);
        try {
            action.run();
        } finally {
            if (before == null) {
                SINK.remove();
            } else {
                SINK.set(before);
            }
        }
    }

    private static String plain(@Nullable Object value) {
        if (value instanceof Double number) {
            return Decimal.shortest(number);
        }
        if (value == null || !value.getClass().isArray()) {
            return String.valueOf(value);
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
