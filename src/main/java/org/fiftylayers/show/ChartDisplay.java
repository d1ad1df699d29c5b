package org.fiftylayers.show;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.fiftylayers.display.DisplayProvider;
import org.fiftylayers.display.MimeBundle;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.internal.chartpart.IChart;

/** Shows XChart's charts: as our own SVG with the data beside it, as XChart's bitmap, in words, and all its points. */
public final class ChartDisplay implements DisplayProvider {
    private final ChartPng pngs = new ChartPng();

    @Override
    public Optional<MimeBundle> show(Object value) {
        if (value instanceof XYChart chart) {
            return Optional.of(bundle(XChartReader.read(chart), chart));
        }
        if (value instanceof CategoryChart chart) {
            return Optional.of(bundle(XChartReader.read(chart), chart));
        }
        if (value instanceof HeatMapChart chart) {
            HeatPlot plot = new HeatPlot(chart);
            return Optional.of(bundle(plot.title, HeatSvg.draw(plot), HeatText.sentences(plot), plot.table(), chart)
                    .and(MimeBundle.NARROW_SVG, HeatSvg.narrow(plot))
                    .and(MimeBundle.CSV, PlotCsv.of(plot)));
        }
        return Optional.empty();
    }

    private MimeBundle bundle(Plot plot, IChart chart) {
        return bundle(plot.title(), PlotSvg.draw(plot), PlotText.sentences(plot), PlotTable.of(plot), chart)
                .and(MimeBundle.NARROW_SVG, PlotSvg.draw(plot.narrow()))
                .and(MimeBundle.CSV, PlotCsv.of(plot));
    }

    private MimeBundle bundle(String title, String svg, List<String> sentences, TextTable table, IChart chart) {
        MimeBundle bundle = figure(title, svg, sentences, table);
        String png = pngs.of(chart);
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
}
