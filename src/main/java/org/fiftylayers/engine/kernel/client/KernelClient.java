package org.fiftylayers.engine.kernel.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** A kernel that runs, and the one front end that is connected to it. For one thread at a time. */
public final class KernelClient implements AutoCloseable {
    private static final Duration SLICE = Duration.ofMillis(100);
    /** How long a kernel may take to end when it is told to: it needs a tenth of a second of processor time. */
    private static final Duration END = Duration.ofSeconds(5);

    private final String session = UUID.randomUUID().toString();
    private final ConnectionFile connection;
    private final KernelProcess process;
    private final Sockets sockets;
    private final Wire wire;
    private final Map<String, Exchange> exchanges = new HashMap<>();
    private final List<Message> others = new ArrayList<>();
    private Duration limit = Duration.ofSeconds(30);
    private int heartbeats;

    private KernelClient(ConnectionFile connection, Launch launch) {
        this.connection = connection;
        wire = new Wire(connection.key());
        process = KernelProcess.start(launch, connection);
        sockets = new Sockets(connection, session);
    }

    /**
     * Starts a kernel and waits until it answers and its output arrives.
     *
     * @param limit how long that may take
     * @throws KernelException if the process cannot be started, ends, or does not answer; has what it wrote
     */
    public static KernelClient start(Launch launch, Duration limit) {
        KernelClient client = new KernelClient(ConnectionFile.withFreePorts(), launch);
        try {
            client.awaitReady(limit);
            return client;
        } catch (RuntimeException e) {
            client.destroy();
            throw e;
        }
    }

    /** Sets how long every other method waits before it fails: 30 seconds at first. */
    public void setLimit(Duration limit) {
        this.limit = limit;
    }

    /** Runs a cell to its end. */
    public Exchange execute(String code) {
        return execute(code, Map.of());
    }

    /**
     * Runs a cell to its end.
     *
     * @param more fields of the request that are not as usual, such as {@code silent}
     * @param answers what to answer when it asks for input, in order
     */
    public Exchange execute(String code, Map<String, ?> more, String... answers) {
        Exchange exchange = submit(code, more);
        Deque<String> left = new ArrayDeque<>(List.of(answers));
        until(
                "the end of the cell: " + brief(code),
                () -> {
                    while (!left.isEmpty() && !exchange.questions().isEmpty()) {
                        answer(exchange, left.remove());
                    }
                    return exchange.isAnswered() && exchange.isIdle();
                },
                limit);
        return exchange;
    }

    /** Sends a cell and does not wait for it. */
    public Exchange submit(String code, Map<String, ?> more) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("code", code);
        content.put("silent", false);
        content.put("store_history", true);
        content.put("user_expressions", Map.of());
        content.put("allow_stdin", true);
        content.put("stop_on_error", true);
        content.putAll(more);
        return send(Channel.SHELL, "execute_request", content);
    }

    /** Sends a request and waits for its reply and the idle status. */
    public Exchange request(Channel channel, String type, Map<String, ?> content) {
        return await(send(channel, type, content));
    }

    /** Sends a message and does not wait for anything. */
    public Exchange send(Channel channel, String type, Map<String, ?> content) {
        Exchange exchange = new Exchange(message(channel, type, content));
        exchanges.put(exchange.request().id(), exchange);
        sockets.send(channel, wire.encode(exchange.request()));
        return exchange;
    }

    /** Sends any frames, valid or not. */
    public void sendRaw(Channel channel, List<byte[]> frames) {
        sockets.send(channel, frames);
    }

    /** A message as this client would send it. */
    public Message message(Channel channel, String type, Map<String, ?> content) {
        Map<String, Object> header = new LinkedHashMap<>();
        header.put("msg_id", UUID.randomUUID().toString());
        header.put("msg_type", type);
        header.put("username", "reader");
        header.put("session", session);
        header.put("date", Instant.now().toString());
        header.put("version", "5.4");
        JsonNode none = wire.tree(Map.of());
        return new Message(channel, wire.tree(header), none, none, wire.tree(content), List.of());
    }

    /** How messages become frames, with this kernel's key. */
    public Wire wire() {
        return wire;
    }

    /** Waits for the reply to a request, and for the idle status. */
    public Exchange await(Exchange exchange) {
        return await(exchange, limit);
    }

    /** Waits for the reply to a request and for the idle status, no longer than the limit. */
    public Exchange await(Exchange exchange, Duration limit) {
        until(
                "the reply to " + exchange.request().type() + " and idle",
                () -> exchange.isAnswered() && exchange.isIdle(),
                limit);
        return exchange;
    }

    /** Waits until something has been published for a request. */
    public void awaitPublished(Exchange exchange, String what, Predicate<Message> wanted) {
        until(what, () -> exchange.published().stream().anyMatch(wanted), limit);
    }

    /** Waits until the running cell asks for input, and returns its question. */
    public Message awaitQuestion(Exchange exchange) {
        until("a question on stdin", () -> !exchange.questions().isEmpty(), limit);
        return exchange.questions().element();
    }

    /** Answers the oldest question of a running cell. */
    public void answer(Exchange exchange, String value) {
        Message question = exchange.questions().remove();
        Message reply = message(Channel.STDIN, "input_reply", Map.of("status", "ok", "value", value));
        sockets.send(
                Channel.STDIN,
                wire.encode(new Message(
                        Channel.STDIN,
                        reply.header(),
                        question.header(),
                        reply.metadata(),
                        reply.content(),
                        List.of())));
    }

    /** Waits until something comes that belongs to no request of this client. */
    public Message awaitOther(String what, Predicate<Message> wanted) {
        until(what, () -> others.stream().anyMatch(wanted), limit);
        return others.stream().filter(wanted).findFirst().orElseThrow();
    }

    /** Takes in whatever comes during this time. */
    public void listen(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
            receive(Duration.ofNanos(left));
        }
    }

    /** Asks the running cell to stop, and waits for the reply to that. */
    public Exchange interrupt() {
        return request(Channel.CONTROL, "interrupt_request", Map.of());
    }

    /** Sends a beat and waits for it to come back. */
    public void beat() {
        int before = heartbeats;
        sockets.send(Channel.HEARTBEAT, List.of("ping".getBytes(UTF_8)));
        until("the heartbeat", () -> heartbeats > before, limit);
    }

    /** Tells the kernel to end, waits until its process has, and starts it again with the same connection file. */
    public void restart() {
        Exchange shutdown = shutdown(true);
        process.startAgain();
        exchanges.remove(shutdown.request().id());
        awaitReady(limit);
    }

    /**
     * Tells the kernel to end, and waits until its process has.
     *
     * @param restart what the request says: whether a new one will be started
     */
    public Exchange shutdown(boolean restart) {
        Exchange exchange = send(Channel.CONTROL, "shutdown_request", Map.of("restart", restart));
        long end = System.nanoTime() + END.toNanos();
        while (process.process().isAlive() || !exchange.isAnswered()) {
            if (System.nanoTime() > end) {
                throw new KernelException("after shutdown_request the kernel "
                        + (exchange.isAnswered() ? "did not end" : "did not answer") + " within " + END.toSeconds()
                        + " s" + log());
            }
            receive(SLICE);
        }
        return exchange;
    }

    /** The kernel's process. */
    public Process process() {
        return process.process();
    }

    /** Where it listens. */
    public ConnectionFile connection() {
        return connection;
    }

    /** Ends the kernel, by force if it does not listen, and leaves nothing behind. */
    @Override
    public void close() {
        try {
            if (process.process().isAlive()) {
                send(Channel.CONTROL, "shutdown_request", Map.of("restart", false));
                boolean unused = process.ends(END);
            }
        } finally {
            destroy();
        }
    }

    private void destroy() {
        try {
            sockets.close();
        } finally {
            process.close();
        }
    }

    private void awaitReady(Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        List<Exchange> asked = new ArrayList<>();
        // Output is lost until the subscription has arrived: ask again until the answer comes on both channels.
        while (asked.stream().noneMatch(exchange -> exchange.isAnswered() && exchange.isIdle())) {
            asked.add(send(Channel.SHELL, "kernel_info_request", Map.of()));
            until(
                    "the reply to kernel_info_request",
                    () -> asked.stream().anyMatch(Exchange::isAnswered),
                    Duration.ofNanos(end - System.nanoTime()));
            listen(Duration.ofMillis(5));
        }
    }

    private void until(String awaited, BooleanSupplier done, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        while (!done.getAsBoolean()) {
            if (!process.process().isAlive()) {
                receive(SLICE);
                if (done.getAsBoolean()) {
                    return;
                }
                throw new KernelException("the kernel ended with status "
                        + process.process().exitValue() + "; awaited was " + awaited + log());
            }
            if (System.nanoTime() > end) {
                throw new KernelException("the kernel did not send " + awaited + " within "
                        + Math.round(limit.toMillis() / 100.0) / 10.0 + " s" + log());
            }
            receive(SLICE);
        }
    }

    private void receive(Duration time) {
        sockets.receive(time.toMillis(), (channel, frames) -> {
            if (channel == Channel.HEARTBEAT) {
                heartbeats++;
                return;
            }
            Message message = wire.decode(channel, frames);
            Exchange exchange = exchanges.get(message.parentId());
            if (exchange != null) {
                exchange.add(message);
            } else {
                others.add(message);
            }
        });
    }

    private String log() {
        String tail = process.tail();
        return tail.isEmpty() ? "; it wrote nothing" : "; it wrote:\n" + tail;
    }

    private static String brief(String text) {
        return text.length() <= 80 ? text : text.substring(0, 80) + "…";
    }
}
