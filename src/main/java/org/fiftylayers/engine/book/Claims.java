package org.fiftylayers.engine.book;

import org.fiftylayers.engine.book.myst.Myst;

/** Renders claims: what is claimed, and that this build has measured it. */
final class Claims {
    private final Prose prose;

    Claims(Prose prose) {
        this.prose = prose;
    }

    /**
     * A claim where it is measured.
     *
     * @param cellId the id of the cell's element, which is also that of the cell's first claim
     */
    String box(Claim claim, String cellId) {
        String id = claim.label().id();
        return "<div class=\"claim\"" + (id.equals(cellId) ? "" : " id=\"" + id + "\"") + ">"
                + content(claim, "<a class=\"number\" href=\"#" + id + "\">") + "</div>\n";
    }

    /** A claim in the index of all, with a link to where it is measured. */
    String entry(Claim claim) {
        return "<li class=\"claim\">"
                + content(claim, "<a href=\"" + claim.label().address() + "\">") + "</li>\n";
    }

    private String content(Claim claim, String link) {
        StringBuilder html = new StringBuilder("<p><span class=\"mark\" aria-hidden=\"true\">✓</span> ");
        html.append("<span class=\"visually-hidden\">Checked: </span>")
                .append(link)
                .append(claim.label().name())
                .append("</a> ")
                .append(statement(claim))
                .append("</p>");
        if (!claim.expected().equals("true")) {
            boolean bound = claim.tolerance().isEmpty() || claim.tolerance().equals("bound");
            String tolerance = bound ? "" : " <span class=\"tolerance\">" + Html.escape(claim.tolerance()) + "</span>";
            html.append("<dl>").append(row("claimed", Html.escape(claim.expected()) + tolerance));
            html.append(row("measured", Html.escape(claim.measured())));
            html.append(claim.source().isEmpty() ? "" : row("source", Html.escape(claim.source())));
            html.append("</dl>");
        }
        return html.toString();
    }

    private String statement(Claim claim) {
        return claim.statement().contains("$")
                ? prose.line(Myst.parseLine(claim.statement()), claim.place())
                : Html.escape(claim.statement());
    }

    private static String row(String name, String html) {
        return "<div><dt>" + name + "</dt><dd>" + html + "</dd></div>";
    }
}
