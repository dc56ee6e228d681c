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
import tools.jackson.databind.JsonNode;

/// This version starts on the data of earlier ones, and not on that of a later one.
class UpdateTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /// With nothing that time alone would bring about, however old an installation is.
    private static final Map<String, Object> SETTINGS =
            Map.of(
                    "server.port", 0,
                    "prox.scoring.refresh", "36500d",
                    "prox.imports.keep", "36500d");

    @TempDir(factory = PassableFolder.class)
    Path folder = Path.of("");

    @ParameterizedTest
    @ValueSource(strings = {"0.1-three-leads", "0.1-company"})
    void whatWasSaidIsStillSaidAfterTheUpdate(String name) throws Exception {
        var kept = new KeptInstallation(name);
        Path data = folder.resolve("data");
        kept.restore(folder, data);

        try (Installation installation = Installation.start(data, SETTINGS)) {
            Person person = administrator(installation);

            assertThat(kept.answers())
                    .isNotEmpty()
                    .allSatisfy((path, before) -> says(path, person.get(path), before));
            String model = scored(person, "mary").get("model").asString();
            assertThat(person.get("/v1/models").path("champion").asString("model_rules"))
                    .isEqualTo(model);
        }
    }

    @Test
    void anImportIsUndoneAndAModelRolledBackAfterTheUpdate() throws Exception {
        Path data = folder.resolve("data");
        new KeptInstallation("0.1-company").restore(folder, data);

        try (Installation installation = Installation.start(data, SETTINGS)) {
            Person person = administrator(installation);
            String file = "/v1/imports/" + person.get("/v1/imports").at("/imports/0/id").asString();
            String previous = person.get("/v1/models").get("previous").asString();

            person.post("/v1/models/rollback", "{}");
            await().atMost(PATIENCE)
                    .until(
                            () ->
                                    person.get("/v1/models")
                                            .path("champion")
                                            .asString("model_rules")
                                            .equals(previous));
            assertThat(scored(person, "mary").get("model").asString()).isEqualTo(previous);
            person.post(file + "/undo", "{}");
            await().atMost(PATIENCE)
                    .until(() -> person.get(file).get("status").asString().equals("undone"));
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () ->
                                    assertThat(person.get("/v1/work?limit=200").get("items"))
                                            .hasSize(4));
        }
    }

    private static Person administrator(Installation installation) {
        Person person = new Person(installation.url());
        person.post(
                "/v1/session",
                "{\"email\":\"%s\",\"password\":\"%s\"}"
                        .formatted(KeptInstallation.EMAIL, KeptInstallation.PASSWORD));
        return person;
    }

    /// Fails unless all that was said before is said now, whatever else is.
    private static void says(String where, JsonNode now, JsonNode before) {
        if (before.isObject()) {
            before.properties()
                    .forEach(
                            member ->
                                    says(
                                            where + " " + member.getKey(),
                                            now.path(member.getKey()),
                                            member.getValue()));
        } else if (before.isArray()) {
            assertThat(now).as(where).hasSameSizeAs(before);
            for (int index = 0; index < before.size(); index++) {
                says(where + " " + index, now.get(index), before.get(index));
            }
        } else {
            assertThat(now).as(where).isEqualTo(before);
        }
    }

    /// The score of a lead that comes in now.
    private static JsonNode scored(Person person, String name) {
        String lead =
                person.post(
                                "/v1/leads",
                                "{\"fields\":{\"email\":\"%s@acme.example\"}}".formatted(name))
                        .get("id")
                        .asString();
        String path = "/v1/leads/" + lead + "/score";
        await().atMost(PATIENCE).until(() -> person.status(path) == 200);
        return person.get(path);
    }

    @Test
    void theDataOfALaterVersionIsRefusedWithWhatToDo() throws Exception {
        Path data = folder.resolve("data");
        new KeptInstallation("0.1-three-leads").restore(folder, data);
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
