package org.fiftylayers.engine.kernel.client;

import org.zeromq.SocketType;

/** A kernel's sockets, and what a client connects to each of them. */
public enum Channel {
    SHELL("shell_port", SocketType.DEALER),
    IOPUB("iopub_port", SocketType.SUB),
    STDIN("stdin_port", SocketType.DEALER),
    CONTROL("control_port", SocketType.DEALER),
    HEARTBEAT("hb_port", SocketType.REQ);

    final String port;
    final SocketType type;

    Channel(String port, SocketType type) {
        this.port = port;
        this.type = type;
    }
}
