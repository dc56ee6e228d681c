package io.prox.console.work;

import static io.prox.console.work.Facts.MONDAY;
import static io.prox.console.work.Facts.lead;
import static io.prox.console.work.Facts.promoted;
import static io.prox.console.work.Facts.score;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.prox.console.ConsoleConfiguration;
import io.prox.console.work.ranking.ShownModels;
import io.prox.contracts.LeadFact;
import io.prox.contracts.ScoreFact;
import io.prox.contracts.WorkspaceId;
import io.prox.platform.ServiceProcess;
import io.prox.platform.database.Database;
import io.prox.platform.database.TestDatabase;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The read model behind a real log, and a console that is killed while it reads.
class WorkLogTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int LEADS = 3_000;

    @TempDir private static Path folder;

    @Test
    void losesNothingAndDoublesNothingWhenItIsKilled() throws Exception {
        try (var test = new TestDatabase("console");
                var publisher = new Publisher(test.database())) {
            Map<String, Object> settings =
                    new HashMap<>(test.settings(folder.resolve("master.key")));
            // The log takes a dead reader for alive so long.
            settings.put("prox.log.client[session.timeout.ms]", 6_000);
            var workspace = new WorkspaceId("ws_killed");
            var leads = new ArrayList<LeadFact>();
            var scores = new ArrayList<ScoreFact>();
            for (int number = 0; number < LEADS; number++) {
                String id = Integer.toString(number);
                leads.add(lead(workspace, id).value("Country", "Germany").changed());
                scores.add(score(workspace, id, "rules", number % 101).changed());
                scores.add(
                        score(workspace, id, "a", (number + 50) % 101)
                                .entry(2)
                                .at(MONDAY.plusSeconds(1))
                                .changed());
            }
            scores.add(promoted(workspace, "a", 1, MONDAY.plusSeconds(2)));
            publisher.leads(leads);
            publisher.scores(scores);

            Process killed = start(settings);
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> items(test.database(), workspace) > 0);
            killed.destroyForcibly();
            assertThat(killed.waitFor()).isNotZero();
            assertThat(items(test.database(), workspace)).isLessThan(LEADS);
            try (var console =
                    ServiceProcess.start(List.of(ConsoleConfiguration.class), settings)) {
                await().atMost(PATIENCE)
                        .until(
                                () ->
                                        items(test.database(), workspace) == LEADS
                                                && shownModel(console, workspace)
                                                        .equals("model_a"));
            }

            assertThat(
                            Tables.of(test.database(), workspace).stream()
                                    .filter(line -> line.startsWith("ranked "))
                                    .map(WorkLogTest::leadAndScore))
                    .containsExactlyInAnyOrderElementsOf(
                            Stream.iterate(0, number -> number < LEADS, number -> number + 1)
                                    .map(
                                            number ->
                                                    "lead_%d model_a %d"
                                                            .formatted(number, (number + 50) % 101))
                                    .toList());
        }
    }

    private static String leadAndScore(String line) {
        return line.replaceAll(
                ".*\"model\": \"(\\w+)\".*\"score\": (-?\\d+).*\"lead_id\": \"(\\w+)\".*",
                "$3 $1 $2");
    }

    private static long items(Database database, WorkspaceId workspace) {
        return database.within(
                workspace,
                () ->
                        database.sql()
                                .sql("SELECT count(*) FROM console.item WHERE revision > 0")
                                .query((row, number) -> row.getLong(1))
                                .single());
    }

    private static String shownModel(ServiceProcess console, WorkspaceId workspace) {
        ShownModels models = console.part(ShownModels.class);
        return console.part(Database.class)
                .within(workspace, () -> models.read(workspace))
                .model()
                .value();
    }

    private static Process start(Map<String, Object> settings) throws IOException {
        var command = new ArrayList<String>();
        command.add(
                Path.of(System.getProperty("java.home"), "bin", "java")
                        .toAbsolutePath()
                        .toString());
        command.addAll(
                List.of(
                        "--sun-misc-unsafe-memory-access=allow",
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ConsoleHost.class.getName()));
        settings.forEach((key, value) -> command.add(key + "=" + value));
        Process process =
                new ProcessBuilder(command)
                        .directory(new File("."))
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        var output = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
        String line = output.readLine();
        while (line != null && !line.startsWith("port ")) {
            line = output.readLine();
        }
        assertThat(line).startsWith("port ");
        return process;
    }
}
