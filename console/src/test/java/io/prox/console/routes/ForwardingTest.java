package io.prox.console.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.prox.console.pages.PagesConfiguration;
import io.prox.platform.ServiceProcess;
import io.prox.platform.database.TestDatabase;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the console hands on to a component in a process of its own.
class ForwardingTest {
    /// Nobody listens there.
    private static final String NOWHERE = "http://127.0.0.1:1";

    @TempDir private Path folder;

    @Test
    void guardsTheBrowserWhereNobodyAnswers() throws Exception {
        try (var test = new TestDatabase();
                ServiceProcess process =
                        ServiceProcess.start(
                                List.of(PagesConfiguration.class, RoutesConfiguration.class),
                                routed(test.settings(folder.resolve("master.key"))));
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

    private static Map<String, Object> routed(Map<String, Object> settings) {
        Map<String, Object> routed = new HashMap<>(settings);
        routed.put("prox.console.routes.ingestion", NOWHERE);
        return routed;
    }
}
