package org.fiftylayers.show;

import java.awt.AWTError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.fiftylayers.display.DisplayProvider;
import org.fiftylayers.display.MimeBundle;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.ChartEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.internal.chartpart.IChart;

/** Shows XChart's charts: as our own SVG with the data beside it, as XChart's bitmap, and in words. */
public final class ChartDisplay implements DisplayProvider {
    private final AtomicBoolean hasWarned = new AtomicBoolean();

    @Override
    public Optional<MimeBundle> show(Object value) {
        if (value instanceof XYChart chart) {
            return Optional.of(bundle(XChartReader.read(chart), chart));
        }
        if (value instanceof CategoryChart chart) {
            return Optional.of(bundle(XChartReader.read(chart), chart));
        }
        return Optional.empty();
    }

    private MimeBundle bundle(Plot plot, IChart chart) {
        List<String> sentences = PlotText.sentences(plot);
        TextTable table = PlotTable.of(plot);
        MimeBundle bundle = figure(plot.title(), PlotSvg.draw(plot), sentences, table);
        String png = png(chart);
        return (png == null ? bundle : bundle.and(MimeBundle.PNG, png))
                .and(MimeBundle.TEXT, String.join("\n", sentences));
    }

    /**
     * The drawing as HTML and as SVG. In HTML it is an image: notebook viewers remove inline SVG from documents that
     * they do not trust, and leave its words standing there.
     */
    static MimeBundle figure(String title, String svg, List<String> sentences, @Nullable TextTable table) {
        String data = Base64.getEncoder().encodeToString(svg.getBytes(StandardCharsets.UTF_8));
        String alternative = (title.isEmpty() ? "" : title + ". ") + String.join(" ", sentences);
        StringBuilder html = new StringBuilder("<figure class=\"fl-figure\">\n<img class=\"fl-chart\" alt=\"");
        html.append(Markup.escape(alternative))
                .append("\" src=\"data:image/svg+xml;base64,")
                .append(data)
                .append("\">\n");
        if (table != null) {
            html.append("<details class=\"fl-data\"><summary>Data</summary>\n");
            html.append(table.html()).append("\n</details>\n");
        }
        return MimeBundle.of(MimeBundle.HTML, html.append("</figure>").toString())
                .and(MimeBundle.SVG, svg);
    }

    /** Null on a Java that cannot draw: without fonts, without AWT, or on a display that is gone. */
    private @Nullable String png(IChart chart) {
        try {
            return Base64.getEncoder().encodeToString(ChartEncoder.getBytes(chart, "png"));
        } catch (IOException | RuntimeException | LinkageError | AWTError | InternalError e) {
            if (hasWarned.compareAndSet(false, true)) {
                System.err.println(
                        "notice: charts are shown as SVG without a PNG copy, because this Java cannot draw one (" + e
                                + "); a Java with fonts (on Debian: apt install fontconfig fonts-dejavu) can");
            }
            return null;
        }
    }
}
