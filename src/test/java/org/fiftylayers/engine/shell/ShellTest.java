package org.fiftylayers.engine.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.fiftylayers.display.MimeBundle;
import org.fiftylayers.engine.shell.CellError.Kind;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What cells give back. Every test has names of its own, since all share one shell. */
class ShellTest {
    private static TestShell shell;
    private final List<ShellEvent> heard = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void open() {
        shell = new TestShell();
    }

    @AfterAll
    static void close() {
        shell.close();
    }

    @Test
    void showsTheValueOfTheLastExpression() {
        assertThat(shell.run("int one = 1;\none + 1").value()).isEqualTo(2);
        assertThat(shell.shown()).isEqualTo("2");
        assertThat(shell.run("String none = null;\nnone").shown()).isEqualTo(MimeBundle.text("null"));
        assertThat(shell.run("List.of(1, 2) // done;").value()).isEqualTo(List.of(1, 2));
        assertThat(shell.run("new int[] {1, 2}").shown()).isEqualTo(MimeBundle.text("int[2]  1, 2"));
    }

    @Test
    void aMethodWhoseSwitchThrowsEndsWhereItEnds() {
        String sign =
                """
                String sign(int x) {
                    return switch (Integer.signum(x)) { case 1 -> "+"; case -1 -> "-"; default -> throw new Error(); };
                }
                String twice(int x) { return sign(x) + sign(-x); }
                twice(3)""";
        assertThat(shell.run(sign).value()).isEqualTo("+-");
    }

    @Test
    void showsNothingForDeclarationsAssignmentsAndSourcesThatEndInASemicolon() {
        for (String source : List.of(
                "int two = 2",
                "int three;\nthree = 3",
                "1 + 1;",
                "1 + 1; // comment",
                "1 + 1; /* a\nb */ ",
                "\"//\".length();",
                "void nothing() {}\nnothing()",
                "System.out.printf(\"%d\", 1)",
                "System.err.append('a')",
                "// only a comment",
                "",
                "  \n ")) {
            assertThat(shell.run(source).error()).as(source).isNull();
            assertThat(shell.result().shown()).as(source).isNull();
        }
    }

    @Test
    void keepsTheOrderOfWhatIsPrintedAndShown() {
        shell.run("System.out.print(\"ä\"); System.err.print(\"b\"); display(3); System.out.print(\"∂😀\");");

        assertThat(shell.events())
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("id")
                .containsExactly(
                        new ShellEvent.Printed(false, "ä"),
                        new ShellEvent.Printed(true, "b"),
                        new ShellEvent.Shown("any", MimeBundle.text("3")),
                        new ShellEvent.Printed(false, "∂😀"));
    }

    @Test
    void replacesAndTakesAwayWhatWasShown() {
        shell.run("cell 1", "String id = display(1);");
        String id = ((ShellEvent.Shown) shell.events().get(0)).id();
        shell.run(
                "cell 2",
                "org.fiftylayers.display.Display.updateDisplay(id, 2);"
                        + " org.fiftylayers.display.Display.frontend().clear(true);");

        assertThat(shell.events())
                .containsExactly(new ShellEvent.Updated(id, MimeBundle.text("2")), new ShellEvent.Cleared(true));
    }

    @Test
    void doesNotShowTheNameThatADisplayGives() {
        assertThat(shell.run("display(3)").shown()).isNull();
        assertThat(shell.run("String id = display(3); id").shown()).isNull();
        assertThat(shell.run("\"x\"").shown()).isNotNull();
    }

    @Test
    void rehearsesWithoutATrace() {
        try (TestShell fresh = new TestShell()) {
            fresh.run("var kept = 3;");
            fresh.shell().rehearse();

            assertThat(fresh.run("%vars").error()).isNull();
            assertThat(fresh.printed()).contains("kept").doesNotContain("$");
            assertThat(fresh.run("kept").value()).isEqualTo(3);
        }
    }

    @Test
    void runsCodeThatIsNoCellAsACell() {
        shell.run("cell 1", "Runnable say = () -> System.out.print(\"said\");\nRunnable fail = () -> { throw null; };");
        Runnable say = (Runnable) Objects.requireNonNull(shell.run("say").value());
        Runnable fail = (Runnable) Objects.requireNonNull(shell.run("fail").value());

        CellResult said = shell.shell().call("a button", say, heard::add);
        CellError failed = Objects.requireNonNull(
                shell.shell().call("a button", fail, heard::add).error());

        assertThat(said.error()).isNull();
        assertThat(heard).containsExactly(new ShellEvent.Printed(false, "said"));
        assertThat(failed.type()).isEqualTo("java.lang.NullPointerException");
        assertThat(failed.place()).hasToString("cell 1, line 2");
    }

    @Test
    void takesForwardReferencesAndSealedTypesInOneCell() {
        assertThat(shell.run(
                                "int later(int n) { return sooner(n) + 1; }\nint sooner(int n) { return 2 * n; }\nlater(3)")
                        .value())
                .isEqualTo(7);
        assertThat(shell.run(
                                """
                                sealed interface Shape permits Circle, Square {}
                                record Circle(double r) implements Shape {}
                                record Square(double s) implements Shape {}
                                new Circle(2)
                                """)
                        .shown())
                .isEqualTo(MimeBundle.text("Circle[r=2.0]"));
    }

    @Test
    void waitsForWhatAMethodNeeds() {
        assertThat(shell.run("int waiting() { return awaited(3); }").notices())
                .containsExactly("`waiting` cannot be used until this is declared: method awaited(int)");
        assertThat(shell.error("waiting()").headline())
                .isEqualTo("unresolved reference: `waiting` needs method awaited(int), which is not declared");
        assertThat(shell.run("int awaited(int n) { return n; }\nwaiting()").value())
                .isEqualTo(3);
    }

    @Test
    void saysWhichVariableARedefinitionResets() {
        shell.run("first", "class Net { int depth = 3; }\nNet net = new Net();\nint kept = 5;");
        shell.run("second", "class Net { int depth = 4; int width; }");

        String notice = "variable `net` (first) was reset because `Net` was redefined in second;"
                + " run the cell that sets it again";
        assertThat(shell.result().notices()).containsExactly(notice);
        assertThat(shell.events()).containsExactly(new ShellEvent.Printed(true, "Note: " + notice + "\n"));
        assertThat(shell.error("net.depth").remedy()).isEqualTo(notice);
        assertThat(shell.run("kept").value()).isEqualTo(5);
    }

    @Test
    void saysNothingOfAVariableThatTheSameCellDeclaresAgain() {
        String cell = "class Lamp { int w = 3; }\nLamp lamp = new Lamp();";
        shell.run(cell);

        assertThat(shell.run(cell).notices()).isEmpty();
    }

    @Test
    void hearsWhatThreadsPrintAfterTheirCell() throws InterruptedException {
        shell.run("new Thread(() -> { try { Thread.sleep(150); } catch (InterruptedException e) { }"
                + " System.out.println(\"late\"); }).start();");
        assertThat(shell.events()).isEmpty();
        for (int i = 0; i < 100 && shell.events().isEmpty(); i++) {
            Thread.sleep(20);
        }
        assertThat(shell.events()).containsExactly(new ShellEvent.Printed(false, "late\n"));
    }

    @Test
    void passesLongOutputOnInBatches() {
        shell.run("for (int i = 0; i < 20000; i++) System.out.println(\"line ∂\" + i);");

        assertThat(shell.events()).hasSizeBetween(2, 40);
        assertThat(shell.printed())
                .hasLineCount(20000)
                .endsWith("line ∂19999\n")
                .doesNotContain("\ufffd");
    }

    @Test
    void runsTheReadersToStringUnderTheCellsLimit() {
        CellError error = shell.error(
                Duration.ofMillis(300),
                "class Endless { public String toString() { while (true) {} } }\nnew Endless()");

        assertThat(error.kind()).isEqualTo(Kind.TIME_LIMIT);
    }

    @Test
    void evaluatesImportsFirstAndNamesAWrongOne() {
        ShellOptions usual = ShellOptions.defaults();
        ShellOptions wrong = new ShellOptions(
                usual.classPath(), List.of("import java.utill.*;"), usual.compilerOptions(), usual.outputLimit());

        assertThatThrownBy(() -> Shell.open(wrong))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("imports: `import java.utill.*;` does not compile;");
    }
}
