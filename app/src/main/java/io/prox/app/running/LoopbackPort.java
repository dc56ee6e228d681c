package io.prox.app.running;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/// Finds ports on the loopback address, so that installations on one machine do not stand in each
/// other's way.
public final class LoopbackPort {
    /// Where the console is looked for.
    public static final int CONSOLE = 8080;

    /// Where health and metrics are looked for.
    public static final int OPERATIONS = 8181;

    private LoopbackPort() {}

    /// The usual port, or where that is taken any free one: 0.
    public static int usualOrFree(int usual) {
        return isFree(usual) ? usual : 0;
    }

    public static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
