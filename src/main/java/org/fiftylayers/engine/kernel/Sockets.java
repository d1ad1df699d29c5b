package org.fiftylayers.engine.kernel;

import java.util.List;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

/** Where a kernel listens: a socket for each of the protocol's channels. */
final class Sockets {
    final Channel shell;
    final Channel control;
    final Channel iopub;
    final Channel stdin;
    private final ZMQ.Context context = ZMQ.context(1);

    /**
     * Opens them all.
     *
     * @throws KernelException if a port is taken
     */
    Sockets(Connection connection, Log log) throws KernelException {
        context.setThreadFactor((task, name) -> persistent(task, name, log));
        iopub = Channel.open("iopub", context, SocketType.PUB, connection.address(connection.iopub()), log);
        stdin = Channel.open("stdin", context, SocketType.ROUTER, connection.address(connection.stdin()), log);
        control = Channel.open("control", context, SocketType.ROUTER, connection.address(connection.control()), log);
        shell = Channel.open("shell", context, SocketType.ROUTER, connection.address(connection.shell()), log);
        Heartbeat.start(context, connection.address(connection.heartbeat()), log);
    }

    /** One of ZeroMQ's own threads. An error ends its loop, though the loop can go on: a cell may have taken all memory. */
    private static Thread persistent(Runnable task, String name, Log log) {
        Thread thread = new Thread(
                () -> {
                    while (true) {
                        try {
                            task.run();
                            return;
                        } catch (Error e) {
                            log.problem(name, e);
                        }
                    }
                },
                name);
        thread.setDaemon(true);
        return thread;
    }

    /** Closes them when what waits has left, or after a moment if nobody takes it. */
    void close() throws InterruptedException {
        for (Channel channel : List.of(shell, control, stdin, iopub)) {
            channel.close();
            channel.awaitEnd();
        }
        context.term();
    }
}
