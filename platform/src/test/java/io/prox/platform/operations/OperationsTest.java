package io.prox.platform.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.prox.contracts.FactJson;
import io.prox.contracts.Topics;
import io.prox.platform.Component;
import io.prox.platform.ServiceProcess;
import io.prox.platform.database.Database;
import io.prox.platform.database.TestDatabase;
import io.prox.platform.log.ConsumerLoop;
import io.prox.platform.log.ConsumerSettings;
import io.prox.platform.log.LogHealth;
import io.prox.platform.log.LogSettings;
import io.prox.platform.log.Outcome;
import io.prox.platform.log.Rejections;
import io.prox.platform.operations.Processes.ConsumerReport;
import io.prox.platform.operations.Processes.ProcessReport;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/// The second port of a process, and what it reports of itself.
class OperationsTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir private static Path folder;

    private static TestDatabase test;
    private static ServiceProcess process;

    @BeforeAll
    static void start() {
        test = new TestDatabase();
        process =
                ServiceProcess.start(
                        List.of(Reader.class), test.settings(folder.resolve("master.key")));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> consumer().state() == ConsumerLoop.State.RUNNING);
    }

    @AfterAll
    static void stop() {
        process.close();
        assertThat(new Processes(test.database()).all()).noneMatch(one -> !one.lost());
        test.close();
    }

    private static ConsumerLoop<?> consumer() {
        return process.part(Component.class).consumers().getFirst();
    }

    @Test
    void saysThatItLivesAndIsReady() throws Exception {
        assertThat(ask("/health/live").statusCode()).isEqualTo(200);
        assertThat(ask("/health/ready").body()).isEqualTo("{\"status\":\"UP\"}");
    }

    @Test
    void countsWhatItDoes() throws Exception {
        HttpResponse<String> metrics = ask("/metrics");

        assertThat(metrics.statusCode()).isEqualTo(200);
        assertThat(metrics.body())
                .contains("prox_consumer_lag{consumer=\"test-reader\"}")
                .contains("prox_outbox_depth{component=\"reader\"} 0.0")
                .contains("prox_jobs_running 0.0")
                .contains("hikaricp_connections", "jvm_memory_used_bytes");
    }

    @Test
    void showsNothingElseThere() throws Exception {
        for (String path : List.of("/", "/env", "/beans", "/heapdump", "/actuator", "/v1/leads")) {
            assertThat(ask(path).statusCode()).as(path).isEqualTo(404);
        }
    }

    @Test
    void showsNothingOfItToThePublic() throws Exception {
        for (String path : List.of("/metrics", "/health", "/health/live", "/actuator")) {
            HttpResponse<String> answer = ask(path, process.port());
            assertThat(answer.statusCode()).as(path).isEqualTo(404);
        }
    }

    @Test
    void isNotReadyWithoutTheLog() throws Exception {
        assertNotReady(List.of(Reader.class, WithoutLog.class), "SELECT 1");
    }

    @Test
    void isNotReadyWhenAConsumerHasFailed() throws Exception {
        assertNotReady(
                List.of(Reader.class),
                """
                INSERT INTO platform.consumer_offset VALUES ('test-reader', '%s', 0, 1000000000)
                """
                        .formatted(Topics.SCORES.name()));
    }

    @Test
    void isNotReadyWhenAnOutboxHasFailed() throws Exception {
        assertNotReady(
                List.of(Reader.class),
                "INSERT INTO platform.outbox (component, messages) VALUES ('reader', '\\x7f')");
    }

    private static void assertNotReady(List<Class<?>> components, String damage) throws Exception {
        try (var other = new TestDatabase()) {
            other.asSuperuser(damage);
            try (ServiceProcess broken =
                    ServiceProcess.start(
                            components, other.settings(folder.resolve("master.key")))) {
                int port = broken.operationsPort();

                await().atMost(Duration.ofSeconds(30))
                        .until(() -> ask("/health/ready", port).statusCode() == 503);
                assertThat(ask("/health/live", port).statusCode()).isEqualTo(200);
            }
        }
    }

    @Test
    void doesNotWaitForeverForADatabaseThatWentAway() throws Exception {
        try (Connection connection = process.part(DataSource.class).getConnection()) {
            assertThat(Duration.ofMillis(connection.getNetworkTimeout()))
                    .isBetween(Duration.ofSeconds(61), Duration.ofMinutes(2));
        }
    }

    @Test
    void reportsItself() {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () ->
                                assertThat(process.part(Processes.class).all())
                                        .singleElement()
                                        .satisfies(OperationsTest::isOurs));
    }

    private static void isOurs(ProcessReport report) {
        assertThat(report.lost()).isFalse();
        assertThat(report.roles()).containsExactly("reader");
        assertThat(report.consumers())
                .containsExactly(
                        new ConsumerReport("reader", "test-reader", ConsumerLoop.State.RUNNING, 0));
    }

    @Test
    void knowsALostProcessByItsSilence() {
        try (var other = new TestDatabase()) {
            var processes = new Processes(other.database());
            for (String id : List.of("process_1", "process_2", "process_3")) {
                processes.report(report(id));
            }
            other.asSuperuser(
                    """
                    UPDATE platform.process SET seen_at = now() - interval '31 seconds'
                        WHERE process_id = 'process_1';
                    UPDATE platform.process SET seen_at = now() - interval '2 hours'
                        WHERE process_id = 'process_2'
                    """);
            processes.report(report("process_3"));

            Map<String, Boolean> lost =
                    processes.all().stream()
                            .collect(Collectors.toMap(ProcessReport::id, ProcessReport::lost));
            assertThat(lost).isEqualTo(Map.of("process_1", true, "process_3", false));
        }
    }

    @Test
    void knowsWhetherAllProcessesThatAreThereHaveAMasterKey() {
        try (var other = new TestDatabase()) {
            var processes = new Processes(other.database());
            processes.report(report("process_1", "new"));
            processes.report(report("process_2", "old"));

            assertThat(processes.allWrapBy("new")).isFalse();

            other.asSuperuser(
                    """
                    UPDATE platform.process SET seen_at = now() - interval '31 seconds'
                        WHERE process_id = 'process_2'
                    """);
            assertThat(processes.allWrapBy("new")).isTrue();
            processes.report(report("process_2", "old"));
            processes.report(report("process_2", "new"));
            assertThat(processes.allWrapBy("new")).isTrue();
        }
    }

    private static ProcessReport report(String id) {
        return report(id, "key");
    }

    private static ProcessReport report(String id, String masterKey) {
        return new ProcessReport(
                id,
                "1",
                Instant.parse("2026-03-02T09:00:00Z"),
                false,
                List.of("reader"),
                List.of(),
                masterKey);
    }

    private static HttpResponse<String> ask(String path) throws Exception {
        return ask(path, process.operationsPort());
    }

    private static HttpResponse<String> ask(String path, int port) throws Exception {
        return CLIENT.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Configuration(proxyBeanMethods = false)
    static class WithoutLog {
        @Bean
        @Primary
        LogHealth unreachable() {
            return new LogHealth(new LogSettings("127.0.0.1:1", Map.of()));
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Reader {
        @Bean
        Component reader(
                LogSettings log, Database database, Rejections rejections, MeterRegistry meters) {
            return new Component(
                    "reader",
                    true,
                    List.of(
                            new ConsumerLoop<>(
                                    ConsumerSettings.of("test-reader", Topics.SCORES.name()),
                                    log,
                                    database,
                                    FactJson.SCORES::decode,
                                    batch -> batch.stream().map(fact -> Outcome.DONE).toList(),
                                    rejections,
                                    meters)));
        }
    }
}
