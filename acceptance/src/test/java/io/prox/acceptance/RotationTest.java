package io.prox.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.prox.app.running.Installation;
import io.prox.platform.sealing.MasterKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `prox keys rotate` replaces the master key of an installation that runs.
@Tag("slow")
class RotationTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Map<String, Object> ANY_PORT =
            Map.of("server.port", 0, "prox.ops.port", -1);
    private static final String PASSWORD = "a horse that walked to Lisbon";

    @TempDir(factory = PassableFolder.class)
    Path folder = Path.of("");

    @Test
    void everythingGoesOnUnderANewMasterKey() throws Exception {
        Path data = folder.resolve("data");
        Path key = data.resolve(Installation.MASTER_KEY);
        Path old = folder.resolve("old.key");
        String ada;
        String grace;
        try (Installation installation = Installation.start(data, ANY_PORT)) {
            Person administrator = new Person(installation.url());
            administrator.enterBy(BackupTest.link(installation), PASSWORD);
            ada = lead(administrator, "ada@acme.example");
            Files.copy(key, old);
            String before = MasterKey.read(key).mark();

            CommandLine.Ended ended = CommandLine.run("keys", "rotate", "--data", data);

            assertThat(ended.code()).as(ended.output()).isZero();
            assertThat(ended.output()).contains("Master key: " + key, "Copy it to where you keep");
            await().atMost(PATIENCE).until(() -> !MasterKey.read(key).made(before));
            assertThat(
                            administrator
                                    .get("/v1/audit?action=master-key.rotated")
                                    .get("entries")
                                    .size())
                    .isEqualTo(1);
            assertKnown(administrator, ada, "ada@acme.example");
            grace = lead(administrator, "grace@acme.example");
        }

        try (Installation again = Installation.start(data, ANY_PORT)) {
            Person administrator = new Person(again.url());
            administrator.post(
                    "/v1/session",
                    "{\"email\":\"admin@prox.example\",\"password\":\"%s\"}".formatted(PASSWORD));
            assertKnown(administrator, ada, "ada@acme.example");
            assertKnown(administrator, grace, "grace@acme.example");
        }

        Files.copy(old, key, StandardCopyOption.REPLACE_EXISTING);
        assertThatThrownBy(() -> Installation.start(data, ANY_PORT))
                .hasStackTraceContaining("is not the one that this data was sealed with");
    }

    private static String lead(Person by, String email) {
        return by.post("/v1/leads", "{\"fields\":{\"email\":\"%s\"}}".formatted(email))
                .get("id")
                .asString();
    }

    private static void assertKnown(Person by, String lead, String email) {
        assertThat(by.get("/v1/persons?leads=" + lead).toString()).contains(email);
    }
}
