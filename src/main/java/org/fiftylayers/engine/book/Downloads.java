package org.fiftylayers.engine.book;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.fiftylayers.engine.book.PageView.DownloadView;
import org.fiftylayers.engine.notebook.Notebook;
import org.fiftylayers.engine.notebook.Notebooks;

/** What a reader can take along of a chapter: its notebook as it ran for this book and bare, and the data of its figures. */
final class Downloads {
    /** Any moment after 1 January 1980, for which a zip file would hold the time zone too. */
    private static final LocalDateTime ALWAYS = LocalDateTime.of(2000, 1, 1, 0, 0);

    private final Site site;
    /** The files of figures by the names of their pages. */
    private final Map<String, SortedMap<String, byte[]>> figures = new HashMap<>();

    Downloads(Site site) {
        this.site = site;
    }

    /**
     * Adds the data of a figure.
     *
     * @param name what is drawn, such as the figure's label; several drawings may have the same
     * @return the HTML of a link to it
     */
    String figure(Page page, String name, String csv) {
        SortedMap<String, byte[]> files = figures.computeIfAbsent(page.name(), any -> new TreeMap<>());
        String bare = name.replace(':', '-');
        String file = bare + ".csv";
        for (int i = 2; files.containsKey(file); i++) {
            file = bare + "-" + i + ".csv";
        }
        byte[] bytes = csv.getBytes(StandardCharsets.UTF_8);
        files.put(file, bytes);
        DownloadView download = add("downloads/" + page.name() + "/" + file, bytes, "All points as CSV");
        return "<p class=\"fl-note\"><a href=\"" + Html.escape(download.address()) + "\" download>" + download.text()
                + "</a>, " + download.size() + "</p>";
    }

    /** Adds the files of a page whose figures have been added; those of a page without a notebook are none. */
    List<DownloadView> of(Page page) {
        List<DownloadView> downloads = new ArrayList<>();
        Notebook notebook = page.notebook();
        if (notebook != null) {
            String start = "downloads/" + page.name();
            downloads.add(add(start + ".ipynb", bytes(notebook), "notebook"));
            downloads.add(add(start + "-bare.ipynb", bytes(notebook.withoutOutputs()), "without outputs"));
            SortedMap<String, byte[]> data = figures.get(page.name());
            if (data != null) {
                downloads.add(add(start + "-data.zip", zip(page.name() + "-data/", data), "data of its figures"));
            }
        }
        return downloads;
    }

    private DownloadView add(String address, byte[] bytes, String text) {
        site.add(address, bytes);
        return new DownloadView(address, text, Math.max(1, Math.round(bytes.length / 1000.0)) + " kB");
    }

    private static byte[] bytes(Notebook notebook) {
        return Notebooks.toJson(notebook).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] zip(String folder, SortedMap<String, byte[]> files) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                ZipEntry entry = new ZipEntry(folder + file.getKey());
                entry.setTimeLocal(ALWAYS);
                zip.putNextEntry(entry);
                zip.write(file.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("in memory", e);
        }
        return bytes.toByteArray();
    }
}
