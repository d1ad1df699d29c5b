package org.fiftylayers.engine.book;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrintEditionTest {
    private static final Pattern ID = Pattern.compile("<[^>]* id=\"([^\"]*)\"");
    private static final Pattern LINK = Pattern.compile("<a\\b[^>]* href=\"#([^\"]*)\"");
    private static final Pattern FILE =
            Pattern.compile("<(?!a\\b)\\w+\\b[^>]* (?:src|href)=\"(?!data:|#)([^\"]*)\"|url\\((?!data:|#)([^)]*)\\)");

    private final Sample sample;

    PrintEditionTest(@TempDir Path folder) throws IOException {
        sample = new Sample(folder);
    }

    @Test
    void isOnePageThatNeedsNoOtherFileAndNoScript() throws Exception {
        Files.writeString(sample.root.resolve("book/dot.svg"), "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
        sample.replace("book/index.md", "{ref}`sec-mathematics`", "![A dot](dot.svg)");
        String html = sample.print();

        assertThat(FILE.matcher(html).results().map(match -> match.group())).isEmpty();
        assertThat(html)
                .doesNotContain("<script")
                .contains("@font-face{font-family:'Fifty Serif'")
                .contains("<img src=\"data:image/svg+xml;base64,");
    }

    @Test
    void givesEveryIdOnceAndEveryLinkAPlace() throws Exception {
        String html = sample.print();
        List<String> ids =
                ID.matcher(html).results().map(match -> match.group(1)).toList();
        Set<String> places = Set.copyOf(ids);

        assertThat(ids).doesNotHaveDuplicates().contains("01-sample", "01-sample/fig-collapse", "02-second");
        assertThat(LINK.matcher(html).results().map(match -> match.group(1)).collect(Collectors.toSet()))
                .isSubsetOf(places)
                .contains("01-sample/cell-claims-2");
    }

    @Test
    void printsTheAddressesOfLinksUnderTheirNumbers() throws Exception {
        sample.replace(
                "book/index.md",
                "{ref}`sec-mathematics`",
                "[one](https://example.org/a), [two](https://example.org/b), [one](https://example.org/a)");

        assertThat(sample.print())
                .contains(
                        "one</a><sup class=\"link-number\"><a href=\"#index/link-1\" aria-label=\"Address 1\">[1]</a></sup>")
                .contains(
                        "two</a><sup class=\"link-number\"><a href=\"#index/link-2\" aria-label=\"Address 2\">[2]</a></sup>")
                .contains("<li id=\"index/link-2\"><span>[2]</span> https://example.org/b</li>")
                .doesNotContain("index/link-3");
    }

    @Test
    void foldsNothingAndLeavesOutWhatOneCanOnlyClick() throws Exception {
        assertThat(sample.print())
                .contains("<details open class=\"solution\"")
                .doesNotContain("<details class")
                .doesNotContain("class=\"fl-data\"")
                .doesNotContain("class=\"anchor\"")
                .doesNotContain("<button");
    }

    @Test
    void headsTheSheetsOfEachChapterWithItsTitle() throws Exception {
        sample.replace("notebooks/02-second.ipynb", "# A second chapter", "# `\\\"` < more");

        assertThat(sample.print())
                .contains("@page sheets-01-sample{@top-right{content:\"1\u2002The sample chapter\"}}")
                .contains("@page sheets-02-second{@top-right{content:\"2\u2002\\\" \\3c  more\"}}");
    }
}
