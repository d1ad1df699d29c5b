package org.fiftylayers.engine.kernel;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.fiftylayers.engine.shell.Shell;
import org.jspecify.annotations.Nullable;

/** Receives requests, has them run one after the other, and answers them. */
final class Kernel {
    /** What is answered while a cell runs. */
    private static final Set<String> CONTROL =
            Set.of("kernel_info_request", "interrupt_request", "shutdown_request", "comm_info_request");

    /** A front end that runs all cells has sent the next one by then. */
    private static final int QUIET_MILLIS = 250;

    /** How long the last messages may take to leave before the process ends anyway. */
    private static final int FAREWELL_MILLIS = 800;

    private final CompletableFuture<Shell> shell;
    private final long readyBy;
    private final Log log;
    private final Sockets sockets;
    private final Wire wire;
    private final Iopub iopub;
    private final Input input;
    private final CommTable comms;
    private final History history = new History();
    private final Execution execution;
    private final LinkedBlockingQueue<Message> queue = new LinkedBlockingQueue<>();
    private final WarmUp warmUp;

    /**
     * Opens the sockets.
     *
     * @param shell where cells will run; requests that need it wait for it
     * @param readyBy when to answer even if there is no shell yet, by {@link System#nanoTime}
     * @throws KernelException if a port is taken
     */
    Kernel(Connection connection, CompletableFuture<Shell> shell, long readyBy, Log log) throws KernelException {
        this.shell = shell;
        this.readyBy = readyBy;
        this.log = log;
        wire = new Wire(new Signature(connection.key()));
        warmUp = new WarmUp(wire);
        sockets = new Sockets(connection, log);
        iopub = new Iopub(wire, sockets.iopub);
        input = new Input(wire, sockets.stdin);
        comms = new CommTable(iopub);
        execution = new Execution(iopub, input, comms, history);
    }

    /** Serves until a shutdown ends the process. */
    void serve() {
        sockets.iopub.start(frames -> {});
        start(sockets.stdin, this::inputReply);
        start(sockets.control, message -> handle(message, sockets.control, CONTROL.contains(message.type())));
        start(sockets.shell, queue::add);
        iopub.say(
                Wire.JSON.createObjectNode(),
                "status",
                Wire.JSON.createObjectNode().put("execution_state", "starting"));
        awaitShell();
        while (true) {
            try {
                handle(next(), sockets.shell, true);
            } catch (Throwable e) {
                log.problem("shell", e);
            }
        }
    }

    /** The next request; until it comes, there is time to get faster. */
    private Message next() throws InterruptedException, BadMessage {
        Message request = queue.poll(QUIET_MILLIS, TimeUnit.MILLISECONDS);
        Shell open = shell.getNow(null);
        while (request == null && open != null && !warmUp.isOver()) {
            warmUp.step(open);
            request = queue.poll();
        }
        return request == null ? queue.take() : request;
    }

    /**
     * A front end takes the first answer as a sign that cells run: better a bit later than a first cell that waits. The
     * messages of that cell would else take longer than the cell.
     */
    private void awaitShell() {
        try {
            warmUp.messages();
            shell.get(readyBy - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (BadMessage | InterruptedException | ExecutionException | TimeoutException e) {
            // each request that needs it waits for it, or says why
        }
    }

    private void start(Channel channel, Consumer<Message> receiver) {
        channel.start(frames -> {
            try {
                receiver.accept(wire.decode(frames));
            } catch (BadMessage e) {
                log.say("dropped " + e.getMessage());
                Message request = e.request();
                if (request != null) {
                    iopub.status(request, "busy");
                    refuse(request, channel, "BadMessage", String.valueOf(e.getMessage()));
                    iopub.status(request, "idle");
                }
            }
        });
    }

    private void inputReply(Message message) {
        try {
            input.reply(message);
        } catch (BadMessage e) {
            log.say("dropped " + e.getMessage());
        }
    }

    private void handle(Message request, Channel channel, boolean known) {
        iopub.status(request, "busy");
        List<Message> behindAFailure = List.of();
        try {
            ObjectNode content = known ? answer(request) : unknown(request);
            if (content != null) {
                if (stopsOthers(request, content)) {
                    behindAFailure = takeQueuedCells(); // before the reply: who reads it may send a cell that is to run
                }
                reply(request, channel, content);
            }
        } catch (BadMessage e) {
            log.say(String.valueOf(e.getMessage()));
            refuse(request, channel, "BadMessage", String.valueOf(e.getMessage()));
        } catch (Throwable e) {
            log.problem(request.type(), e);
            Throwable cause = e.getCause() == null ? e : e.getCause();
            refuse(request, channel, cause.getClass().getName(), String.valueOf(cause.getMessage()));
        }
        iopub.status(request, "idle");
        behindAFailure.forEach(this::abort);
        if (request.type().equals("shutdown_request")) {
            shutDown();
        }
    }

    private static boolean stopsOthers(Message request, ObjectNode reply) {
        return request.type().equals("execute_request")
                && reply.path("status").asText().equals("error")
                && request.content().path("stop_on_error").asBoolean(true);
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
                CommTable.Callback callback =
                        CommTable.isOvertaken(content, queue) ? null : comms.message(request, content);
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
        log.say("ignored a message of unknown type " + request.type());
        return null;
    }

    private void refuse(Message request, Channel channel, String name, String message) {
        ObjectNode content = Content.error(name, message, List.of(name + ": " + message));
        if (request.type().equals("execute_request")) { // of whose reply front ends show nothing
            iopub.say(request.header(), "error", content.deepCopy().without("status"));
        }
        reply(request, channel, content);
    }

    private void reply(Message request, Channel channel, ObjectNode content) {
        if (request.type().endsWith("_request")) {
            String type = request.type().replace("_request", "_reply");
            channel.send(wire.encode(wire.message(request.identities(), type, request.header(), content)));
        }
    }

    /** The cells that wait rely on the one that failed. */
    private List<Message> takeQueuedCells() {
        List<Message> cells = queue.stream()
                .filter(request -> request.type().equals("execute_request"))
                .toList();
        queue.removeAll(cells);
        return cells;
    }

    private void abort(Message request) {
        iopub.status(request, "busy");
        reply(request, sockets.shell, Wire.JSON.createObjectNode().put("status", "aborted"));
        iopub.status(request, "idle");
    }

    /** Lets the last messages leave, and ends the process, whatever a cell does. */
    private void shutDown() {
        start("deadline", () -> {
            Thread.sleep(FAREWELL_MILLIS);
            Runtime.getRuntime().halt(0);
        });
        start("shutdown", () -> {
            sockets.close();
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
