package org.fiftylayers.engine.maven;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.eclipse.aether.transfer.AbstractTransferListener;
import org.eclipse.aether.transfer.TransferEvent;
import org.eclipse.aether.transfer.TransferResource;

/** Tells how far the downloads are: a line for each library, none for what Maven only needs to know about them. */
final class Downloads extends AbstractTransferListener {
    private static final long INTERVAL_NANOS = 100_000_000;
    private final Consumer<List<String>> progress;
    private final Map<String, String> lines = new LinkedHashMap<>();
    private long told;

    Downloads(Consumer<List<String>> progress) {
        this.progress = progress;
    }

    @Override
    public void transferProgressed(TransferEvent event) {
        tell(event, false);
    }

    @Override
    public void transferSucceeded(TransferEvent event) {
        tell(event, true);
    }

    /** Several downloads run at the same time. */
    private synchronized void tell(TransferEvent event, boolean over) {
        TransferResource resource = event.getResource();
        String file = resource.getResourceName().replaceFirst(".*/", "");
        if (!file.matches(".*\\.(jar|zip|war|so|dll|dylib)")) {
            return;
        }
        long length = resource.getContentLength();
        String part = over ? "done" : length > 0 ? 100 * event.getTransferredBytes() / length + " %" : "…";
        lines.put(file, file + "  " + (length > 0 ? size(length) + "  " : "") + part);
        long now = System.nanoTime();
        if (over || now - told > INTERVAL_NANOS) {
            told = now;
            progress.accept(new ArrayList<>(lines.values()));
        }
    }

    private static String size(long bytes) {
        return bytes < 1_000_000 ? (bytes + 999) / 1000 + " kB" : Math.round(bytes / 1e5) / 10.0 + " MB";
    }
}
