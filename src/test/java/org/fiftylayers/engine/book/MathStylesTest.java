package org.fiftylayers.engine.book;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MathStylesTest {
    @Test
    void keepsTheRulesWhoseClassesStandInAPage() {
        assertThat(cut(".katex .a{x:1}.katex .b{x:2}.katex .a .b,.katex .c{x:3}"))
                .isEqualTo(".katex .a{x:1}");
    }

    @Test
    void aClassThatARuleExcludesNeedNotStandInThePage() {
        assertThat(cut(".katex .a:not(.b){width:0}")).isEqualTo(".katex .a:not(.b){width:0}");
    }

    private static String cut(String styles) {
        return MathStyles.of(styles, List.of("<span class=\"katex\"><i class=\"a\"></i></span>"))
                .css();
    }
}
