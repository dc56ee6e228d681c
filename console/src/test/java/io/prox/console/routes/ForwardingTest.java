package io.prox.console.routes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import io.prox.console.pages.PagesConfiguration;
import io.prox.platform.ServiceProcess;
import io.prox.platform.database.TestDatabase;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the console hands on to a component in a process of its own.
class ForwardingTest {
    /// Nobody listens there.
    private static final String NOWHERE = "http://127.0.0.1:1";

    private static final String DESCRIPTION =
            """
            {"info": {"title": "Another"}, "paths": {"/v1/leads": {}},
             "components": {"schemas": {"Lead": {"type": "object"}}}}
            """;

    @TempDir private Path folder;

    @Test
    void guardsTheBrowserWhereNobodyAnswers() throws Exception {
        try (var test = new TestDatabase();
                ServiceProcess process =
                        ServiceProcess.start(
                                List.of(PagesConfiguration.class, RoutesConfiguration.class),
                                routed(test.settings(folder.resolve("master.key")), NOWHERE));
                HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer =
                    client.send(
                            HttpRequest.newBuilder(
                                            URI.create(
                                                    "http://localhost:%d/v1/leads"
                                                            .formatted(process.port())))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(503);
            HttpHeaders headers = answer.headers();
            assertThat(headers.allValues("Content-Security-Policy"))
                    .singleElement()
                    .asString()
                    .contains("default-src 'none'");
            assertThat(headers.allValues("X-Content-Type-Options")).containsExactly("nosniff");
            assertThat(headers.allValues("Cache-Control")).containsExactly("no-store");
        }
    }

    /// The component keeps in its audit log from where somebody came, and must not believe them.
    @Test
    void tellsAComponentWhereARequestCameFromAndDescribesWhatItServes() throws Exception {
        List<Headers> told = new CopyOnWriteArrayList<>();
        HttpServer component =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        component.createContext(
                "/",
                exchange -> {
                    told.add(exchange.getRequestHeaders());
                    byte[] body = DESCRIPTION.getBytes(UTF_8);
                    exchange.sendResponseHeaders(200, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        component.start();
        String address = "http://127.0.0.1:" + component.getAddress().getPort();
        try (var test = new TestDatabase();
                ServiceProcess process =
                        ServiceProcess.start(
                                List.of(PagesConfiguration.class, RoutesConfiguration.class),
                                routed(test.settings(folder.resolve("master.key")), address));
                HttpClient client = HttpClient.newHttpClient()) {
            String console = "http://localhost:" + process.port();

            client.send(
                    HttpRequest.newBuilder(URI.create(console + "/v1/leads"))
                            .header("X-Forwarded-For", "203.0.113.7")
                            .header("Forwarded", "for=203.0.113.7")
                            .build(),
                    BodyHandlers.ofString());
            JsonNode api =
                    JsonMapper.shared()
                            .readTree(
                                    client.send(
                                                    HttpRequest.newBuilder(
                                                                    URI.create(
                                                                            console
                                                                                    + "/v1/openapi.json"))
                                                            .build(),
                                                    BodyHandlers.ofString())
                                            .body());

            assertThat(told.getFirst().get("X-Forwarded-For")).containsExactly("127.0.0.1");
            assertThat(told.getFirst().get("X-Forwarded-Proto")).containsExactly("http");
            assertThat(told.getFirst()).doesNotContainKey("Forwarded");
            assertThat(api.at("/paths").propertyNames()).contains("/v1/leads");
            assertThat(api.at("/components/schemas").propertyNames()).contains("Lead", "Problem");
            assertThat(api.at("/info/title").asString()).isEqualTo("ProX");

            component.stop(0);
            HttpResponse<String> alone =
                    client.send(
                            HttpRequest.newBuilder(URI.create(console + "/v1/openapi.json"))
                                    .build(),
                            BodyHandlers.ofString());
            assertThat(alone.statusCode()).isEqualTo(503);
            assertThat(alone.body()).contains("A part of ProX does not answer just now.");
        }
    }

    private static Map<String, Object> routed(Map<String, Object> settings, String address) {
        Map<String, Object> routed = new HashMap<>(settings);
        routed.put("prox.console.routes.ingestion", address);
        return routed;
    }
}
