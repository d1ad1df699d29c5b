package org.fiftylayers.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.fiftylayers.engine.kernel.client.Exchange;
import org.fiftylayers.engine.kernel.client.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What comes of cells. */
class ExecuteIT {
    @RegisterExtension
    static final RunningKernel KERNEL = new RunningKernel();

    @Test
    void publishesBusyTheSourceTheResultAndIdleInThisOrder() {
        Exchange exchange = KERNEL.runWell("6 * 7");

        assertThat(exchange.published().stream().map(Message::type))
                .containsExactly("status", "execute_input", "execute_result", "status");
        assertThat(exchange.published("status").toString()).matches(".*busy.*idle.*");
        assertThat(exchange.published("execute_input").get(0).get("code").asText())
                .isEqualTo("6 * 7");
        assertThat(exchange.result()).isEqualTo("42");
        int count = exchange.content().get("execution_count").asInt();
        assertThat(exchange.published("execute_input")
                        .get(0)
                        .get("execution_count")
                        .asInt())
                .isEqualTo(count);
        JsonNode result = exchange.published("execute_result").get(0);
        assertThat(result.get("execution_count").asInt()).isEqualTo(count);
        assertThat(result.get("metadata").isObject()).isTrue();
        assertThat(exchange.reply().type()).isEqualTo("execute_reply");
        assertThat(exchange.content().get("user_expressions").isObject()).isTrue();
    }

    @Test
    void countsCells() {
        int before = count(KERNEL.run("int counted = 1"));
        assertThat(count(KERNEL.run("throw new RuntimeException()"))).isEqualTo(before + 1);
        assertThat(count(KERNEL.run("no java"))).isEqualTo(before + 2);
        assertThat(count(KERNEL.run("counted"))).isEqualTo(before + 3);
    }

    @Test
    void sendsWhatIsPrintedToTheStreamItWasPrintedTo() {
        Exchange exchange = KERNEL.runWell("System.out.print(\"ä∂😀\"); System.err.println(\"trouble\");");

        assertThat(exchange.stream("stdout")).isEqualTo("ä∂😀");
        assertThat(exchange.stream("stderr")).isEqualTo("trouble\n");
    }

    @Test
    void sendsManySmallPrintsInFewMessages() {
        Exchange exchange = KERNEL.runWell("for (int i = 0; i < 10_000; i++) System.out.println(i);");

        assertThat(exchange.stream("stdout"))
                .startsWith("0\n1\n")
                .endsWith("9999\n")
                .hasLineCount(10_000);
        assertThat(exchange.published("stream").size()).isLessThan(500);
    }

    @Test
    void sendsOutputWhileTheCellStillRuns() {
        Exchange exchange = KERNEL.client().submit("System.out.println(\"early\"); Thread.sleep(1500);", Map.of());
        KERNEL.client().awaitPublished(exchange, "early output", message -> message.type()
                .equals("stream"));

        assertThat(exchange.isAnswered()).isFalse();
        KERNEL.client().await(exchange);
    }

    @Test
    void keepsTheOrderOfWhatIsPrintedAndShown() {
        Exchange exchange =
                KERNEL.runWell("System.out.print(1);\ndisplay(2);\nSystem.err.print(3);\nSystem.out.print(4);\n5");

        assertThat(exchange.published().stream()
                        .map(Message::content)
                        .filter(content -> content.has("text") || content.has("data"))
                        .map(content -> content.has("text")
                                ? content.get("text").asText()
                                : content.get("data").get("text/plain").asText()))
                .containsExactly("1", "2", "3", "4", "5");
    }

    @Test
    void tellsAnExceptionWithItsTypeItsPlaceAndItsMessage() {
        Exchange exchange = KERNEL.run("int divisor = 0;\nint quotient = 1 / divisor;");
        String error = RunningKernel.error(exchange);

        assertThat(exchange.content().get("ename").asText()).isEqualTo("java.lang.ArithmeticException");
        assertThat(exchange.content().get("evalue").asText()).isEqualTo("/ by zero");
        assertThat(exchange.content().get("execution_count").asInt()).isPositive();
        assertThat(error).contains("int quotient = 1 / divisor;", "/ by zero");
        assertThat(error).doesNotContain("REPL", "jdk.jshell", "org.fiftylayers.engine");
    }

    @Test
    void tellsWhatDoesNotCompile() {
        assertThat(KERNEL.error("int wrong = \"text\";")).contains("int wrong = \"text\";", "String", "^");
    }

    @Test
    void displaysUpdatesAndClears() {
        Exchange exchange = KERNEL.runWell(
                """
                String id = display("first");
                org.fiftylayers.display.Display.updateDisplay(id, "second");
                org.fiftylayers.display.Display.frontend().clear(true);
                display("third");
                """);

        JsonNode shown = exchange.published("display_data").get(0);
        JsonNode updated = exchange.published("update_display_data").get(0);
        assertThat(shown.at("/data/text~1plain").asText()).isEqualTo("first");
        assertThat(updated.at("/data/text~1plain").asText()).isEqualTo("second");
        assertThat(shown.at("/transient/display_id").asText()).isNotEmpty();
        assertThat(updated.at("/transient/display_id")).isEqualTo(shown.at("/transient/display_id"));
        assertThat(exchange.published("clear_output").get(0).get("wait").asBoolean())
                .isTrue();
        assertThat(exchange.published("display_data")).hasSize(2);
    }

    @Test
    void updatesWhatAnEarlierCellShowed() {
        String id = KERNEL.runWell("String shown = display(\"old\");")
                .published("display_data")
                .get(0)
                .at("/transient/display_id")
                .asText();
        Exchange exchange = KERNEL.runWell("org.fiftylayers.display.Display.updateDisplay(shown, \"new\");");

        assertThat(exchange.published("update_display_data")
                        .get(0)
                        .at("/transient/display_id")
                        .asText())
                .isEqualTo(id);
    }

    @Test
    void runsSilently() {
        int before = count(KERNEL.run("0"));
        Exchange exchange = KERNEL.client().execute("int quiet = 3;\nquiet", Map.of("silent", true));

        assertThat(exchange.status()).isEqualTo("ok");
        assertThat(exchange.published().stream().map(Message::type)).containsExactly("status", "status");
        assertThat(KERNEL.run("quiet").result()).isEqualTo("3");
        assertThat(count(KERNEL.run("0"))).isEqualTo(before + 2);
        assertThat(history()).doesNotContain("int quiet");
    }

    @Test
    void keepsACellOutOfTheHistoryIfAskedTo() {
        Exchange exchange =
                KERNEL.client().execute("String secret = \"unforgettable\";", Map.of("store_history", false));

        assertThat(exchange.status()).isEqualTo("ok");
        assertThat(history()).doesNotContain("unforgettable");
        assertThat(KERNEL.run("secret").result()).contains("unforgettable");
        assertThat(history()).contains("secret");
    }

    private static String history() {
        return KERNEL.request("history_request", Map.of("hist_access_type", "tail", "n", 10))
                .content()
                .toString();
    }

    @Test
    void answersUserExpressions() {
        Exchange exchange = KERNEL.client()
                .execute(
                        "int base = 20;",
                        Map.of("user_expressions", Map.of("good", "base + 1", "bad", "1 / 0", "worse", "base +")));

        JsonNode answers = exchange.content().get("user_expressions");
        assertThat(answers.at("/good/status").asText()).isEqualTo("ok");
        assertThat(answers.at("/good/data/text~1plain").asText()).isEqualTo("21");
        assertThat(answers.at("/good/metadata").isObject()).isTrue();
        assertThat(answers.at("/bad/status").asText()).isEqualTo("error");
        assertThat(answers.at("/bad/ename").asText()).contains("ArithmeticException");
        assertThat(answers.at("/bad/traceback").isArray()).isTrue();
        assertThat(answers.at("/worse/status").asText()).isEqualTo("error");
        assertThat(exchange.status()).isEqualTo("ok");
        assertThat(exchange.published("execute_result")).isEmpty();
    }

    @Test
    void abortsTheCellsThatWaitBehindOneThatFails() {
        List<Exchange> queue = List.of(
                KERNEL.client().submit("Thread.sleep(300); throw new RuntimeException(\"stop\");", Map.of()),
                KERNEL.client().submit("int never = 1;", Map.of()),
                KERNEL.client().submit("int never2 = 1;", Map.of()));
        queue.forEach(KERNEL.client()::await);

        assertThat(queue.stream().map(Exchange::status)).containsExactly("error", "aborted", "aborted");
        assertThat(queue.get(1).published("execute_input")).isEmpty();
        KERNEL.error("never");
        KERNEL.runWell("int after = 1;");
    }

    @Test
    void goesOnAfterAFailureIfAskedTo() {
        Exchange failing = KERNEL.client()
                .submit("Thread.sleep(300); throw new RuntimeException(\"go on\");", Map.of("stop_on_error", false));
        Exchange next = KERNEL.client().submit("\"went on\"", Map.of());

        assertThat(KERNEL.client().await(failing).status()).isEqualTo("error");
        assertThat(KERNEL.client().await(next).result()).contains("went on");
    }

    @Test
    void answersOtherRequestsThatWaitBehindOneThatFails() {
        Exchange failing = KERNEL.client().submit("Thread.sleep(300); throw new RuntimeException();", Map.of());
        Exchange info = KERNEL.client()
                .send(org.fiftylayers.engine.kernel.client.Channel.SHELL, "kernel_info_request", Map.of());

        assertThat(KERNEL.client().await(info).status()).isEqualTo("ok");
        KERNEL.client().await(failing);
    }

    @Test
    void runsEmptyCells() {
        for (String nothing : List.of("", "  \n", "// a remark", "/* two\nlines */")) {
            assertThat(KERNEL.runWell(nothing).result()).isNull();
        }
    }

    private static int count(Exchange exchange) {
        return exchange.content().get("execution_count").asInt();
    }
}
