package org.fiftylayers.engine.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MagicLinesTest {
    private static final String CALL = "org.fiftylayers.engine.shell.Magics.";

    @Test
    void leavesAloneWhatIsNoMagic() {
        for (String java : List.of(
                "int a = 7\n    % 4;",
                "int a = 7 +\n%b;",
                "int a = b\n%c;",
                "// %vars\n/*\n%vars\n*/",
                "String s = \"\"\"\n    text\n%vars\n    \"\"\";",
                "String s = \"= %vars\";",
                "char c = '%';\nint a = 9 % 4;",
                "foo(a\n  % b)",
                "String open = \"no end\n%2;",
                "")) {
            assertThat(MagicLines.rewrite(java)).isEqualTo(java);
            assertThat(MagicLines.blank(java)).isEqualTo(java);
        }
    }

    @Test
    void putsACallInThePlaceOfAMagic() {
        assertThat(MagicLines.rewrite("int a = 1;\n  %maven a:b:1 \nint b;"))
                .isEqualTo("int a = 1;\n  " + CALL + "run(\"maven a:b:1\");\nint b;");
        assertThat(MagicLines.rewrite("List<String> a = %jars \"a b/*.jar\";"))
                .isEqualTo("List<String> a = " + CALL + "get(\"jars \\\"a b/*.jar\\\"\");");
        assertThat(MagicLines.rewrite("%%time -x\nint a;\n")).isEqualTo(CALL + "cell(\"time -x\", \"int a;\\n\");");
        assertThat(MagicLines.rewrite("int a = 1\n%vars")).endsWith("run(\"vars\");");
        assertThat(MagicLines.rewrite("String s = \"no end\n%vars")).endsWith("run(\"vars\");");
    }

    @Test
    void showsTheLineAsItWasWritten() {
        for (String line :
                List.of("%maven a:b:1", "  %load \"C:\\new \\\"x\\\"\"", "var a = %jars lib/*.jar", "%%time")) {
            String java = MagicLines.rewrite(line);
            assertThat(java).isNotEqualTo(line);
            assertThat(MagicLines.restore(java)).isEqualTo(line);
        }
    }

    @Test
    void keepsEveryCharacterOfTheJavaInItsPlace() {
        String source = "int a = 1;\n%jars lib/*.jar\nvar b = %jars x\n%time a + 1\n%%time\n";

        assertThat(MagicLines.blank(source))
                .hasSameSizeAs(source)
                .isEqualTo("int a = 1;\n               \nvar b = null;  \n      a + 1\n      \n");
    }

    @Test
    void takesCellsOfAnyLength() {
        try (TestShell shell = new TestShell()) {
            assertThat(shell.run("%%time\n// " + "ü\"\\".repeat(50_000) + "\n1 + 1")
                            .error())
                    .isNull();
        }
    }

    @Test
    void readsWordsAndQuotes() {
        assertThat(MagicCall.words(" a  \"b c\" d\\\"e \"\" C:\\lib\tf"))
                .containsExactly("a", "b c", "d\"e", "", "C:\\lib", "f");
    }
}
