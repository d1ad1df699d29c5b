package org.fiftylayers.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.fiftylayers.engine.kernel.client.Exchange;
import org.fiftylayers.engine.kernel.client.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Cells that ask their reader. */
class InputIT {
    @RegisterExtension
    static final RunningKernel KERNEL = new RunningKernel();

    @Test
    void scannersReadWhatIsTyped() {
        Exchange exchange = KERNEL.client()
                .execute(
                        "Scanner scanner = new Scanner(System.in);\n"
                                + "scanner.nextInt() + scanner.nextInt() + \" \" + scanner.next()",
                        Map.of(),
                        "4 5",
                        "äöü");

        assertThat(exchange.result()).contains("9 äöü");
    }

    @Test
    void bufferedReadersReadLineByLine() {
        Exchange exchange = KERNEL.client()
                .execute(
                        "var reader = new BufferedReader(new InputStreamReader(System.in));\n"
                                + "reader.readLine() + \"|\" + reader.readLine()",
                        Map.of(),
                        "first line",
                        "");

        assertThat(exchange.result()).contains("first line|");
    }

    @Test
    void aLaterCellReadsAnew() {
        String cell = "new Scanner(System.in).nextLine()";

        assertThat(KERNEL.client().execute(cell, Map.of(), "one").result()).contains("one");
        assertThat(KERNEL.client().execute(cell, Map.of(), "two").result()).contains("two");
    }

    @Test
    void passwordsAreAskedForHidden() {
        Exchange exchange = KERNEL.client()
                .submit("org.fiftylayers.display.Display.frontend().ask(\"Password: \", true).length()", Map.of());
        Message question = KERNEL.client().awaitQuestion(exchange);

        assertThat(question.type()).isEqualTo("input_request");
        assertThat(question.content().get("prompt").asText()).isEqualTo("Password: ");
        assertThat(question.content().get("password").asBoolean()).isTrue();
        KERNEL.client().answer(exchange, "hunter2");
        assertThat(KERNEL.client().await(exchange).result()).isEqualTo("7");
    }

    @Test
    void questionsOpenTheirPromptAndBelongToTheirCell() {
        Exchange exchange =
                KERNEL.client().submit("org.fiftylayers.display.Display.frontend().ask(\"Name? \", false)", Map.of());
        Message question = KERNEL.client().awaitQuestion(exchange);

        assertThat(question.parentId()).isEqualTo(exchange.request().id());
        assertThat(question.content().get("prompt").asText()).isEqualTo("Name? ");
        assertThat(question.content().get("password").asBoolean()).isFalse();
        KERNEL.client().answer(exchange, "Ann");
        assertThat(KERNEL.client().await(exchange).result()).contains("Ann");
    }

    @Test
    void whereNobodyAnswersReadingFailsAndSaysWhy() {
        for (String cell : new String[] {
            "System.in.read()",
            "new Scanner(System.in).nextLine()",
            "org.fiftylayers.display.Display.frontend().ask(\"?\", true)"
        }) {
            Exchange exchange = KERNEL.client().execute(cell, Map.of("allow_stdin", false));

            assertThat(RunningKernel.error(exchange)).as(cell).contains("allow_stdin");
        }
    }

    @Test
    void anInterruptEndsTheWaitForAnAnswer() {
        Exchange exchange = KERNEL.client().submit("new Scanner(System.in).nextLine()", Map.of());
        KERNEL.client().awaitQuestion(exchange);
        KERNEL.client().interrupt();

        RunningKernel.error(KERNEL.client().await(exchange));
        // an answer that comes too late goes nowhere
        KERNEL.client().answer(exchange, "late");
        assertThat(KERNEL.client()
                        .execute("new Scanner(System.in).nextLine()", Map.of(), "in time")
                        .result())
                .contains("in time");
    }
}
