package org.fiftylayers.engine.kernel;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;

/**
 * A socket with the one thread that may touch it. Whatever others send waits in a queue.
 *
 * <p>Senders wake the thread through a {@link Selector}, which is safe also where the sender is a cell's thread that is
 * being interrupted; the pipes that ZeroMQ itself uses are closed by that.
 */
final class Channel {
    /** How many bytes wait here for a slow reader before cells that print must wait as well. */
    private static final long ROOM = 8 << 20;
    /** How many messages wait in the socket, for each reader. */
    private static final int HIGH_WATER = 200;
    /** How long one stuck reader may hold up the others, and the cell. */
    private static final int PATIENCE_MILLIS = 5000;

    private static final int LINGER_MILLIS = 400;
    /** How long a port may still be taken: a front end that restarts a kernel gives it the ports of the last one. */
    private static final long TAKEN_NANOS = 2_000_000_000;

    private static final long RETRY_NANOS = 50_000_000;

    private final ZMQ.Socket socket;
    private final Selector selector;
    private final Log log;
    private final String name;
    private final Deque<List<byte[]>> waiting = new ArrayDeque<>();
    private long bytesWaiting;
    private volatile boolean closing;
    private volatile @Nullable Thread thread;
    private boolean patient = true;

    private Channel(String name, ZMQ.Socket socket, Selector selector, Log log) {
        this.name = name;
        this.socket = socket;
        this.selector = selector;
        this.log = log;
    }

    /**
     * Opens a socket at an address. What arrives there waits until {@link #start}.
     *
     * @throws KernelException if the address stays taken or is wrong
     */
    static Channel open(String name, ZMQ.Context context, SocketType type, String address, Log log)
            throws KernelException {
        ZMQ.Socket socket = context.socket(type);
        socket.setLinger(LINGER_MILLIS);
        if (type == SocketType.ROUTER) {
            socket.setRouterHandover(true); // a front end that comes back under its old name gets its replies
        } else {
            socket.setHWM(HIGH_WATER);
            socket.setXpubNoDrop(true);
        }
        bind(socket, name, address);
        try {
            Selector selector = Selector.open();
            socket.getFD().register(selector, SelectionKey.OP_READ);
            return new Channel(name, socket, selector, log);
        } catch (IOException e) {
            throw new KernelException(name + " channel: " + e);
        }
    }

    static void bind(ZMQ.Socket socket, String name, String address) throws KernelException {
        long end = System.nanoTime() + TAKEN_NANOS;
        while (true) {
            try {
                socket.bind(address);
                return;
            } catch (ZMQException | IllegalArgumentException e) {
                boolean taken =
                        e instanceof ZMQException problem && problem.getErrorCode() == ZMQ.Error.EADDRINUSE.getCode();
                if (!taken || System.nanoTime() > end) {
                    throw new KernelException(name + " channel: cannot listen at " + address + ": " + e.getMessage()
                            + "; another process may use the port: start the kernel anew");
                }
                LockSupport.parkNanos(RETRY_NANOS);
            }
        }
    }

    /** Begins to send and receive; the receiver gets the frames of each message, on the channel's thread. */
    void start(Consumer<List<byte[]>> receiver) {
        Thread started = new Thread(() -> run(receiver), name + " channel");
        started.setDaemon(true);
        started.start();
        thread = started;
    }

    /** Sends a message soon. */
    void send(List<byte[]> frames) {
        synchronized (waiting) {
            waiting.add(frames);
            bytesWaiting += size(frames);
        }
        selector.wakeup();
    }

    /** Sends a message when those before it have mostly left: who produces much must wait until it is read. */
    void sendInTurn(List<byte[]> frames) {
        boolean interrupted = false;
        synchronized (waiting) {
            while (bytesWaiting > ROOM && !closing) {
                try {
                    waiting.wait();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        send(frames);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the channel when everything has been sent that waits. */
    void close() {
        closing = true;
        selector.wakeup();
    }

    void awaitEnd() throws InterruptedException {
        Thread started = thread;
        if (started != null) {
            started.join();
        }
    }

    private void run(Consumer<List<byte[]>> receiver) {
        while (true) {
            try {
                boolean received = receive(receiver);
                boolean sent = transmit();
                if (!received && !sent) {
                    if (closing) {
                        break;
                    }
                    selector.select();
                    selector.selectedKeys().clear();
                }
            } catch (Throwable e) {
                log.problem(name, e);
            }
        }
        socket.close();
    }

    private boolean receive(Consumer<List<byte[]>> receiver) {
        if ((socket.getEvents() & ZMQ.Poller.POLLIN) == 0) {
            return false;
        }
        List<byte[]> frames = new ArrayList<>();
        do {
            byte @Nullable [] frame = socket.recv();
            if (frame != null) {
                frames.add(frame);
            }
        } while (socket.hasReceiveMore());
        receiver.accept(frames);
        return true;
    }

    private boolean transmit() {
        List<byte[]> frames;
        synchronized (waiting) {
            frames = waiting.poll();
            if (frames == null) {
                return false;
            }
            bytesWaiting -= size(frames);
            waiting.notifyAll();
        }
        int last = frames.size() - 1;
        for (int i = 0; i <= last; i++) {
            int more = i < last ? ZMQ.SNDMORE : 0;
            if (i == 0) {
                sendFirst(frames.get(i), more);
            } else {
                socket.send(frames.get(i), more); // a message that has begun is never refused
            }
        }
        return true;
    }

    /** Waits for a reader that is slow, but not for ever: for one that is stuck, messages are then dropped. */
    private void sendFirst(byte[] frame, int more) {
        socket.setSendTimeOut(patient ? PATIENCE_MILLIS : 0);
        patient = socket.send(frame, more);
        if (!patient) {
            socket.setXpubNoDrop(false);
            socket.send(frame, more);
            socket.setXpubNoDrop(true);
        }
    }

    private static long size(List<byte[]> frames) {
        long size = 0;
        for (byte[] frame : frames) {
            size += frame.length;
        }
        return size;
    }
}
