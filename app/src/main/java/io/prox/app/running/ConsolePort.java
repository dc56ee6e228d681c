package io.prox.app.running;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/// Finds the port of the console on the loopback address.
public final class ConsolePort {
    private static final int USUAL = 8080;

    private ConsolePort() {}

    /// The usual port, or where that is taken any free one: 0.
    public static int usualOrFree() {
        return isFree(USUAL) ? USUAL : 0;
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
