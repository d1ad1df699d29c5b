package org.fiftylayers.engine.book;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LinksTest {
    private final Site site = new Site();

    @Test
    void followsLinksAndFilesAsABrowserWould() {
        site.add(
                "a.html",
                "<h1 id=\"top\">A</h1><a href=\"#top\">1</a><a href=\"b.html\">2</a><a href=\"b.html#é-x\">3</a>");
        site.add(
                "b.html",
                "<p class=\"x\" id=\"é-x\">B</p><a href=\"a.html#top\">4</a><img src=\"images/c.svg\" alt=\"\">");
        site.add("images/c.svg", "<svg/>");

        Links links = Links.of(site);

        assertThat(links.problems()).isEmpty();
        assertThat(links.pages()).isEqualTo(2);
        assertThat(links.within()).isEqualTo(5);
        assertThat(links.elsewhere()).isEmpty();
    }

    @Test
    void namesPageAndLinkOfWhatLeadsNowhere() {
        site.add(
                "a.html",
                "<a href=\"b.html\">1</a> <a href=\"#gone\">2</a> <a href=\"a.html#gone\">3</a> <a href=\"../a.html\">4</a>");

        assertThat(Links.of(site).problems())
                .map(Problem::toString)
                .containsExactly(
                        "a.html: the link 'b.html' leads nowhere",
                        "a.html: the link '#gone' leads nowhere",
                        "a.html: the link 'a.html#gone' leads nowhere",
                        "a.html: the link '../a.html' leads nowhere");
    }

    @Test
    void listsAddressesOutsideAndLetsNothingBeLoadedFromThere() {
        site.add(
                "a.html",
                "<a href=\"https://example.org/?a=1&amp;b=2\">1</a><a href=\"https://exa mple.org\">2</a>"
                        + "<script src=\"//example.org/x.js\"></script><a href=\"mailto:a@example.org\">3</a>");

        Links links = Links.of(site);

        assertThat(links.elsewhere())
                .containsExactly("//example.org/x.js", "https://example.org/?a=1&b=2", "mailto:a@example.org");
        assertThat(links.problems())
                .map(Problem::toString)
                .containsExactly(
                        "a.html: 'https://exa mple.org' is no address",
                        "a.html: <script> loads '//example.org/x.js', which is not in the book");
    }

    @Test
    void findsAnIdThatStandsTwice() {
        site.add("a.html", "<p id=\"x\">1</p><p id=\"x\">2</p><p data-id=\"x\">3</p>");

        assertThat(Links.of(site).problems())
                .map(Problem::toString)
                .containsExactly("a.html: the id 'x' stands twice on the page; links to it find the first only");
    }
}
