package org.fiftylayers.show;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.fiftylayers.display.Display;
import org.fiftylayers.display.Frontend;
import org.fiftylayers.display.MimeBundle;
import org.jspecify.annotations.Nullable;

/**
 * One display whose content is exchanged. While something is drawn for it, all that the drawing code displays goes here,
 * each replacing the last: else it would pile up with each move of a slider.
 */
final class Place implements Frontend {
    /** The front end of the cell that made it; moves come while another one, of the same notebook, is set. */
    private final Frontend ofCell;

    private @Nullable String id;
    /** What the drawing code believes to have displayed apart. */
    private final Set<String> replaced = ConcurrentHashMap.newKeySet();

    Place(Frontend ofCell) {
        this.ofCell = ofCell;
    }

    MimeBundle whileDrawing(Supplier<MimeBundle> drawing) {
        replaced.clear();
        AtomicReference<@Nullable MimeBundle> drawn = new AtomicReference<>();
        Display.withFrontend(this, () -> drawn.set(drawing.get()));
        MimeBundle bundle = drawn.get();
        if (bundle == null) {
            throw new IllegalStateException("nothing was drawn");
        }
        return bundle;
    }

    void put(MimeBundle bundle) {
        String known = id;
        if (known == null) {
            id = Display.display(bundle);
        } else {
            Display.updateDisplay(known, bundle);
        }
    }

    @Override
    public void show(String shown, MimeBundle bundle) {
        replaced.add(shown);
        replace(shown, bundle);
    }

    @Override
    public void update(String shown, MimeBundle bundle) {
        if (replaced.contains(shown)) {
            replace(shown, bundle);
        } else {
            ofCell.update(shown, bundle);
        }
    }

    private void replace(String shown, MimeBundle bundle) {
        if (id == null) {
            id = shown;
            ofCell.show(shown, bundle);
        } else {
            ofCell.update(id, bundle);
        }
    }

    @Override
    public void clear(boolean later) {}

    @Override
    public String ask(String prompt, boolean hidden) {
        return ofCell.ask(prompt, hidden);
    }
}
