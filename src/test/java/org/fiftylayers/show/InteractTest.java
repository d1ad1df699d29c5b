package org.fiftylayers.show;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.fiftylayers.display.Comms;
import org.fiftylayers.display.Display;
import org.fiftylayers.display.MimeBundle;
import org.fiftylayers.engine.shell.CellResult;
import org.fiftylayers.engine.shell.Listener;
import org.fiftylayers.engine.shell.Shell;
import org.fiftylayers.engine.shell.ShellEvent;
import org.fiftylayers.engine.shell.ShellOptions;
import org.junit.jupiter.api.Test;

class InteractTest {
    private final Page page = new Page();

    private void inCell(Runnable cell) {
        Display.withFrontend(page, cell);
    }

    @Test
    void drawsAgainBelowTheSliderWhenItMoves() {
        inCell(() -> {
            Interact.slider("depth", 1, 100, depth -> "depth " + depth);
            assertThat(page.texts()).containsExactly("depth: 50, on a slider from 1 to 100", "depth 50");

            page.model("IntSliderModel").set("value", 7);
            page.model("IntSliderModel").set("value", 7);
        });

        assertThat(page.texts()).containsExactly("depth: 50, on a slider from 1 to 100", "depth 7");
        assertThat(page.updates).isOne();
    }

    @Test
    void speaksTheProtocolOfIpywidgets() {
        inCell(() -> Interact.slider("depth", 1, 100, 10, 3, depth -> depth));

        Page.Line slider = page.model("IntSliderModel");
        assertThat(page.lines)
                .hasSize(3)
                .allSatisfy(line -> assertThat(line.target).isEqualTo("jupyter.widget"))
                .allSatisfy(line -> assertThat(line.metadata).isEqualTo(Map.of("version", "2.1.0")));
        assertThat(slider.state())
                .isEqualTo(Map.ofEntries(
                        Map.entry("_model_module", "@jupyter-widgets/controls"),
                        Map.entry("_model_module_version", "2.0.0"),
                        Map.entry("_model_name", "IntSliderModel"),
                        Map.entry("_view_module", "@jupyter-widgets/controls"),
                        Map.entry("_view_module_version", "2.0.0"),
                        Map.entry("_view_name", "IntSliderView"),
                        Map.entry("min", 1),
                        Map.entry("max", 100),
                        Map.entry("step", 3),
                        Map.entry("value", 10),
                        Map.entry("description", "depth"),
                        Map.entry(
                                "layout",
                                "IPY_MODEL_" + page.model("LayoutModel").id()),
                        Map.entry(
                                "style",
                                "IPY_MODEL_" + page.model("SliderStyleModel").id())));
        assertThat(page.shown.values().iterator().next().data().get(WidgetModel.VIEW))
                .isEqualTo(Map.of("version_major", 2, "version_minor", 0, "model_id", slider.id()));
    }

    @Test
    void tellsAReloadedPageTheWholeState() {
        inCell(() -> {
            Interact.doubleSlider("rate", 0, 1, rate -> rate);
            page.model("FloatSliderModel").set("value", 0.25);
            page.lines.forEach(line -> line.receive(Map.of("method", "request_state")));
        });

        assertThat(page.model("LayoutModel").sent).singleElement().satisfies(message -> assertThat(message)
                .containsEntry("method", "update")
                .containsEntry("buffer_paths", List.of()));
        List<Map<String, Object>> sent = page.model("FloatSliderModel").sent;
        assertThat(sent.get(0)).containsEntry("method", "echo_update").containsEntry("state", Map.of("value", 0.25));
        Map<?, ?> state = (Map<?, ?>) Objects.requireNonNull(sent.get(1).get("state"));
        assertThat(state.get("value")).isEqualTo(0.25);
        assertThat(state.get("readout_format")).isEqualTo(".2f");
        assertThat(state.get("_view_name")).isEqualTo("FloatSliderView");
    }

    @Test
    void takesValuesOfEveryControlAsAFrontEndWritesThem() {
        inCell(() -> {
            Interact.doubleSlider("rate", 0, 2, rate -> "rate " + rate);
            Interact.text("expression", "x*x", text -> "text " + text);
            Interact.checkbox("bias", true, bias -> "bias " + bias);
            Interact.dropdown("activation", List.of("σ", "tanh"), name -> "activation " + name);
            assertThat(page.texts())
                    .containsExactly(
                            "rate: 1, on a slider from 0 to 2",
                            "rate 1.0",
                            "expression: x*x",
                            "text x*x",
                            "bias: yes",
                            "bias true",
                            "activation: σ, of σ, tanh",
                            "activation σ");

            page.model("FloatSliderModel").set("value", 2); // JSON knows no 2.0
            page.model("TextModel").set("value", "");
            page.model("CheckboxModel").set("value", false);
            page.model("DropdownModel").set("index", 1L);
        });

        assertThat(page.texts()).contains("rate 2.0", "text ", "bias false", "activation tanh");
    }

    @Test
    void showsAnErrorInThePlaceOfThePictureAndGoesOn() {
        inCell(() -> {
            Interact.slider("depth", 1, 9, 5, depth -> {
                if (depth > 6) {
                    throw new IllegalStateException("too deep");
                }
                return depth;
            });
            page.model("IntSliderModel").set("value", 7);
            assertThat(page.texts()).endsWith("depth = 7: IllegalStateException: too deep");
            page.model("IntSliderModel").set("value", 6);
            assertThat(page.texts()).endsWith("6");
        });
    }

    @Test
    void showsInThePlaceOfThePictureWhatIsDisplayedWhileItIsDrawn() {
        List<Object> seen = new ArrayList<>();
        inCell(() -> {
            String elsewhere = Display.display("elsewhere");
            Interact.slider("steps", 0, 2, 0, steps -> {
                Display.updateDisplay(elsewhere, "elsewhere " + steps);
                String progress = Display.display("beginning");
                Display.updateDisplay(progress, "step " + steps);
                seen.add(page.texts());
                return "trained " + steps;
            });
            page.model("IntSliderModel").set("value", 2);
        });

        assertThat(seen)
                .containsExactly(
                        List.of("elsewhere 0", "step 0"),
                        List.of("elsewhere 2", "step 2", "steps: 0, on a slider from 0 to 2"));
        assertThat(page.texts()).containsExactly("elsewhere 2", "trained 2", "steps: 0, on a slider from 0 to 2");
    }

    @Test
    void failsTheCellThatCannotDrawTheStart() {
        inCell(() -> assertThatThrownBy(() -> Interact.slider("n", 0, 2, n -> n / (n - 1)))
                .isInstanceOf(ArithmeticException.class));

        assertThat(page.shown).isEmpty();
        assertThat(page.lines).isEmpty();
    }

    @Test
    void refusesASliderThatCannotStart() {
        assertThatThrownBy(() -> Interact.slider("depth", 1, 100, 120, depth -> depth))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("slider \"depth\": from 1 to 100, start 120, step 1; needs low < high, the start between"
                        + " them, and a positive step");
    }

    @Test
    void isOnlyThePictureOfTheStartWhereNobodyMovesIt() {
        List<ShellEvent> heard = new ArrayList<>();
        try (Shell shell = Shell.open(ShellOptions.defaults())) {
            String source = "org.fiftylayers.show.Interact.slider(\"depth\", 1, 100, depth -> \"depth \" + depth)";
            CellResult result = shell.eval("cell 1", source, null, heard::add);
            assertThat(result.error()).as("%s", result.error()).isNull();
            assertThat(result.shown()).isNull();
        }

        assertThat(heard).singleElement().isInstanceOfSatisfying(ShellEvent.Shown.class, shown -> assertThat(
                        shown.bundle())
                .isEqualTo(MimeBundle.text("depth 50")));
    }

    @Test
    void movesInAShellAsAKernelWouldMoveIt() {
        List<ShellEvent> heard = new ArrayList<>();
        Listener listener = new Listener() {
            @Override
            public void on(ShellEvent event) {
                heard.add(event);
            }

            @Override
            public Comms comms() {
                return page;
            }
        };
        try (Shell shell = Shell.open(ShellOptions.defaults())) {
            shell.eval(
                    "cell 1",
                    "org.fiftylayers.show.Interact.slider(\"depth\", 1, 100, depth -> \"depth \" + depth)",
                    null,
                    listener);
            String picture = ((ShellEvent.Shown) heard.get(1)).id();
            heard.clear();

            CellResult moved = shell.call(
                    "the slider \"depth\"", () -> page.model("IntSliderModel").set("value", 51), listener);

            assertThat(moved.error()).isNull();
            assertThat(heard).containsExactly(new ShellEvent.Updated(picture, MimeBundle.text("depth 51")));
        }
    }
}
