package org.fiftylayers.engine.book;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The examples of {@code myst-spec.md}: what an author writes, and the HTML that it becomes. */
class MystTest {
    private static final Pattern EXAMPLE =
            Pattern.compile("^~~~ example\\n(.*?)\\n\\.\\n(.*?)\\n?~~~$", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern HEADING = Pattern.compile("^## (.*)$", Pattern.MULTILINE);

    @TestFactory
    List<DynamicTest> rendersAsTheSpecificationSays() throws IOException {
        String spec = Files.readString(Path.of("src/test/resources/book/myst-spec.md"));
        List<DynamicTest> tests = new ArrayList<>();
        Matcher example = EXAMPLE.matcher(spec);
        while (example.find()) {
            String source = example.group(1);
            String expected = example.group(2);
            String section = "";
            Matcher heading = HEADING.matcher(spec).region(0, example.start());
            while (heading.find()) {
                section = heading.group(1);
            }
            String name = section + ": " + source.lines().findFirst().orElse("");
            tests.add(DynamicTest.dynamicTest(name, () -> {
                Rendered page = Rendered.cells(source.split("\\n\\+\\+\\+\\n"));
                assertThat(page.problems()).isEmpty();
                assertThat(brief(page.html())).isEqualTo(expected);
            }));
        }
        assertThat(tests).hasSizeGreaterThan(25);
        return tests;
    }

    /** Mathematics by its letters alone, in ⟨ ⟩: what KaTeX makes of it is KaTeX's business. */
    static String brief(String html) {
        StringBuilder out = new StringBuilder();
        int at = 0;
        for (int start = html.indexOf("<span class=\"katex");
                start >= 0;
                start = html.indexOf("<span class=\"katex", at)) {
            int depth = 0;
            Matcher tag = Pattern.compile("</?span").matcher(html).region(start, html.length());
            do {
                if (!tag.find()) {
                    throw new IllegalArgumentException("unbalanced: " + html.substring(start));
                }
                depth += tag.group().equals("<span") ? 1 : -1;
            } while (depth > 0);
            int end = html.indexOf('>', tag.end()) + 1;
            String formula = html.substring(start, end).replaceAll("(?s)<math.*?</math>", "");
            out.append(html, at, start)
                    .append('⟨')
                    .append(formula.replaceAll("<[^>]*>|\u200B", ""))
                    .append('⟩');
            at = end;
        }
        return out.append(html.substring(at)).toString().strip();
    }
}
