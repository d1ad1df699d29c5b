package org.fiftylayers.engine.book.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.fiftylayers.engine.book.typeset.FormulaException;
import org.fiftylayers.engine.book.typeset.Typesetter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchIndexTest {
    private static final Typesetter TYPESETTER = new Typesetter(Path.of("target/test-cache/none"), Map.of());

    @Test
    void gathersUnderAHeadingWhatFollowsIt() {
        assertThat(
                        entries(
                                "<p>First.</p><h2 id=\"a\"><span class=\"number\">1.1</span> One &amp; all "
                                        + "<a class=\"anchor\" href=\"#a\">#</a></h2><p>Second,\nthird.</p><ul><li>x</li><li>y</li></ul>"))
                .containsExactly("[\"\",0,\"\",\"First.\"]", "[\"a\",0,\"1.1 One & all\",\"Second, third. x y\"]");
    }

    @Test
    void givesWhatHasAnIdAnEntryOfItsOwn() {
        assertThat(entries("<h2 id=\"a\">A</h2><p>before</p>"
                        + "<div class=\"equation numbered\" id=\"eq\"><math><mi>x</mi></math>"
                        + "<a class=\"number\" href=\"#eq\" aria-label=\"Equation 1.1\">(1.1)</a></div>"
                        + "<div class=\"cell\" id=\"cell-c\"><pre class=\"code\"><code>int <span>x</span>;</code></pre>"
                        + "<figure id=\"fig\"><figcaption><a class=\"number\" href=\"#fig\">Figure 1.1</a> Caption."
                        + "</figcaption></figure></div><p>and after</p>"))
                .containsExactly(
                        "[\"\",0,\"\",\"\"]",
                        "[\"a\",0,\"A\",\"before and after\"]",
                        "[\"eq\",1,\"Equation 1.1\",\"x\"]",
                        "[\"cell-c\",2,\"\",\"int x;\"]",
                        "[\"fig\",1,\"Figure 1.1\",\"Caption.\"]");
    }

    @Test
    void findsASolutionWithItsExercise() {
        assertThat(
                        entries(
                                "<h2 id=\"e\">Exercises</h2><div class=\"exercise\" id=\"ex\"><p class=\"title\">"
                                        + "<a href=\"#ex\">Exercise 1.1</a> <span>Why?</span></p><p>Say why.</p></div>"
                                        + "<details class=\"solution\"><summary>Solution</summary><p>Because.</p></details><p>More.</p>"))
                .contains("[\"e\",0,\"Exercises\",\"More.\"]")
                .contains("[\"ex\",1,\"Exercise 1.1 Why?\",\"Say why. Solution Because.\"]");
    }

    @Test
    void leavesOutWhatIsHiddenDrawnOrPrinted() {
        assertThat(entries("<p>Said<span class=\"katex-html\" aria-hidden=\"true\"><span>drawn</span></span>"
                        + "<sup class=\"note-ref\"><a href=\"#note-1\">1</a></sup></p><pre class=\"stdout\">printed</pre>"
                        + "<svg viewBox=\"0 0 1 1\"><title>Race</title><text>tick</text></svg>"
                        + "<details class=\"fl-data\"><summary>Data</summary><table><tr><td>7</td></tr></table></details>"
                        + "<div class=\"html\"><div>a program's</div></div><p>at last</p>"))
                .containsExactly("[\"\",0,\"\",\"Said Race at last\"]");
    }

    @Test
    void survivesMarkupThatIsNotClosed() {
        String deep = "<div><span title=\"a > b\">".repeat(5_000);

        assertTimeoutPreemptively(
                Duration.ofSeconds(10), () -> assertThat(entries("<p>one" + deep + "two</p></h2></p> three <math <"))
                        .containsExactly("[\"\",0,\"\",\"one two three\"]"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\\sigma'(z) \\le \\frac{1}{4}       | σ′(z) ≤ 1/4",
                "\\frac{\\pi}{\\pi-1}                | π/(π−1)",
                "\\frac{\\partial L}{\\partial x}    | ∂L/∂x",
                "\\chi_1^d = e^{\\pm d/\\xi}         | χ₁^d = e^(±d/ξ)",
                "10^{-31}                            | 10⁻³¹",
                "\\sqrt{1-c^2}                       | √(1−c²)",
                "\\hat x = \\operatorname{Var}(w)    | x̂ = Var(w)",
                "\\sum_{i<n} w_i                     | ∑_(i < n)w_i"
            })
    void writesFormulasInALine(String tex, String text) throws FormulaException {
        String html = TYPESETTER.formula(tex, false);
        String math = html.substring(html.indexOf("<math"), html.indexOf("</math>") + 7);

        assertThat(FormulaText.of(math).replaceAll("[\u2005\u2009\u200A]", "")).isEqualTo(text);
    }

    @Test
    void isAScriptThatHandsItsPagesOver() {
        String script = SearchIndex.script(List.of(
                new SearchIndex.Page("01-a.html", "1 \"A\"", "<p>Words.</p>"),
                new SearchIndex.Page("02-b.html", "2 B", "")));

        assertThat(script)
                .isEqualTo(
                        """
                        fiftyLayers.search([
                        ["01-a.html","1 \\"A\\"",[["",0,"","Words."]]],
                        ["02-b.html","2 B",[["",0,"",""]]],
                        ]);
                        """);
    }

    private static List<String> entries(String html) {
        String script = SearchIndex.script(List.of(new SearchIndex.Page("p.html", "P", html)));
        String entries = script.substring(script.indexOf("[[") + 1, script.lastIndexOf("]]],") + 1);
        return List.of(entries.split(",(?=\\[)"));
    }
}
