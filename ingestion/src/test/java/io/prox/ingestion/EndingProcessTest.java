package io.prox.ingestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.prox.contracts.FactJson;
import io.prox.contracts.LeadFact;
import io.prox.contracts.Topics;
import io.prox.contracts.WorkspaceId;
import io.prox.platform.ServiceProcess;
import io.prox.platform.access.ApiKeys;
import io.prox.platform.access.Permission;
import io.prox.platform.access.Workspaces;
import io.prox.platform.database.TestDatabase;
import io.prox.platform.log.TestLog;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a process that is told to end still does.
class EndingProcessTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir private Path folder;

    /// The request is held up in the midst, and let on when nobody else is served any more.
    @Test
    void publishesWhatItTakesWhileItEnds() throws Exception {
        try (var test = new TestDatabase();
                ServiceProcess process =
                        ServiceProcess.start(
                                List.of(IngestionConfiguration.class),
                                test.settings(folder.resolve("master.key")));
                HttpClient client = HttpClient.newHttpClient()) {
            WorkspaceId workspace = process.part(Workspaces.class).make("Acme", false).id();
            URI leads = URI.create("http://127.0.0.1:" + process.port() + "/v1/leads");
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(leads)
                            .header("Authorization", "Bearer " + key(process, workspace))
                            .header("Content-Type", "application/json");
            client.send(post(request, "ada"), BodyHandlers.ofString());
            assertThat(facts(workspace, 1)).hasSize(1);
            CompletableFuture<HttpResponse<String>> taken;
            CompletableFuture<Void> ended;
            try (Connection held =
                    test.hold(workspace, "LOCK TABLE ingestion.statement IN EXCLUSIVE MODE")) {
                taken = client.sendAsync(post(request, "grace"), BodyHandlers.ofString());
                await().atMost(PATIENCE).until(() -> isAnyoneHeldUp(test));
                ended = CompletableFuture.runAsync(process::close);
                await().atMost(PATIENCE).until(() -> !isServed(client, request));
                held.rollback();
            }

            assertThat(taken.get(1, TimeUnit.MINUTES).statusCode()).isEqualTo(200);
            ended.get(1, TimeUnit.MINUTES);
            assertThat(facts(workspace, 2)).hasSize(2);
        }
    }

    private static HttpRequest post(HttpRequest.Builder request, String name) {
        String lead = "{\"fields\":{\"email\":\"%s@acme.example\"}}".formatted(name);
        return request.copy().POST(BodyPublishers.ofString(lead)).build();
    }

    private static boolean isServed(HttpClient client, HttpRequest.Builder request)
            throws InterruptedException {
        try {
            return client.send(request.copy().GET().build(), BodyHandlers.ofString()).statusCode()
                    == 200;
        } catch (IOException refused) {
            return false;
        }
    }

    private static boolean isAnyoneHeldUp(TestDatabase test) {
        return test.database()
                .sql()
                .sql(
                        "SELECT EXISTS (SELECT FROM pg_locks WHERE relation = 'ingestion.statement'::regclass AND NOT granted)")
                .query((row, number) -> row.getBoolean(1))
                .single();
    }

    private static String key(ServiceProcess process, WorkspaceId workspace) {
        return process.part(ApiKeys.class)
                .make(
                        workspace,
                        "test",
                        EnumSet.allOf(Permission.class),
                        "user_1",
                        Duration.ofDays(1))
                .secret();
    }

    private static List<LeadFact> facts(WorkspaceId workspace, int count) {
        return TestLog.read(
                Topics.LEADS,
                count,
                value ->
                        FactJson.LEADS
                                .decode(value)
                                .filter(fact -> fact.workspace().equals(workspace)));
    }
}
