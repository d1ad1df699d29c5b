package org.fiftylayers.engine.shell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a console does when the reader presses Enter: run the cell, go on to the next line, or say that it is wrong. */
class CompletenessTest {
    private static TestShell shell;

    @BeforeAll
    static void open() {
        shell = new TestShell();
    }

    @AfterAll
    static void close() {
        shell.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  \n",
                "// a comment",
                "1 + 1",
                "int x = 3",
                "int x = 3;",
                "x = 3; y = 4",
                "if (a) b();",
                "for (int i = 0; i < 3; i++) { f(i); }",
                "class A { }",
                "int f() { return 1; }\nf()",
                "record P(int x) {}",
                "import java.util.*;",
                "String s = \"{\";",
                "char c = '(';",
                "/* { */ int x = 3;",
                "%time 1 + 1",
                "%maven a:b:1",
                "%maven a:b:1\nint x = 3;",
                "%%time\nint x = 3;\n\n",
                "System.out.println(\"hello\")",
                "Unknown u = new Unknown(missing);",
                "var v = missing();",
                "sealed interface S permits A, B {}\nrecord A() implements S {}\nrecord B() implements S {}",
                "private static final int LIMIT = 3;",
                "@interface Marked { int times() default 1; }",
                "throw new IOException()",
                "int a, b = 3;",
                "return 3;",
            })
    void runsWhatIsWhole(String source) {
        assertThat(shell.shell().completeness(source)).isEqualTo(Completeness.COMPLETE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "int 3x = ;",
                "1 +* 2;",
                "1 +* 2",
                "int x = 3;\nx +* 2;\nx",
                "class A { void f() { g(; } }",
                "var x = 1 +* 2;",
                "int x = 3;\nint 3x = ;",
                "String s = \"open;",
                "f(1))",
                "}",
                "import ;",
            })
    void refusesWhatCanNeverBeWhole(String source) {
        assertThat(shell.shell().completeness(source)).isEqualTo(Completeness.INVALID);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "for (int i = 0; i < 3; i++) {|4",
                "for (int i = 0; i < 3; i++) {⏎    if (i > 1) {|8",
                "for (int i = 0; i < 3; i++) {⏎    f(i);|4",
                "for (int i = 0; i < 3; i++)|4",
                "if (a) {⏎    b();⏎} else|4",
                "class A {|4",
                "void f() {⏎  g();|4",
                "switch (x) {⏎    case 1:|8",
                "int x =|0",
                "1 +|0",
                "f(1,|4",
                "new int[] {1,|4",
                "/* open|0",
                "String s = \"\"\"⏎text|0",
                "int x = 3;⏎for (;;) {|4",
                "%%time|0",
                "%%time⏎f();|0",
            })
    void goesOnWhereSomethingIsOpen(String source, int indent) {
        assertThat(shell.shell().completeness(source.replace('⏎', '\n')))
                .isEqualTo(new Completeness(Completeness.Status.INCOMPLETE, " ".repeat(indent)));
    }
}
