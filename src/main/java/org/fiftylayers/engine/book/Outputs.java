package org.fiftylayers.engine.book;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fiftylayers.engine.book.myst.Myst;
import org.fiftylayers.engine.notebook.ErrorOutput;
import org.fiftylayers.engine.notebook.Output;
import org.fiftylayers.engine.notebook.RichOutput;
import org.fiftylayers.engine.notebook.StreamOutput;
import org.jspecify.annotations.Nullable;

/** Renders what a code cell printed and showed, in its richest form. */
final class Outputs {
    private static final Pattern ANSI = Pattern.compile("\u001B\\[[0-9;]*[A-Za-z]");
    /** A chart's HTML shows the drawing as an image, for viewers that trust no SVG, and the data below it. */
    private static final Pattern CHART_IMAGE = Pattern.compile("<img class=\"fl-chart\"[^>]*>");

    private final Prose prose;
    private final Book book;
    private final Page page;
    private final Claims claims;
    private final InlineSvg svg = new InlineSvg();

    Outputs(Prose prose, Book book, Page page) {
        this.prose = prose;
        this.book = book;
        this.page = page;
        this.claims = new Claims(prose);
    }

    /**
     * The HTML of all outputs of a cell.
     *
     * @param cellId the id of the cell's element
     * @param name what the cell shows: its label, or that of its figure
     */
    String html(List<Output> outputs, Place place, String cellId, String name) {
        StringBuilder html = new StringBuilder();
        for (int i = 0; i < outputs.size(); i++) {
            Output output = outputs.get(i);
            Claim claim = book.survey().claim(output);
            if (claim != null) {
                html.append(claims.box(claim, cellId));
            } else if (output instanceof StreamOutput stream) {
                StringBuilder text = new StringBuilder(stream.text());
                while (i + 1 < outputs.size()
                        && outputs.get(i + 1) instanceof StreamOutput next
                        && next.name().equals(stream.name())) {
                    text.append(next.text());
                    i++;
                }
                html.append(text(stream.name(), text.toString()));
            } else if (output instanceof RichOutput rich) {
                html.append(rich(rich, place, name));
            } else if (output instanceof ErrorOutput error) {
                String traceback = String.join("\n", error.traceback());
                html.append(text("error", traceback.isBlank() ? error.name() + ": " + error.value() : traceback));
            }
        }
        return html.toString();
    }

    private static String text(String kind, String text) {
        String plain = ANSI.matcher(text).replaceAll("").stripTrailing();
        return plain.isEmpty() ? "" : "<pre class=\"" + kind + "\">" + Html.escape(plain) + "</pre>\n";
    }

    private String rich(RichOutput output, Place place, String name) {
        String drawing = output.text("image/svg+xml");
        String html = output.text("text/html");
        String markdown = output.text("text/markdown");
        String latex = output.text("text/latex");
        String png = output.text("image/png");
        String plain = output.text("text/plain");
        if (drawing != null) {
            String element = drawing(drawing, output.text("application/vnd.fiftylayers.narrow+svg"));
            Matcher image = CHART_IMAGE.matcher(html == null ? "" : html);
            String figure = image.find() ? image.replaceFirst(Matcher.quoteReplacement(element)) : element;
            return withDownload(figure, output.text("text/csv"), name) + "\n";
        }
        if (html != null) {
            return "<div class=\"html\">" + html + "</div>\n";
        }
        if (markdown != null) {
            return "<div class=\"derivation\">\n" + prose.document(Myst.parse(markdown), place) + "</div>\n";
        }
        if (latex != null) {
            return prose.equation(latex.strip().replaceAll("^\\$+|\\$+$", "").strip(), null);
        }
        if (png != null) {
            return png(png.replaceAll("\\s", ""), plain);
        }
        return plain == null ? "" : text("result", plain);
    }

    /** A drawing, and the one that takes its place where the window is narrow. */
    private String drawing(String wide, @Nullable String narrow) {
        return narrow == null
                ? "<div class=\"drawing\">" + svg.of(wide) + "</div>"
                : "<div class=\"drawing wide\">" + svg.of(wide) + "</div>\n<div class=\"drawing narrow\">"
                        + svg.of(narrow) + "</div>";
    }

    /** The data of a chart can be taken along where they can be read. */
    private String withDownload(String figure, @Nullable String csv, String name) {
        int table = figure.lastIndexOf("</details>");
        return csv == null || table < 0
                ? figure
                : figure.substring(0, table) + book.downloads().figure(page, name, csv) + figure.substring(table);
    }

    /** A bitmap, with its size so that the text below it does not jump when it has loaded. */
    private static String png(String base64, @Nullable String alternative) {
        String size = "";
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(base64));
            size = " width=\"" + bytes.getInt(16) + "\" height=\"" + bytes.getInt(20) + "\"";
        } catch (IllegalArgumentException | IndexOutOfBoundsException damaged) {
            // shown as it is: the browser says what it thinks of it
        }
        String words = alternative == null ? "Output of the cell above" : alternative;
        return "<img src=\"data:image/png;base64," + Html.escape(base64) + "\"" + size + " alt=\"" + Html.escape(words)
                + "\">\n";
    }
}
