package org.fiftylayers.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

@Timeout(30)
class ChannelTest {
    /** The kernel before a restart may just be ending. */
    @Test
    void waitsForAPortThatIsStillTaken() throws Exception {
        try (ZContext context = new ZContext()) {
            ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            ZMQ.Socket socket = context.createSocket(SocketType.ROUTER);
            CompletableFuture<Void> bound = CompletableFuture.runAsync(() -> bind(socket, other.getLocalPort()));
            Thread.sleep(200);
            assertThat(bound).isNotDone();

            other.close();
            bound.get(20, TimeUnit.SECONDS);
        }
    }

    @Test
    void saysWhichPortStaysTaken() throws Exception {
        try (ZContext context = new ZContext();
                ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            ZMQ.Socket socket = context.createSocket(SocketType.ROUTER);

            assertThatThrownBy(() -> bind(socket, other.getLocalPort()))
                    .hasMessageContaining(
                            "shell channel: cannot listen at tcp://127.0.0.1:" + other.getLocalPort(),
                            "start the kernel anew");
        }
    }

    private static void bind(ZMQ.Socket socket, int port) {
        try {
            Channel.bind(socket, "shell", "tcp://127.0.0.1:" + port);
        } catch (KernelException e) {
            throw new IllegalStateException(e);
        }
    }
}
