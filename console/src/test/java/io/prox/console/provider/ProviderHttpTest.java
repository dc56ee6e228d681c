package io.prox.console.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A provider that would keep ProX busy, or have it ask elsewhere.
class ProviderHttpTest {
    private final ProviderHttp http = new ProviderHttp(ProviderHttp.PATIENCE);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger asked = new AtomicInteger();
    private final CountDownLatch over = new CountDownLatch(1);
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/keys", exchange -> answer(exchange, 200, 2));
        server.createContext("/large", exchange -> answer(exchange, 200, ProviderHttp.MOST_BYTES));
        server.createContext(
                "/larger", exchange -> answer(exchange, 200, ProviderHttp.MOST_BYTES + 1));
        server.createContext(
                "/elsewhere",
                exchange -> {
                    exchange.getResponseHeaders().add("Location", "/keys");
                    answer(exchange, 302, 0);
                });
        server.createContext("/slow", this::beginAndStop);
        server.start();
    }

    @AfterEach
    void stop() {
        over.countDown();
        server.stop(0);
        threads.close();
    }

    private void answer(HttpExchange exchange, int status, int bytes) throws IOException {
        try (exchange) {
            asked.incrementAndGet();
            exchange.sendResponseHeaders(status, bytes == 0 ? -1 : bytes);
            exchange.getResponseBody().write(new byte[bytes]);
        }
    }

    /// Headers and a byte at once, and then nothing more.
    private void beginAndStop(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 100);
        exchange.getResponseBody().write('x');
        exchange.getResponseBody().flush();
        try {
            over.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private URL address(String path) throws IOException {
        return URI.create("http://127.0.0.1:%d%s".formatted(server.getAddress().getPort(), path))
                .toURL();
    }

    @Test
    void readsAnAnswerOfTheLargestSize() throws IOException {
        assertThat(http.retrieveResource(address("/large")).getContent())
                .hasSize(ProviderHttp.MOST_BYTES);
    }

    @Test
    void readsNoLargerOne() {
        assertThatThrownBy(() -> http.retrieveResource(address("/larger")))
                .isInstanceOf(IOException.class);
    }

    @Test
    void waitsForTheWholeAnswerNoLongerThanItMust() {
        var impatient = new ProviderHttp(Duration.ofMillis(500));

        assertThatThrownBy(() -> impatient.retrieveResource(address("/slow")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("took longer");
    }

    @Test
    void followsNoRedirect() {
        assertThatThrownBy(() -> http.retrieveResource(address("/elsewhere")))
                .hasMessage("The provider answered 302");
        assertThat(asked).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://10.0.0.1/keys", "http://login.example.com/keys", "file:/keys"})
    void asksNobodyWithoutTls(String address) {
        assertThatThrownBy(() -> http.retrieveResource(URI.create(address).toURL()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("without TLS");
    }
}
