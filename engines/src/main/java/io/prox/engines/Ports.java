package io.prox.engines;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;

/// Ports of the loopback address, the only one that the engines listen on.
final class Ports {
    static final String HOST = "127.0.0.1";

    /// How often to start an engine on another port when somebody was quicker to take the one that
    /// was free.
    static final int ATTEMPTS = 3;

    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(1);

    private Ports() {}

    /// @param wanted a port, or 0 for any that is free now
    /// @throws EnginesException if the wanted one is taken
    static int choose(Engine engine, int wanted) {
        try (var socket = new ServerSocket(wanted, 1, loopback())) {
            return socket.getLocalPort();
        } catch (IOException taken) {
            throw new EnginesException(
                    "%s cannot listen on port %d of %s (%s); stop the program that uses it, or choose another port (0 takes a free one)"
                            .formatted(engine, wanted, HOST, taken.getMessage()),
                    taken);
        }
    }

    /// Whether somebody listens there.
    static boolean isOpen(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(loopback(), port), (int) CONNECT_LIMIT.toMillis());
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    private static InetAddress loopback() {
        return InetAddress.ofLiteral(HOST);
    }
}
