package org.fiftylayers.engine.book;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Input that no author writes: it may be refused, but neither hangs the build nor overflows its stack. */
class HostileInputTest {
    private static final int MANY = 20_000;

    static Stream<Map.Entry<String, String>> inputs() {
        Map<String, String> inputs = new TreeMap<>();
        inputs.put("quotes in quotes", ">".repeat(MANY) + "a");
        inputs.put("lists in lists", "- ".repeat(MANY) + "a");
        inputs.put("emphasis in emphasis", "*a **b ".repeat(MANY));
        inputs.put("closed emphasis in emphasis", "*a _b ".repeat(3_000) + "c_ d* ".repeat(3_000));
        inputs.put("links in links", "[".repeat(MANY) + "a" + "](b)".repeat(MANY));
        inputs.put("directives in directives", directives(2_000));
        inputs.put("directives of one length", ":::{note}\n".repeat(MANY));
        inputs.put("dollars", "$".repeat(MANY));
        inputs.put("lone dollars", "$a ".repeat(MANY));
        inputs.put("double dollars", "$$ a\n\n".repeat(MANY));
        inputs.put("roles without end", "{a}`".repeat(MANY));
        inputs.put("roles with growing ticks", growing(600));
        inputs.put("anchors", "(a)=\n".repeat(MANY));
        inputs.put("braces", "{".repeat(MANY));
        inputs.put("footnotes", "[^a]".repeat(MANY) + "\n\n[^a]: x");
        inputs.put("a footnote in itself", "[^a]\n\n[^a]: [^a] [^b]\n\n[^b]: [^a]");
        inputs.put("table", "|".repeat(5_000) + "\n" + "|-".repeat(5_000) + "\n");
        inputs.put("formula", "$" + "{".repeat(5_000) + "}".repeat(5_000) + "$");
        inputs.put("characters", "\u0000\uD800\uFFFF\u202E\u0007`\u0001`");
        return inputs.entrySet().stream();
    }

    @ParameterizedTest
    @MethodSource("inputs")
    @Timeout(value = 20, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void endsSoon(Map.Entry<String, String> input) {
        assertThat(Rendered.cells(input.getValue()).html()).isNotNull();
    }

    private static String directives(int depth) {
        StringBuilder out = new StringBuilder();
        for (int i = depth; i > 0; i--) {
            out.append(":".repeat(i + 2)).append("{note}\n");
        }
        return out.toString();
    }

    private static String growing(int count) {
        StringBuilder out = new StringBuilder();
        for (int i = 1; i < count; i++) {
            out.append("{a}").append("`".repeat(i)).append(' ');
        }
        return out.toString();
    }
}
