package org.fiftylayers.training;

import java.util.List;
import java.util.Locale;

/**
 * How a training went.
 *
 * @param epochs those that were finished
 * @param end where it stands, such as {@code interrupted at epoch 3, step 17 of 32}
 */
public record History(List<Epoch> epochs, String end) {
    public History {
        epochs = List.copyOf(epochs);
    }

    /** The latest epoch. */
    public Epoch last() {
        if (epochs.isEmpty()) {
            throw new IllegalStateException("last: no epoch is finished; " + end);
        }
        return epochs.get(epochs.size() - 1);
    }

    /** A line for each epoch, and the end. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Epoch epoch : epochs) {
            text.append(String.format(Locale.ROOT, "epoch %d: loss %.4g", epoch.number(), epoch.loss()));
            if (!Double.isNaN(epoch.accuracy())) {
                text.append(String.format(Locale.ROOT, ", accuracy %.3f", epoch.accuracy()));
            }
            text.append(epoch.skipped() == 0 ? "\n" : ", " + epoch.skipped() + " steps skipped\n");
        }
        return text.append(end).toString();
    }
}
