package org.fiftylayers.show;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.fiftylayers.display.Comms;
import org.fiftylayers.display.Display;
import org.fiftylayers.display.Frontend;
import org.fiftylayers.display.MimeBundle;
import org.jspecify.annotations.Nullable;

/**
 * Pictures that a reader changes: a control, and below it what a function makes of its value, drawn anew whenever the
 * control moves. What the function itself displays, such as a training's progress, stands there until it returns. In a
 * book, or wherever else nobody can move the control, the picture of the start value stands alone.
 *
 * <pre>{@code
 * Interact.slider("depth", 1, 100, 50, depth -> histogram(depth))
 * }</pre>
 *
 * <p>Jupyter shows the controls by its extension ipywidgets, which readers install beside JupyterLab.
 */
public final class Interact {
    private static final int STEPS = 100;

    private Interact() {}

    /** A slider over whole numbers that starts in the middle. */
    public static void slider(String name, int low, int high, IntFunction<?> draw) {
        slider(name, low, high, (int) (((long) low + high) / 2), draw);
    }

    /** A slider over whole numbers. */
    public static void slider(String name, int low, int high, int start, IntFunction<?> draw) {
        slider(name, low, high, start, 1, draw);
    }

    /**
     * A slider over every so manieth whole number.
     *
     * @param name what stands beside it
     * @param draw makes anything that a cell can show of the value
     */
    public static void slider(String name, int low, int high, int start, int step, IntFunction<?> draw) {
        check(name, low, high, start, step);
        Map<String, ?> attributes = Map.of("min", low, "max", high, "step", step, "value", start);
        show(
                new Control<>(
                        name,
                        "IntSlider",
                        "SliderStyle",
                        attributes,
                        "value",
                        start,
                        held -> ((Number) held).intValue(),
                        start + ", on a slider from " + low + " to " + high),
                draw::apply);
    }

    /** A slider over numbers with decimals, in steps of a hundredth of its length, that starts in the middle. */
    public static void doubleSlider(String name, double low, double high, DoubleFunction<?> draw) {
        doubleSlider(name, low, high, low + (high - low) / 2, draw);
    }

    /** A slider over numbers with decimals, in steps of a hundredth of its length. */
    public static void doubleSlider(String name, double low, double high, double start, DoubleFunction<?> draw) {
        doubleSlider(name, low, high, start, (high - low) / STEPS, draw);
    }

    /** A slider over numbers with decimals. */
    public static void doubleSlider(
            String name, double low, double high, double start, double step, DoubleFunction<?> draw) {
        check(name, low, high, start, step);
        int decimals = Math.min(Numeral.decimals(step), 6);
        Map<String, ?> attributes =
                Map.of("min", low, "max", high, "step", step, "value", start, "readout_format", "." + decimals + "f");
        show(
                new Control<>(
                        name,
                        "FloatSlider",
                        "SliderStyle",
                        attributes,
                        "value",
                        start,
                        held -> ((Number) held).doubleValue(),
                        Numeral.shortest(start) + ", on a slider from " + Numeral.shortest(low) + " to "
                                + Numeral.shortest(high)),
                draw::apply);
    }

    /** A line of text, which counts when the reader presses Enter or leaves it. */
    public static void text(String name, String start, Function<String, ?> draw) {
        Map<String, ?> attributes = Map.of("value", start, "continuous_update", false);
        show(new Control<>(name, "Text", "TextStyle", attributes, "value", start, String::valueOf, start), draw);
    }

    /** A box to tick. */
    public static void checkbox(String name, boolean start, Function<Boolean, ?> draw) {
        Map<String, ?> attributes = Map.of("value", start, "indent", false);
        show(
                new Control<>(
                        name,
                        "Checkbox",
                        "CheckboxStyle",
                        attributes,
                        "value",
                        start,
                        Boolean.TRUE::equals,
                        start ? "yes" : "no"),
                draw);
    }

    /** A list of which one is chosen, at first the first. */
    public static <T> void dropdown(String name, List<T> options, Function<? super T, ?> draw) {
        if (options.isEmpty()) {
            throw new IllegalArgumentException("dropdown \"" + name + "\": no options; give at least one");
        }
        List<String> labels = options.stream().map(String::valueOf).toList();
        Map<String, ?> attributes = Map.of("_options_labels", labels, "index", 0);
        show(
                new Control<>(
                        name,
                        "Dropdown",
                        "DescriptionStyle",
                        attributes,
                        "index",
                        options.get(0),
                        held -> options.get(((Number) held).intValue()),
                        labels.get(0) + ", of " + String.join(", ", labels)),
                draw);
    }

    private static void check(String name, double low, double high, double start, double step) {
        if (!(low < high && step > 0 && start >= low && start <= high)) {
            throw new IllegalArgumentException("slider \"" + name + "\": from " + Numeral.shortest(low) + " to "
                    + Numeral.shortest(high) + ", start " + Numeral.shortest(start) + ", step " + Numeral.shortest(step)
                    + "; needs low < high, the start between them, and a positive step");
        }
    }

    private static <T> void show(Control<T> control, Function<? super T, ?> draw) {
        Frontend frontend = Display.frontend();
        if (frontend == null) {
            Display.display(draw.apply(control.start()));
            return;
        }
        Place place = new Place(frontend);
        MimeBundle first = place.whileDrawing(() -> Display.of(draw.apply(control.start())));
        Comms comms = frontend.comms();
        if (comms != null) {
            Picture<T> picture = new Picture<>(control, draw, place);
            Display.display(control.open(comms, picture::moved));
        }
        place.put(first);
    }

    /** What is drawn of the control's value. */
    private static final class Picture<T> {
        private final Control<T> control;
        private final Function<? super T, ?> draw;
        private final Place place;
        private @Nullable Object drawn;

        Picture(Control<T> control, Function<? super T, ?> draw, Place place) {
            this.control = control;
            this.draw = draw;
            this.place = place;
        }

        void moved(Object held) {
            if (!held.equals(drawn)) {
                drawn = held;
                place.put(place.whileDrawing(() -> bundle(held)));
            }
        }

        /** The picture, or in its place why there is none: the reader moves on from a value that fails. */
        private MimeBundle bundle(Object held) {
            try {
                return Display.of(draw.apply(control.value().apply(held)));
            } catch (Exception | AssertionError | StackOverflowError e) {
                String message = Objects.requireNonNullElse(e.getMessage(), "");
                return MimeBundle.text(control.name() + " = " + held + ": "
                        + e.getClass().getSimpleName() + (message.isEmpty() ? "" : ": " + message));
            }
        }
    }
}
