package org.fiftylayers.engine.book.typeset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TypesetterTest {
    private final Path cache;

    TypesetterTest(@TempDir Path folder) {
        cache = folder.resolve("typeset");
    }

    @Test
    void runsNoScriptForWhatItHasMadeBefore() throws Exception {
        String formula;
        String code;
        try (Typesetter first = new Typesetter(cache, Map.of())) {
            formula = first.formula("\\max_k a_k", true);
            code = first.code("int x = 1 < 2;", "java");
            assertThat(first.ranScripts()).isTrue();
        }
        try (Typesetter second = new Typesetter(cache, Map.of())) {
            assertThat(second.formula("\\max_k a_k", true)).isEqualTo(formula);
            assertThat(second.code("int x = 1 < 2;", "java")).isEqualTo(code);
            assertThat(second.ranScripts()).isFalse();
        }
    }

    @Test
    void keepsOnDiskOnlyWhatWasAskedForSinceItForgot() throws Exception {
        try (Typesetter first = new Typesetter(cache, Map.of())) {
            String again = first.code("int again;", "java");
            String never = first.code("int never;", "java");
            first.forget();
            assertThat(first.code("int again;", "java")).isEqualTo(again).isNotEqualTo(never);
        }
        try (Typesetter second = new Typesetter(cache, Map.of())) {
            assertThat(second.code("int again;", "java")).contains("again");
            assertThat(second.ranScripts()).isFalse();
            assertThat(second.code("int never;", "java")).contains("never");
            assertThat(second.ranScripts()).isTrue();
        }
    }

    @Test
    void writesWhatItForgotAndWasAskedForAgain() throws Exception {
        try (Typesetter first = new Typesetter(cache, Map.of())) {
            assertThat(first.code("int all;", "java")).contains("all");
            first.forget();
            assertThat(first.code("int all;", "java")).contains("all");
        }
        try (Typesetter second = new Typesetter(cache, Map.of())) {
            assertThat(second.code("int all;", "java")).contains("all");
            assertThat(second.ranScripts()).isFalse();
        }
    }

    @Test
    void colouredCodeHasTheLettersOfTheCode() throws Exception {
        String source = "/** x */ @Deprecated record A<B>(String s) { static final char C = '\\n'; } // & done";
        try (Typesetter typesetter = new Typesetter(cache, Map.of())) {
            String html = typesetter.code(source, "java");

            assertThat(html).contains("<span class=\"k\">record</span>");
            assertThat(html.replaceAll("<[^>]*>", "")
                            .replace("&lt;", "<")
                            .replace("&gt;", ">")
                            .replace("&amp;", "&"))
                    .isEqualTo(source);
        }
    }

    @Test
    void knowsTheMacrosOfTheBook() throws Exception {
        try (Typesetter typesetter = new Typesetter(cache, Map.of("\\R", "\\mathbb{R}"))) {
            assertThat(typesetter.formula("\\R^n", false)).contains("mathbb");
        }
    }

    @Test
    void saysWhatIsWrongWithAFormula() throws Exception {
        try (Typesetter typesetter = new Typesetter(cache, Map.of())) {
            assertThatThrownBy(() -> typesetter.formula("\\frac{1}", false))
                    .isInstanceOf(FormulaException.class)
                    .hasMessageContaining("Unexpected end of input");
        }
    }

    @Test
    void makesAnewWhatADamagedCacheHasLost() throws Exception {
        Files.writeString(cache, "nonsense");
        try (Typesetter typesetter = new Typesetter(cache, Map.of())) {
            assertThat(typesetter.formula("x", false)).contains("katex");
        }
    }
}
