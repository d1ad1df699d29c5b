package org.fiftylayers.engine.kernel.client;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;

/**
 * Where a kernel listens, and the key that signs what is said.
 *
 * @param key of HMAC-SHA256
 * @param ports on 127.0.0.1
 */
public record ConnectionFile(String key, Map<Channel, Integer> ports) {
    private static final String HOST = "127.0.0.1";
    /** Below the ports that systems give to outgoing connections: one of those might come before the kernel binds. */
    private static final int LOWEST_PORT = 20_000;

    private static final int HIGHEST_PORT = 32_000;

    public ConnectionFile {
        ports = Map.copyOf(ports);
    }

    /** A new key, and ports that are free just now. */
    public static ConnectionFile withFreePorts() {
        SecureRandom random = new SecureRandom();
        Map<Channel, Integer> ports = new EnumMap<>(Channel.class);
        for (Channel channel : Channel.values()) {
            int port;
            do {
                port = random.nextInt(LOWEST_PORT, HIGHEST_PORT);
            } while (ports.containsValue(port) || !isFree(port));
            ports.put(channel, port);
        }
        return new ConnectionFile(UUID.randomUUID().toString(), ports);
    }

    /** Whether a kernel could listen at this port of 127.0.0.1. */
    public static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** The port of a channel. */
    public int port(Channel channel) {
        Integer port = ports.get(channel);
        if (port == null) {
            throw new IllegalArgumentException("no port for " + channel + " among " + ports);
        }
        return port;
    }

    String address(Channel channel) {
        return "tcp://" + HOST + ":" + port(channel);
    }

    /** Writes the file as Jupyter does. */
    public void write(Path file) throws IOException {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("ip", HOST).put("transport", "tcp").put("key", key).put("signature_scheme", "hmac-sha256");
        for (Channel channel : Channel.values()) {
            json.put(channel.port, port(channel));
        }
        Files.writeString(file, json.toPrettyString());
    }
}
