package org.fiftylayers.show;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.fiftylayers.display.Comms;
import org.fiftylayers.display.MimeBundle;

/**
 * Something that a reader sets to a value.
 *
 * @param name what stands beside it
 * @param model its name among ipywidgets' models
 * @param style the name of its style's model
 * @param attributes of the model, its start value among them
 * @param attribute the one that holds the value
 * @param start the value at first
 * @param value from what the attribute holds to the value
 * @param words what it is, where it cannot be shown
 */
record Control<T>(
        String name,
        String model,
        String style,
        Map<String, ?> attributes,
        String attribute,
        T start,
        Function<Object, T> value,
        String words) {

    /** Makes it in the front end, and returns what shows it. */
    MimeBundle open(Comms comms, Consumer<Object> moved) {
        Consumer<Map<?, ?>> ignored = changes -> {};
        WidgetModel layout = WidgetModel.open(
                comms, WidgetModel.BASE, "Layout", WidgetModel.BASE, "LayoutView", Map.of("width", "30em"), ignored);
        WidgetModel look = WidgetModel.open(
                comms,
                WidgetModel.CONTROLS,
                style,
                WidgetModel.BASE,
                "StyleView",
                Map.of("description_width", "initial"),
                ignored);
        Map<String, Object> values = new LinkedHashMap<>(attributes);
        values.put("description", name);
        values.put("layout", layout.reference());
        values.put("style", look.reference());
        WidgetModel control = WidgetModel.open(
                comms, WidgetModel.CONTROLS, model, WidgetModel.CONTROLS, model + "View", values, changes -> {
                    Object now = changes.get(attribute);
                    if (now != null) {
                        moved.accept(now);
                    }
                });
        return MimeBundle.of(WidgetModel.VIEW, control.view()).and(MimeBundle.TEXT, name + ": " + words);
    }
}
