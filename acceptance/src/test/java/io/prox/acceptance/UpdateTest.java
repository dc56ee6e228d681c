package io.prox.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.prox.app.running.Installation;
import io.prox.engines.DatabaseAccess;
import io.prox.engines.Engine;
import io.prox.engines.Engines;
import io.prox.engines.EnginesSettings;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// This version starts on the data of earlier ones, and not on that of a later one.
class UpdateTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir(factory = PassableFolder.class)
    Path folder = Path.of("");

    @ParameterizedTest
    @ValueSource(strings = "0.1")
    void leadsScoresAndSignInOutliveTheUpdate(String version) throws Exception {
        var kept = new KeptInstallation(version);
        Path data = folder.resolve("data");
        kept.restore(folder, data);

        try (Installation installation = Installation.start(data, Map.of("server.port", 0))) {
            Person person = new Person(installation.url());
            person.post(
                    "/v1/session",
                    "{\"email\":\"%s\",\"password\":\"%s\"}"
                            .formatted(KeptInstallation.EMAIL, KeptInstallation.PASSWORD));

            assertThat(kept.scores()).hasSize(KeptInstallation.NAMES.size());
            kept.scores()
                    .forEach(
                            (lead, score) ->
                                    assertThat(
                                                    person.get("/v1/leads/" + lead + "/score")
                                                            .get("score")
                                                            .asInt())
                                            .as(lead)
                                            .isEqualTo(score));
            assertThat(person.get("/v1/work").get("items").size())
                    .isEqualTo(KeptInstallation.NAMES.size());
            String persons =
                    person.get("/v1/persons?leads=" + String.join(",", kept.scores().keySet()))
                            .toString();
            assertThat(KeptInstallation.NAMES)
                    .allSatisfy(name -> assertThat(persons).contains(name + "@acme.example"));
            String other =
                    person.post("/v1/leads", "{\"fields\":{\"email\":\"mary@acme.example\"}}")
                            .get("id")
                            .asString();
            await().atMost(PATIENCE)
                    .until(() -> person.status("/v1/leads/" + other + "/score") == 200);
        }
    }

    @Test
    void theDataOfALaterVersionIsRefusedWithWhatToDo() throws Exception {
        Path data = folder.resolve("data");
        new KeptInstallation("0.1").restore(folder, data);
        try (Engines engines = Engines.start(EnginesSettings.in(data).only(Engine.POSTGRESQL))) {
            migrateBeyond(engines.database());
        }

        CommandLine.Ended ended = CommandLine.run("up", "--data", data);

        assertThat(ended.output())
                .contains(
                        "The database is of a newer ProX: schema 'platform' is at version 999",
                        "Start the newer ProX, or restore a backup made before the update")
                .doesNotContain("\tat ");
        assertThat(ended.code()).isEqualTo(2);
    }

    /// As a later version would have left it.
    private static void migrateBeyond(DatabaseAccess access) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(
                                access.url(), access.user(), access.password());
                Statement statement = connection.createStatement()) {
            statement.execute(
                    """
                    INSERT INTO platform.flyway_schema_history
                        (installed_rank, version, description, type, script, checksum,
                         installed_by, execution_time, success)
                    VALUES (999, '999', 'later', 'SQL', 'V999__later.sql', 0, 'prox', 1, true)
                    """);
        }
    }
}
