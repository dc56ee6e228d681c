package io.prox.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.prox.app.running.Installation;
import io.prox.platform.sealing.MasterKey;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// An installation that is taken from one directory to another by `prox backup` and `prox restore`
/// is the same: its leads, persons, scores and passwords.
class BackupTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Map<String, Object> ANY_PORT = Map.of("server.port", 0);
    private static final String PASSWORD = "a horse that walked to Lisbon";

    @TempDir(factory = PassableFolder.class)
    Path folder = Path.of("");

    @Test
    void anInstallationIsTheSameElsewhere() throws Exception {
        Path data = folder.resolve("data");
        Path backup = folder.resolve("backup.tar.gz");
        Path keys = folder.resolve("backup.tar.gz.keys");
        String lead;
        JsonNode score;
        try (Installation installation = Installation.start(data, ANY_PORT)) {
            Person administrator = new Person(installation.url());
            administrator.enterBy(link(installation), PASSWORD);
            lead =
                    administrator
                            .post(
                                    "/v1/leads",
                                    "{\"fields\":{\"email\":\"ada@acme.example\",\"firstName\":\"Ada\",\"jobTitle\":\"Head of Operations\"}}")
                            .get("id")
                            .asString();
            String path = "/v1/leads/" + lead + "/score";
            await().atMost(PATIENCE).until(() -> administrator.status(path) == 200);
            await().atMost(PATIENCE)
                    .until(() -> administrator.get("/v1/work").get("items").size() == 1);
            score = administrator.get(path);

            assertRefused(
                    CommandLine.run("backup", backup, "--data", data),
                    "is in use by process " + ProcessHandle.current().pid(),
                    "stop that one first");
            assertThat(folder).isDirectoryNotContaining("glob:**backup*");
        }

        CommandLine.Ended made = CommandLine.run("backup", backup, "--data", data);

        assertThat(made.code()).as(made.output()).isZero();
        assertThat(made.output())
                .contains(backup.toString(), keys.toString(), "restoring needs both files");
        assertThat(keys).hasSameBinaryContentAs(data.resolve("keys/master.key"));
        assertRefused(
                CommandLine.run("backup", backup, "--data", data), "exists; choose another name");
        assertMistakesLeaveNothing(backup, keys);

        Path elsewhere = folder.resolve("elsewhere");
        CommandLine.Ended restored =
                CommandLine.run("restore", backup, "--keys", keys, "--data", elsewhere);

        assertThat(restored.code()).as(restored.output()).isZero();
        try (Installation again = Installation.start(elsewhere, ANY_PORT)) {
            Person administrator = new Person(again.url());
            administrator.post(
                    "/v1/session",
                    "{\"email\":\"admin@prox.example\",\"password\":\"%s\"}".formatted(PASSWORD));
            assertThat(administrator.get("/v1/leads/" + lead + "/score")).isEqualTo(score);
            assertThat(administrator.get("/v1/work").get("items").size()).isEqualTo(1);
            assertThat(administrator.get("/v1/persons?leads=" + lead).toString())
                    .contains("ada@acme.example");
            // the log goes on, too
            String other =
                    administrator
                            .post("/v1/leads", "{\"fields\":{\"email\":\"grace@acme.example\"}}")
                            .get("id")
                            .asString();
            await().atMost(PATIENCE)
                    .until(() -> administrator.status("/v1/leads/" + other + "/score") == 200);
        }
        assertRefused(
                CommandLine.run("restore", backup, "--keys", keys, "--data", elsewhere),
                "is not empty");
    }

    @Test
    void whoWasDeletedAfterABackupStaysDeletedWhereItIsRestored() throws Exception {
        Path data = folder.resolve("data");
        Path backup = folder.resolve("backup.tar.gz");
        Path keys = folder.resolve("backup.tar.gz.keys");
        String ada;
        String grace;
        try (Installation installation = Installation.start(data, ANY_PORT)) {
            Person administrator = new Person(installation.url());
            administrator.enterBy(link(installation), PASSWORD);
            ada = lead(administrator, "ada@acme.example");
            grace = lead(administrator, "grace@acme.example");
            await().atMost(PATIENCE)
                    .until(() -> administrator.get("/v1/work").get("items").size() == 2);
        }
        assertThat(CommandLine.run("backup", backup, "--data", data).code()).isZero();
        try (Installation installation = Installation.start(data, ANY_PORT)) {
            Person administrator = signedIn(installation);
            assertThat(administrator.send("DELETE", "/v1/leads/" + ada, "").statusCode())
                    .isEqualTo(204);
        }
        Path deletions = data.resolve(Installation.DELETIONS);
        assertThat(deletions).content().contains(ada).doesNotContain(grace);

        Path elsewhere = folder.resolve("elsewhere");
        CommandLine.Ended restored =
                CommandLine.run(
                        "restore",
                        backup,
                        "--keys",
                        keys,
                        "--deletions",
                        deletions,
                        "--data",
                        elsewhere);
        CommandLine.Ended without =
                CommandLine.run(
                        "restore", backup, "--keys", keys, "--data", folder.resolve("without"));

        assertThat(restored.code()).as(restored.output()).isZero();
        assertThat(restored.output()).doesNotContain("no deletions were named");
        assertThat(without.output()).contains("no deletions were named (--deletions)");
        assertRefused(
                CommandLine.run(
                        "restore",
                        backup,
                        "--keys",
                        keys,
                        "--deletions",
                        keys,
                        "--data",
                        folder.resolve("none")),
                "is none of deletions, or damaged");
        try (Installation again = Installation.start(elsewhere, ANY_PORT)) {
            Person administrator = signedIn(again);
            assertThat(administrator.status("/v1/leads/" + ada)).isEqualTo(404);
            assertThat(administrator.get("/v1/persons?leads=" + ada + "," + grace).toString())
                    .contains("grace@acme.example")
                    .doesNotContain("ada@acme.example");
            assertThat(administrator.get("/v1/audit?action=lead.deleted").get("entries").toString())
                    .contains(ada, "\"prox\"");
            await().atMost(PATIENCE)
                    .until(() -> administrator.get("/v1/work").get("items").size() == 1);
        }
        assertThat(elsewhere.resolve(Installation.DELETIONS)).content().contains(ada);
    }

    private static Person signedIn(Installation installation) {
        Person administrator = new Person(installation.url());
        administrator.post(
                "/v1/session",
                "{\"email\":\"admin@prox.example\",\"password\":\"%s\"}".formatted(PASSWORD));
        return administrator;
    }

    private static String lead(Person by, String email) {
        return by.post("/v1/leads", "{\"fields\":{\"email\":\"%s\"}}".formatted(email))
                .get("id")
                .asString();
    }

    private void assertMistakesLeaveNothing(Path backup, Path keys) throws Exception {
        Path target = folder.resolve("target");
        Path other = folder.resolve("other.keys");
        MasterKey.readOrMake(other);
        Path cut = Files.write(folder.resolve("cut"), half(Files.readAllBytes(backup)));

        assertRefused(
                CommandLine.run("restore", backup, "--keys", other, "--data", target),
                "is not the master key of " + backup);
        assertRefused(
                CommandLine.run("restore", backup, "--keys", backup, "--data", target),
                "master key",
                backup.toString());
        assertRefused(
                CommandLine.run("restore", cut, "--keys", keys, "--data", target),
                "is damaged",
                "nothing was restored");
        assertRefused(CommandLine.run("restore", backup, "--data", target), "--keys");
        assertRefused(CommandLine.run("backup", folder, "--data", target), "holds no data of ProX");
        assertThat(target).doesNotExist();
    }

    private static byte[] half(byte[] bytes) {
        return Arrays.copyOf(bytes, bytes.length / 2);
    }

    private static void assertRefused(CommandLine.Ended ended, String... words) {
        assertThat(ended.output()).contains(words).doesNotContain("Exception", "\tat ");
        assertThat(ended.code()).as(ended.output()).isEqualTo(2);
    }

    /// The link that lets the first administrator in.
    static String link(Installation installation) {
        var bytes = new ByteArrayOutputStream();
        installation.tell(
                new PrintStream(bytes, true, StandardCharsets.UTF_8), "My company", false);
        List<String> lines =
                Pattern.compile("\\R")
                        .splitAsStream(bytes.toString(StandardCharsets.UTF_8))
                        .filter(line -> !line.isBlank())
                        .toList();
        return lines.getLast();
    }
}
