package org.fiftylayers.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.fiftylayers.engine.kernel.client.Channel;
import org.fiftylayers.engine.kernel.client.Exchange;
import org.fiftylayers.engine.kernel.client.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What other Java kernels get wrong, each fault a row that ours passes. */
class IncumbentFaultsIT {
    @RegisterExtension
    static final RunningKernel KERNEL = new RunningKernel();

    @Test
    void anInterruptedLoopDoesNotSpinOn() throws Exception {
        Exchange exchange = KERNEL.client().submit("long turns = 0;\nwhile (true) { turns++; }", Map.of());
        KERNEL.client().listen(Duration.ofMillis(300));
        KERNEL.client().interrupt();
        KERNEL.client().await(exchange);

        String before = KERNEL.runWell("turns").result();
        KERNEL.client().listen(Duration.ofMillis(100));
        assertThat(KERNEL.runWell("turns").result()).isEqualTo(before);
    }

    @Test
    void exceptionsKeepTheirTypeAndTheirCauses() {
        Exchange exchange = KERNEL.run(
                """
                class WrongShape extends RuntimeException { WrongShape(String m, Throwable c) { super(m, c); } }
                throw new WrongShape("outer", new IllegalStateException("middle", new IOException("inner")));
                """);

        assertThat(exchange.content().get("ename").asText()).contains("WrongShape");
        assertThat(exchange.content().get("evalue").asText()).isEqualTo("outer");
        assertThat(RunningKernel.error(exchange))
                .contains("IllegalStateException", "middle", "java.io.IOException", "inner");
    }

    @Test
    void whatAThreadPrintsAfterItsCellIsNotLost() {
        Exchange cell = KERNEL.runWell(
                """
                new Thread(() -> {
                    try { Thread.sleep(300); } catch (InterruptedException e) { }
                    System.out.println("late");
                    display("later");
                }).start();
                """);
        KERNEL.runWell("System.out.println(\"another cell\")");
        KERNEL.client().awaitPublished(cell, "late output of a thread", message -> message.type()
                .equals("display_data"));

        assertThat(cell.stream("stdout")).isEqualTo("late\n");
    }

    @Test
    void displayPrintsNoId() {
        Exchange exchange = KERNEL.runWell("display(\"x\")");

        assertThat(exchange.published("display_data")).hasSize(1);
        assertThat(exchange.published("execute_result")).isEmpty();
        assertThat(exchange.stream("stdout")).isEmpty();
    }

    @Test
    void historyIsAnswered() {
        assertThat(KERNEL.request("history_request", Map.of("hist_access_type", "tail", "n", 3))
                        .reply()
                        .type())
                .isEqualTo("history_reply");
    }

    @Test
    void commsToUnknownTargetsAreClosed() {
        Exchange exchange = KERNEL.client()
                .send(Channel.SHELL, "comm_open", Map.of("comm_id", "7", "target_name", "unknown", "data", Map.of()));
        KERNEL.client().awaitPublished(exchange, "comm_close", message -> message.type()
                .equals("comm_close"));
    }

    @Test
    void nonsenseIsNotCalledComplete() {
        assertThat(KERNEL.request("is_complete_request", Map.of("code", "int 3x = ;"))
                        .status())
                .isEqualTo("invalid");
    }

    @Test
    void exitEndsTheCellAndNotTheKernel() {
        long pid = KERNEL.client().process().pid();
        assertThat(KERNEL.error("System.exit(3);")).contains("System.exit(3)");
        assertThat(KERNEL.error("Runtime.getRuntime().exit(4);")).contains("exit(4)");
        assertThat(KERNEL.error("Runtime.getRuntime().halt(5);")).contains("halt(5)");

        assertThat(KERNEL.client().process().isAlive()).isTrue();
        assertThat(KERNEL.client().process().pid()).isEqualTo(pid);
    }

    @Test
    void aVariableThatARedefinitionResetsIsTold() {
        KERNEL.runWell("class Net { int depth = 3; }");
        KERNEL.runWell("Net net = new Net();");
        Exchange exchange = KERNEL.runWell("class Net { int depth = 4; int width = 5; }");

        assertThat(exchange.stream("stderr")).contains("net", "Net", "reset");
    }

    @Test
    void sealedTypesFitIntoOneCell() {
        assertThat(KERNEL.runWell(
                                """
                                sealed interface Shape permits Circle, Square {}
                                record Circle(double r) implements Shape {}
                                record Square(double a) implements Shape {}
                                Shape shape = new Square(2);
                                shape
                                """)
                        .result())
                .isEqualTo("Square[a=2.0]");
    }

    @Test
    void svgIsShown() {
        Exchange exchange = KERNEL.runWell(
                """
                import org.fiftylayers.display.*;
                Displayable circle = () -> MimeBundle.text("a circle")
                        .and(MimeBundle.SVG, "<svg xmlns='http://www.w3.org/2000/svg'><circle r='3'/></svg>");
                circle
                """);

        assertThat(exchange.published("execute_result")
                        .get(0)
                        .at("/data/image~1svg+xml")
                        .asText())
                .contains("<circle");
    }

    @Test
    void methodsWithoutParenthesisAreInspected() {
        var reply = KERNEL.request("inspect_request", Map.of("code", "Math.sqrt", "cursor_pos", 9, "detail_level", 0))
                .content();

        assertThat(reply.get("found").asBoolean()).isTrue();
        assertThat(reply.at("/data/text~1plain").asText()).contains("double", "sqrt");
    }

    @Test
    void cellsComeBackWithoutAPauseBetweenPolls() {
        for (int i = 0; i < 30; i++) {
            KERNEL.runWell("1 + " + i);
        }
        long[] millis = new long[21];
        for (int i = 0; i < millis.length; i++) {
            long start = System.nanoTime();
            KERNEL.request("kernel_info_request", Map.of());
            millis[i] = (System.nanoTime() - start) / 1_000_000;
        }
        java.util.Arrays.sort(millis);
        assertThat(millis[10]).as("median of a round trip in ms").isLessThan(20);
    }

    @Test
    void everyMessageOfACellNamesItAsItsParent() {
        Exchange exchange = KERNEL.runWell("System.out.println(1); display(2); 3");

        assertThat(exchange.published().stream().map(Message::parentId))
                .hasSizeGreaterThan(4)
                .containsOnly(exchange.request().id());
        assertThat(exchange.reply().parentId()).isEqualTo(exchange.request().id());
    }
}
