package org.fiftylayers.engine.kernel;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.fiftylayers.engine.shell.Shell;
import org.jspecify.annotations.Nullable;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

/** Receives requests, has them run one after the other, and answers them. */
final class Kernel {
    /** What is answered while a cell runs. */
    private static final Set<String> CONTROL =
            Set.of("kernel_info_request", "interrupt_request", "shutdown_request", "comm_info_request");

    /** How long the last messages may take to leave before the process ends anyway. */
    private static final int FAREWELL_MILLIS = 800;

    private final CompletableFuture<Shell> shell;
    private final PrintStream log;
    private final ZMQ.Context context = ZMQ.context(1);
    private final Wire wire;
    private final Channel iopubChannel;
    private final Channel stdin;
    private final Channel control;
    private final Channel requests;
    private final Iopub iopub;
    private final Input input;
    private final CommTable comms;
    private final History history = new History();
    private final Execution execution;
    private final LinkedBlockingQueue<Message> queue = new LinkedBlockingQueue<>();

    /**
     * Opens the sockets.
     *
     * @param shell where cells will run; requests that need it wait for it
     * @param log where to report what no front end is told: not {@code System.err}, which belongs to cells
     * @throws KernelException if a port is taken
     */
    Kernel(Connection connection, CompletableFuture<Shell> shell, PrintStream log) throws KernelException {
        this.shell = shell;
        this.log = log;
        wire = new Wire(new Signature(connection.key()));
        iopubChannel = open("iopub", SocketType.PUB, connection, connection.iopub());
        stdin = open("stdin", SocketType.ROUTER, connection, connection.stdin());
        control = open("control", SocketType.ROUTER, connection, connection.control());
        requests = open("shell", SocketType.ROUTER, connection, connection.shell());
        iopub = new Iopub(wire, iopubChannel);
        input = new Input(wire, stdin);
        comms = new CommTable(iopub);
        execution = new Execution(iopub, input, comms, history);
        Heartbeat.start(context, connection.address(connection.heartbeat()), log);
    }

    private Channel open(String name, SocketType type, Connection connection, int port) throws KernelException {
        return Channel.open(name, context, type, connection.address(port), log);
    }

    /** Serves until a shutdown ends the process. */
    void serve() {
        iopubChannel.start(frames -> {});
        stdin.start(decoded(this::inputReply));
        control.start(decoded(message -> handle(message, control, CONTROL.contains(message.type()))));
        requests.start(decoded(queue::add));
        iopub.say(
                Wire.JSON.createObjectNode(),
                "status",
                Wire.JSON.createObjectNode().put("execution_state", "starting"));
        while (true) {
            try {
                Message request = queue.take();
                if (handle(request, requests, true)
                        && request.content().path("stop_on_error").asBoolean(true)) {
                    abortQueued();
                }
            } catch (Throwable e) { // a cell that takes all memory can make any thread fail
                log("shell", e);
            }
        }
    }

    private Consumer<List<byte[]>> decoded(Consumer<Message> receiver) {
        return frames -> {
            try {
                receiver.accept(wire.decode(frames));
            } catch (BadMessage e) {
                log.println("fiftylayers kernel: dropped " + e.getMessage());
            }
        };
    }

    private void inputReply(Message message) {
        try {
            input.reply(message);
        } catch (BadMessage e) {
            log.println("fiftylayers kernel: dropped " + e.getMessage());
        }
    }

    /** Answers a request; returns whether it ran a cell that failed. */
    private boolean handle(Message request, Channel channel, boolean known) {
        iopub.status(request, "busy");
        boolean failed = false;
        try {
            ObjectNode content = known ? answer(request) : unknown(request);
            if (content != null) {
                reply(request, channel, content);
                failed = request.type().equals("execute_request")
                        && content.path("status").asText().equals("error");
            }
        } catch (BadMessage e) {
            log.println("fiftylayers kernel: " + e.getMessage());
            refuse(request, channel, "BadMessage", String.valueOf(e.getMessage()));
        } catch (Throwable e) {
            log(request.type(), e);
            Throwable cause = e.getCause() == null ? e : e.getCause();
            refuse(request, channel, cause.getClass().getName(), String.valueOf(cause.getMessage()));
        }
        iopub.status(request, "idle");
        if (request.type().equals("shutdown_request")) {
            shutDown();
        }
        return failed;
    }

    private @Nullable ObjectNode answer(Message request) throws Exception {
        Content content = Content.of(request);
        return switch (request.type()) {
            case "kernel_info_request" -> KernelInfo.answer();
            case "execute_request" -> execution.run(shell.get(), request);
            case "complete_request" -> Assistance.complete(shell.get(), content);
            case "inspect_request" -> Assistance.inspect(shell.get(), content);
            case "is_complete_request" -> Assistance.completeness(shell.get(), content);
            case "history_request" -> history.answer(content);
            case "comm_info_request" -> comms.info(content);
            case "comm_open" -> {
                comms.refuse(request);
                yield null;
            }
            case "comm_msg" -> {
                CommTable.Callback callback = CommTable.isOvertaken(content, queue) ? null : comms.message(content);
                if (callback != null) {
                    execution.call(shell.get(), callback);
                }
                yield null;
            }
            case "comm_close" -> {
                comms.closed(content);
                yield null;
            }
            case "interrupt_request" -> {
                if (shell.isDone()) {
                    shell.get().interrupt();
                }
                yield Content.ok();
            }
            case "shutdown_request" -> {
                ObjectNode reply = Content.ok().put("restart", content.flag("restart", false));
                iopub.say(request.header(), "shutdown_reply", reply);
                yield reply;
            }
            default -> unknown(request);
        };
    }

    private @Nullable ObjectNode unknown(Message request) {
        log.println("fiftylayers kernel: ignored a message of unknown type " + request.type());
        return null;
    }

    private void refuse(Message request, Channel channel, String name, String message) {
        reply(request, channel, Content.error(name, message, List.of(name + ": " + message)));
    }

    private void reply(Message request, Channel channel, ObjectNode content) {
        if (request.type().endsWith("_request")) {
            String type = request.type().replace("_request", "_reply");
            channel.send(wire.encode(wire.message(request.identities(), type, request.header(), content)));
        }
    }

    /** The cells that wait rely on the one that failed. */
    private void abortQueued() {
        for (Iterator<Message> waiting = queue.iterator(); waiting.hasNext(); ) {
            Message request = waiting.next();
            if (request.type().equals("execute_request")) {
                waiting.remove();
                iopub.status(request, "busy");
                reply(request, requests, Wire.JSON.createObjectNode().put("status", "aborted"));
                iopub.status(request, "idle");
            }
        }
    }

    private void log(String what, Throwable cause) {
        log.println("fiftylayers kernel: " + what + ": " + cause);
    }

    /** Lets the last messages leave, and ends the process, whatever a cell does. */
    private void shutDown() {
        start("deadline", () -> {
            Thread.sleep(FAREWELL_MILLIS);
            Runtime.getRuntime().halt(0);
        });
        start("shutdown", () -> {
            for (Channel channel : List.of(requests, control, stdin, iopubChannel)) {
                channel.close();
                channel.awaitEnd();
            }
            context.term();
            Runtime.getRuntime().exit(0);
        });
    }

    private interface Task {
        void run() throws InterruptedException;
    }

    private void start(String name, Task task) {
        Thread thread = new Thread(
                () -> {
                    try {
                        task.run();
                    } catch (InterruptedException e) {
                        Runtime.getRuntime().halt(1);
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }
}
