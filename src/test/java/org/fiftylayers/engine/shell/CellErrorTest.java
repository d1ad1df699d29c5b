package org.fiftylayers.engine.shell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a reader is told when a cell fails: the same words on every Java. */
class CellErrorTest {
    private static TestShell shell;

    @BeforeAll
    static void open() {
        shell = new TestShell();
    }

    @AfterAll
    static void close() {
        shell.close();
    }

    @Test
    void pointsAtTheMissingSemicolon() {
        assertThat(shell.error("int a = 3\nint b = 4;").lines())
                .containsExactly(
                        "compile error: ';' expected",
                        "  cell 1, line 1",
                        "    int a = 3",
                        "             ^",
                        "Remedy: end the statement with `;`");
    }

    @Test
    void suggestsTheNearestName() {
        assertThat(shell.error("int gradient = 3;\n\nint b = gradent + 1;").lines())
                .containsExactly(
                        "compile error: cannot find variable gradent",
                        "  cell 1, line 3",
                        "    int b = gradent + 1;",
                        "            ^",
                        "Remedy: did you mean `gradient`?");
        assertThat(shell.error("\"abc\".lenght()").remedy()).isEqualTo("did you mean `length`?");
        assertThat(shell.error("Strin text = null;").remedy()).isEqualTo("did you mean `String`?");
    }

    @Test
    void suggestsTheMissingImport() {
        assertThat(shell.error("AtomicInteger n = new AtomicInteger();").lines())
                .containsExactly(
                        "compile error: cannot find class AtomicInteger",
                        "  cell 1, line 1",
                        "    AtomicInteger n = new AtomicInteger();",
                        "    ^",
                        "Remedy: add `import java.util.concurrent.atomic.AtomicInteger;`");
    }

    @Test
    void saysWhatIsOpen() {
        assertThat(shell.error("if (1 < 2) {").remedy()).startsWith("close what is open");
        assertThat(shell.error("System.out.println(\"open").headline())
                .isEqualTo("compile error: unclosed string literal");
    }

    @Test
    void saysHowToWriteARecordsConstructor() {
        assertThat(shell.error("record P(int x) { P { if (x < 0) throw new Error(); } }")
                        .remedy())
                .isEqualTo("write `public` before the constructor");
    }

    @Test
    void showsCallsAndCausesInCellsOnly() {
        shell.run(
                "cell 4",
                """
                void read(int i) {
                    if (i == 0) {
                        throw new IllegalStateException("no data", new java.io.IOException("disk"));
                    }
                    read(i - 1);
                }
                """);
        assertThat(shell.error("int ok = 1;\n\nread(1);").lines())
                .containsExactly(
                        "java.lang.IllegalStateException: no data",
                        "  cell 1, line 3",
                        "    read(1);",
                        "  at read (cell 4, line 3)",
                        "  at read (cell 4, line 5)",
                        "  caused by java.io.IOException: disk",
                        "    at read (cell 4, line 3)");
    }

    @Test
    void namesTheLibraryCallThatFailed() {
        assertThat(shell.error("Integer.parseInt(\"x1\")").lines())
                .containsExactly(
                        "java.lang.NumberFormatException: For input string: \"x1\"",
                        "  cell 1, line 1",
                        "    Integer.parseInt(\"x1\")",
                        "  in java.lang.Integer.parseInt",
                        "Remedy: check the text: a number is written like `12`, `-3` or `1.5`, without spaces or other"
                                + " letters");
    }

    @Test
    void findsTheLineInsideALambdaAndAClass() {
        assertThat(shell.error("List.of(1, 2).forEach(i -> {\n    Object o = \"s\";\n    Integer k = (Integer) o;\n});")
                        .lines())
                .containsExactly(
                        "java.lang.ClassCastException: class java.lang.String cannot be cast to class java.lang.Integer",
                        "  cell 1, line 3",
                        "        Integer k = (Integer) o;",
                        "  at cell 1, line 1",
                        "Remedy: ask before the cast what the object is: `if (object instanceof Type value)`");
        assertThat(shell.error("class Box {\n  int open() {\n    return 1 / 0;\n  }\n}\nnew Box().open()")
                        .details())
                .containsExactly("at Box.open (cell 1, line 3)", "at cell 1, line 6");
    }

    @Test
    void findsTheLineInARedefinedMethod() {
        shell.run("cell 2", "int half(int n) { return n / 2; }");
        shell.run("cell 3", "\nint half(int n) {\n    return n / 0;\n}");

        assertThat(shell.error("half(3)").details()).containsExactly("at half (cell 3, line 3)");
    }

    @Test
    void keepsTheTypeOfAReadersOwnException() {
        CellError error = shell.error("class Burst extends RuntimeException { Burst(String s) { super(s); } }\n"
                + "throw new Burst(\"bang\");");

        assertThat(error.headline()).isEqualTo("Burst: bang");
        assertThat(error.place()).isEqualTo(new Place("cell 1", 2, 0, "throw new Burst(\"bang\");"));
    }

    @Test
    void survivesAnExceptionThatCannotSayWhatItIs() {
        assertThat(shell.error("throw new RuntimeException() { public String getMessage() { throw new Error(); } };")
                        .message())
                .isEqualTo("(getMessage failed: java.lang.Error)");
    }

    @Test
    void saysWhatAThreadDiedOf() {
        shell.run("Thread doomed = new Thread(() -> { throw new IllegalStateException(\"gone\"); });\ndoomed.start();\n"
                + "doomed.join();");

        assertThat(shell.printed())
                .isEqualTo("Exception in a thread: java.lang.IllegalStateException: gone\n  cell 1, line 1\n    Thread"
                        + " doomed = new Thread(() -> { throw new IllegalStateException(\"gone\"); });\n");
    }

    @Test
    void runsWhatStandsBeforeTheErrorAndNothingAfter() {
        shell.error("System.out.println(\"before\");\nint broken = ;\nSystem.out.println(\"after\");");

        assertThat(shell.printed()).isEqualTo("before\n");
    }
}
