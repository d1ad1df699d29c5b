package org.fiftylayers.engine.kernel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.fiftylayers.engine.kernel.client.Channel;
import org.fiftylayers.engine.kernel.client.Exchange;
import org.fiftylayers.engine.kernel.client.KernelClient;
import org.fiftylayers.engine.kernel.client.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a broken or hostile client sends, the next cell runs: {@link RunningKernel} looks after each test. */
class HostileMessagesIT {
    private static final byte[] NOTHING = {};
    private static final List<Channel> REQUESTS = List.of(Channel.SHELL, Channel.CONTROL, Channel.STDIN);

    @RegisterExtension
    static final RunningKernel KERNEL = new RunningKernel();

    @Test
    void messagesWithABadSignatureAreNotAnswered() {
        List<byte[]> good = frames("{\"code\": \"int forged = 1;\"}");
        for (String signature : List.of("", "0".repeat(64), "short", "ä", "0".repeat(100_000))) {
            send(with(good, 1, signature.getBytes(UTF_8)));
        }
        List<byte[]> changed = with(good, 5, "{\"code\": \"int forged = 2;\"}".getBytes(UTF_8));
        send(changed);

        KERNEL.error("forged");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void partsThatAreNoJsonObjects(int part) {
        for (String json : List.of(
                "",
                "{",
                "nonsense",
                "[]",
                "null",
                "3",
                "\"text\"",
                "{\"msg_type\": 3}",
                "{\"msg_type\": null, \"msg_id\": []}",
                "{\"a\": ".repeat(5000),
                "[".repeat(100_000),
                "{\"code\": " + "9".repeat(100_000) + "}",
                "{} {}",
                "\u0000",
                "{\"code\": \"\\ud800\"}")) {
            List<byte[]> parts = new ArrayList<>(parts("{\"code\": \"1\"}"));
            parts.set(part, json.getBytes(UTF_8));
            send(KERNEL.client().wire().encode(parts, List.of()));
        }
        List<byte[]> parts = new ArrayList<>(parts("{\"code\": \"1\"}"));
        parts.set(part, new byte[] {(byte) 0xff, (byte) 0xfe, '{', '}'});
        send(KERNEL.client().wire().encode(parts, List.of()));
    }

    @Test
    void framesThatAreMissingOrTooMany() {
        List<byte[]> good = frames("{\"code\": \"1\"}");
        for (int length = 1; length < good.size(); length++) {
            send(good.subList(0, length));
            send(good.subList(length, good.size()));
        }
        send(List.of(NOTHING));
        send(List.of(NOTHING, NOTHING, NOTHING, NOTHING, NOTHING, NOTHING, NOTHING));
        List<byte[]> many = new ArrayList<>(good);
        for (int i = 0; i < 1000; i++) {
            many.add(NOTHING);
        }
        send(many);
        List<byte[]> twice = new ArrayList<>(good);
        twice.addAll(good);
        send(twice);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "unknown_request",
                "",
                "execute_reply",
                "kernel_info_reply",
                "status",
                "stream",
                "input_request",
                "input_reply",
                "shutdown_reply",
                "interrupt_reply",
                "debug_request",
                "create_subshell_request",
                "toString",
                "../../etc"
            })
    void typesThatAreNoRequests(String type) {
        for (Channel channel : REQUESTS) {
            KERNEL.client().send(channel, type, Map.of("code", "1", "value", "x", "execution_state", "busy"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "execute_request",
                "complete_request",
                "inspect_request",
                "is_complete_request",
                "history_request",
                "comm_info_request",
                "comm_open",
                "comm_msg",
                "comm_close",
                "kernel_info_request",
                "interrupt_request",
                "connect_request"
            })
    void contentsOfTheWrongKind(String type) {
        List<Object> odd = new ArrayList<>(List.of(List.of(), Map.of("a", 1), 3.5, true, -1, "", "text"));
        odd.add(Long.MAX_VALUE);
        List<Exchange> sent = new ArrayList<>();
        for (Object value : odd) {
            Map<String, Object> content = new java.util.HashMap<>();
            for (String field : List.of(
                    "code",
                    "cursor_pos",
                    "detail_level",
                    "silent",
                    "store_history",
                    "user_expressions",
                    "allow_stdin",
                    "stop_on_error",
                    "hist_access_type",
                    "n",
                    "session",
                    "start",
                    "stop",
                    "pattern",
                    "output",
                    "raw",
                    "unique",
                    "comm_id",
                    "target_name",
                    "data")) {
                content.put(field, value);
            }
            sent.add(KERNEL.client().send(Channel.SHELL, type, content));
        }
        sent.add(KERNEL.client().send(Channel.SHELL, type, Map.of()));
        KERNEL.client().request(Channel.CONTROL, "kernel_info_request", Map.of());
        if (type.endsWith("_request") && !type.equals("interrupt_request") && !type.equals("connect_request")) {
            // a front end waits for each of them
            sent.forEach(KERNEL.client()::await);
            sent.forEach(exchange -> assertThat(exchange.status())
                    .as(exchange.toString())
                    .isIn("ok", "error", "aborted", "invalid", "unknown", "incomplete", "complete"));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 3, 1000, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void cursorsOutsideTheCode(int cursor) {
        for (String type : List.of("complete_request", "inspect_request")) {
            Exchange exchange = KERNEL.request(type, Map.of("code", "ab", "cursor_pos", cursor, "detail_level", 0));
            assertThat(exchange.status()).isIn("ok", "error");
        }
    }

    @Test
    void requestsOnTheWrongChannel() {
        KERNEL.client().send(Channel.STDIN, "execute_request", Map.of("code", "int astray = 1;"));
        KERNEL.client().send(Channel.STDIN, "shutdown_request", Map.of("restart", false));
        KERNEL.client().send(Channel.STDIN, "input_reply", Map.of("value", "nobody asked"));
        KERNEL.client().listen(Duration.ofMillis(200));

        assertThat(KERNEL.client().process().isAlive()).isTrue();
        KERNEL.error("astray");
    }

    @Test
    void randomBytes() {
        Random random = new Random(4);
        for (int i = 0; i < 300; i++) {
            List<byte[]> frames = new ArrayList<>();
            for (int k = random.nextInt(9) + 1; k > 0; k--) {
                byte[] frame = new byte[random.nextInt(200)];
                random.nextBytes(frame);
                frames.add(frame);
            }
            send(frames);
        }
        KERNEL.client().sendRaw(Channel.HEARTBEAT, List.of(new byte[1000], NOTHING, new byte[1]));
        KERNEL.client().beat();
    }

    @Test
    void damagedMessages() {
        Random random = new Random(5);
        List<byte[]> good = frames("{\"code\": \"int damaged = 1;\"}");
        for (int i = 0; i < 300; i++) {
            int at = random.nextInt(good.size());
            byte[] frame = good.get(at).clone();
            frame[random.nextInt(frame.length)] ^= (byte) (1 + random.nextInt(255));
            send(with(good, at, frame));
        }
        KERNEL.error("damaged");
    }

    @Test
    void hugeFrames() {
        byte[] huge = new byte[64 << 20];
        Arrays.fill(huge, (byte) 'x');
        KERNEL.client().sendRaw(Channel.SHELL, List.of(huge));
        KERNEL.client().sendRaw(Channel.CONTROL, with(frames("{}"), 1, huge));

        // nobody writes one as long as this, but a generator might
        assertThat(KERNEL.runWell("// " + "x".repeat(30 << 20) + "\n40 + 2").result())
                .isEqualTo("42");
    }

    /** Anybody on this machine may connect; only who knows the key is to be listened to. */
    @ParameterizedTest
    @EnumSource
    void strangersAtThePort(Channel channel) throws IOException {
        byte[] noise = new byte[10_000];
        new Random(6).nextBytes(noise);
        for (byte[] bytes : List.of(NOTHING, "GET / HTTP/1.1\r\n\r\n".getBytes(UTF_8), noise, endlessFrame())) {
            try (Socket socket = new Socket(
                    InetAddress.getLoopbackAddress(),
                    KERNEL.client().connection().port(channel))) {
                OutputStream out = socket.getOutputStream();
                out.write(bytes);
                out.flush();
                KERNEL.client().listen(Duration.ofMillis(50));
            } catch (java.net.SocketException e) {
                // closed by the kernel, which is fine
            }
        }
    }

    /** ZeroMQ's greeting, a ready command, and the head of a frame of 2^62 bytes. */
    private static byte[] endlessFrame() {
        byte[] ready = {
            4, 26, 5, 'R', 'E', 'A', 'D', 'Y', 11, 'S', 'o', 'c', 'k', 'e', 't', '-', 'T', 'y', 'p', 'e', 0, 0, 0, 6,
            'D', 'E', 'A', 'L', 'E', 'R'
        };
        ready[1] = (byte) (ready.length - 2);
        ByteBuffer bytes = ByteBuffer.allocate(64 + ready.length + 9 + 100);
        bytes.put((byte) 0xff).put(new byte[8]).put((byte) 0x7f).put((byte) 3).put((byte) 0);
        bytes.put("NULL".getBytes(UTF_8)).position(64);
        bytes.put(ready).put((byte) 2).putLong(1L << 62);
        return bytes.array();
    }

    @Test
    void aClientThatLeavesInTheMiddle() {
        Message request = KERNEL.client().message(Channel.SHELL, "execute_request", Map.of("code", "1"));
        for (int i = 0; i < 5; i++) {
            try (var context = new org.zeromq.ZContext()) {
                var socket = context.createSocket(org.zeromq.SocketType.DEALER);
                socket.connect("tcp://127.0.0.1:" + KERNEL.client().connection().port(Channel.SHELL));
                for (byte[] frame : KERNEL.client().wire().encode(request)) {
                    socket.send(frame, org.zeromq.ZMQ.SNDMORE);
                }
            }
        }
    }

    @Test
    void anotherClientIsServedAsWell() {
        KernelClient client = KERNEL.client();
        try (var context = new org.zeromq.ZContext()) {
            var socket = context.createSocket(org.zeromq.SocketType.DEALER);
            socket.setReceiveTimeOut(30_000);
            socket.setHandshakeIvl(1000); // JeroMQ's connecting end may miss the first handshake, see client.Sockets
            socket.connect("tcp://127.0.0.1:" + client.connection().port(Channel.SHELL));
            List<byte[]> frames = client.wire().encode(client.message(Channel.SHELL, "kernel_info_request", Map.of()));
            for (int i = 0; i < frames.size(); i++) {
                socket.send(frames.get(i), i < frames.size() - 1 ? org.zeromq.ZMQ.SNDMORE : 0);
            }

            assertThat(socket.recvStr()).isEqualTo("<IDS|MSG>");
        }
    }

    private static List<byte[]> parts(String content) {
        Message request = KERNEL.client().message(Channel.SHELL, "execute_request", Map.of());
        return List.of(
                request.header().toString().getBytes(UTF_8),
                "{}".getBytes(UTF_8),
                "{}".getBytes(UTF_8),
                content.getBytes(UTF_8));
    }

    private static List<byte[]> frames(String content) {
        return KERNEL.client().wire().encode(parts(content), List.of());
    }

    private static List<byte[]> with(List<byte[]> frames, int at, byte[] frame) {
        List<byte[]> changed = new ArrayList<>(frames);
        changed.set(at, frame);
        return changed;
    }

    private static void send(List<byte[]> frames) {
        REQUESTS.forEach(channel -> KERNEL.client().sendRaw(channel, frames));
    }
}
