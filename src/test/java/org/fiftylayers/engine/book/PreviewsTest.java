package org.fiftylayers.engine.book;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreviewsTest {
    private final Sample sample;

    PreviewsTest(@TempDir Path folder) throws IOException {
        sample = new Sample(folder);
    }

    @Test
    void holdWhatOtherPagesReferToAndNothingElse() throws Exception {
        sample.build();

        JsonNode first = previews("01-sample");
        assertThat(first.fieldNames())
                .toIterable()
                .containsExactly(
                        "", "cell-claims", "cell-claims-2", "eq-delta", "fig-bars", "fig-collapse", "sec-mathematics");
        assertThat(first).noneMatch(excerpt -> excerpt.asText().isEmpty());
        assertThat(previews("02-second").path("ex-second").asText())
                .startsWith("<div class=\"exercise\" id=\"ex-second\">")
                .contains("What does the next cell print?", "Grüße")
                .endsWith("</div>");
        assertThat(previews("appendix").path("term-jacobian").asText()).startsWith("<div id=\"term-jacobian\"><dt>");
    }

    @Test
    void ofASectionIsItsTitleAndFirstParagraph() {
        String page = "<h2 id=\"a\"><span>1.1</span> A <a class=\"anchor\" href=\"#a\">#</a></h2>\n<div><p>One.</p>"
                + "<p>Two.</p></div><h2 id=\"b\">B</h2><h3 id=\"c\">C</h3><p>Three.</p>";

        assertThat(Excerpt.of(page, "a")).isEqualTo("<p class=\"title\"><span>1.1</span> A</p><p>One.</p>");
        assertThat(Excerpt.of(page, "b")).isEqualTo("<p class=\"title\">B</p>");
    }

    @Test
    void ofACellIsItsFirstClaim() {
        String page =
                "<div class=\"cell\" id=\"x\"><pre></pre><div class=\"output\"><div class=\"claim\"><div>1</div></div>"
                        + "<div class=\"claim\" id=\"x-2\">2</div></div></div>";

        assertThat(Excerpt.of(page, "x")).isEqualTo("<div class=\"claim\"><div>1</div></div>");
        assertThat(Excerpt.of(page, "x-2")).isEqualTo("<div class=\"claim\" id=\"x-2\">2</div>");
    }

    @Test
    void ofAFigureBringsTheStylesThatItSharesAndLeavesItsDataBehind() {
        String page = "<figure id=\"a\"><svg><style>s{}</style></svg></figure>"
                + "<figure id=\"b\"><svg></svg><details>1</details>text</figure>";

        assertThat(Excerpt.of(page, "b")).isEqualTo("<style>s{}</style><figure id=\"b\"><svg></svg>text</figure>");
        assertThat(Excerpt.of(page, "a")).isEqualTo("<figure id=\"a\"><svg><style>s{}</style></svg></figure>");
    }

    @Test
    void ofNothingIsNothing() {
        for (String page : List.of("", "<p id=\"b\">", "<p id=\"b\"></p")) {
            assertThat(Excerpt.of(page, "a")).isEmpty();
        }
    }

    private JsonNode previews(String page) throws IOException {
        String script = sample.page("assets/previews/" + page + ".js");
        String call = "fiftyLayers.previews(\"" + page + "\", ";
        assertThat(script).startsWith(call).endsWith(");\n");
        return new ObjectMapper().readTree(script.substring(call.length(), script.length() - 3));
    }
}
