package org.fiftylayers.engine.kernel.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/** The client's end of the five channels, for one thread. */
final class Sockets {
    private static final int RECONNECT_MILLIS = 10;
    /**
     * When to connect once more because nothing has come. JeroMQ 0.6 sometimes forgets to watch a socket that it has just
     * connected (its pull request 1022): one in about fifty, and what is sent there waits for this long.
     */
    private static final int HANDSHAKE_MILLIS = 1000;

    private final ZContext context = new ZContext();
    private final Map<Channel, ZMQ.Socket> sockets = new EnumMap<>(Channel.class);
    private final ZMQ.Poller poller;

    Sockets(ConnectionFile connection, String identity) {
        for (Channel channel : Channel.values()) {
            ZMQ.Socket socket = context.createSocket(channel.type);
            socket.setHWM(0); // none is dropped, however much a cell prints
            socket.setReconnectIVL(RECONNECT_MILLIS);
            socket.setHandshakeIvl(HANDSHAKE_MILLIS);
            switch (channel) {
                case IOPUB -> socket.subscribe(ZMQ.SUBSCRIPTION_ALL);
                case HEARTBEAT -> {
                    socket.setReqRelaxed(true);
                    socket.setReqCorrelate(false);
                }
                // A question on stdin comes to the identity that sent the request.
                default -> socket.setIdentity(identity.getBytes(UTF_8));
            }
            socket.connect(connection.address(channel));
            sockets.put(channel, socket);
        }
        poller = context.createPoller(sockets.size());
        sockets.values().forEach(socket -> poller.register(socket, ZMQ.Poller.POLLIN));
    }

    void send(Channel channel, List<byte[]> frames) {
        ZMQ.Socket socket = socket(channel);
        for (Iterator<byte[]> rest = frames.iterator(); rest.hasNext(); ) {
            byte[] frame = rest.next();
            if (!socket.send(frame, rest.hasNext() ? ZMQ.SNDMORE : 0)) {
                throw new KernelException("a message of " + frames.size() + " frames could not be sent on " + channel);
            }
        }
    }

    /** Waits for messages, and hands over all that are there. */
    void receive(long millis, BiConsumer<Channel, List<byte[]>> taker) {
        if (poller.poll(Math.max(1, millis)) <= 0) {
            return;
        }
        sockets.forEach((channel, socket) -> {
            while ((socket.getEvents() & ZMQ.Poller.POLLIN) != 0) {
                List<byte[]> frames = new ArrayList<>(List.of(socket.recv()));
                while (socket.hasReceiveMore()) {
                    frames.add(socket.recv());
                }
                taker.accept(channel, frames);
            }
        });
    }

    void close() {
        poller.close();
        context.close();
    }

    private ZMQ.Socket socket(Channel channel) {
        ZMQ.Socket socket = sockets.get(channel);
        if (socket == null) {
            throw new IllegalArgumentException("no socket for " + channel);
        }
        return socket;
    }
}
