package io.prox.benchmarks.running;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;

/// Lets a journey have a role killed and started again, at the step that it chooses: `POST
/// /kill/scoring` is answered when the role answers again.
public final class Killer implements AutoCloseable {
    private static final String PATH = "/kill/";
    private static final int DONE = 200;
    private static final int FAULT = 500;

    private final HttpServer server;

    /// What kills a role and starts it again.
    @FunctionalInterface
    public interface Kill {
        void role(String name) throws IOException, InterruptedException;
    }

    public Killer(Kill kill) throws IOException {
        this.server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(PATH, exchange -> answer(exchange, kill));
        server.start();
    }

    /// Where it listens, without a slash at its end.
    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private static void answer(HttpExchange exchange, Kill kill) throws IOException {
        try (exchange) {
            int status = DONE;
            String words = "";
            try {
                kill.role(exchange.getRequestURI().getPath().substring(PATH.length()));
            } catch (IOException | RuntimeException failed) {
                status = FAULT;
                words = failed.toString();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                status = FAULT;
            }
            byte[] body = words.getBytes(UTF_8);
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
