package org.fiftylayers.engine.kernel;

import org.zeromq.SocketType;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;
import org.zeromq.ZMsg;

/** Sends back what it gets, which tells a front end that the kernel lives. Ends with its context. */
final class Heartbeat implements Runnable {
    private final ZMQ.Socket socket;
    private final Log log;

    private Heartbeat(ZMQ.Socket socket, Log log) {
        this.socket = socket;
        this.log = log;
    }

    static void start(ZMQ.Context context, String address, Log log) throws KernelException {
        ZMQ.Socket socket = context.socket(SocketType.ROUTER); // unlike a REP, has no state that a stranger could spoil
        socket.setLinger(0);
        Channel.bind(socket, "heartbeat", address);
        Thread thread = new Thread(new Heartbeat(socket, log), "heartbeat");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void run() {
        while (true) {
            try {
                ZMsg beat = ZMsg.recvMsg(socket);
                if (beat != null) {
                    beat.send(socket);
                }
            } catch (ZMQException e) {
                break; // the context has ended
            } catch (Throwable e) {
                log.problem("heartbeat", e);
            }
        }
        socket.close();
    }
}
