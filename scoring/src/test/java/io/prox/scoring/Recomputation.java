package io.prox.scoring;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.prox.contracts.LeadId;
import io.prox.contracts.WorkspaceId;
import io.prox.platform.database.Database;
import io.prox.scoring.ledger.Entries;
import io.prox.scoring.ledger.Ledger;
import io.prox.scoring.ledger.LedgerEntry;
import io.prox.scoring.models.ModelStore;
import io.prox.scoring.ranking.Ranked;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.JsonNode;

/// Computes entries of the ledger again in a JVM of its own, which has nothing but the tables, and
/// writes down every bit of what it gets.
final class Recomputation {
    private static final String PASSWORD = "PROX_DATABASE_PASSWORD";
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private Recomputation() {}

    /// Where the tables are.
    ///
    /// @param user that row-level security binds
    record Access(String url, String user, String password) {}

    /// Starts the process and waits for it.
    ///
    /// @param folder where it leaves its lines
    /// @return what it writes of each entry, lead by lead, newest first
    /// @throws IllegalStateException if it fails or does not end, with what it said
    static List<String> inAnotherProcess(
            Access access, WorkspaceId workspace, List<LeadId> leads, Path folder)
            throws IOException, InterruptedException {
        Path lines = folder.resolve("recomputed.txt");
        Path output = folder.resolve("recomputation.log");
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Recomputation.class.getName(),
                                lines.toString(),
                                access.url(),
                                access.user(),
                                workspace.value()));
        leads.forEach(lead -> command.add(lead.value()));
        var builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile());
        builder.environment().put(PASSWORD, access.password());
        Process process = builder.start();
        if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
            throw new IllegalStateException(
                    "the other process did not end: " + Files.readString(output));
        }
        if (process.exitValue() != 0) {
            throw new IllegalStateException(
                    "the other process ended with %d: %s"
                            .formatted(process.exitValue(), Files.readString(output)));
        }
        return Files.readAllLines(lines);
    }

    /// @param arguments file for the lines, address of the database, user, workspace, leads
    public static void main(String[] arguments) throws IOException {
        var database =
                new Database(
                        new DriverManagerDataSource(
                                arguments[1], arguments[2], System.getenv(PASSWORD)));
        var ledger = new Ledger(database);
        var models = new ModelStore(database);
        var workspace = new WorkspaceId(arguments[3]);
        List<String> lines = new ArrayList<>();
        for (String lead : Arrays.asList(arguments).subList(4, arguments.length)) {
            for (LedgerEntry entry : Entries.of(ledger, workspace, new LeadId(lead))) {
                Ranked again = models.ranking(workspace, entry.model()).rank(entry.features());
                lines.addAll(lines(entry, again));
            }
        }
        Files.write(Path.of(arguments[0]), lines, UTF_8);
    }

    private static List<String> lines(LedgerEntry entry, Ranked rank) {
        String name = name(entry.lead().value(), entry.entry());
        List<String> lines = new ArrayList<>();
        lines.add(
                rank(
                        name,
                        entry.model().value(),
                        rank.score(),
                        rank.fit().orElse(""),
                        rank.engagement().orElse(0),
                        rank.sure()));
        rank.chance()
                .ifPresent(
                        chance -> {
                            lines.add(bits(name, "probability", chance.probability()));
                            lines.add(bits(name, "low", chance.low()));
                            lines.add(bits(name, "high", chance.high()));
                        });
        lines.add(bits(name, "base", rank.base()));
        lines.add(bits(name, "sum", rank.sum()));
        rank.contributions()
                .forEach(reason -> lines.add(bits(name, reason.words(), reason.contribution())));
        return lines;
    }

    /// The lines of an entry as the API tells it.
    static List<String> lines(JsonNode entry) {
        String name = name(entry.get("lead").asString(), entry.get("entry").asLong());
        List<String> lines = new ArrayList<>();
        lines.add(
                rank(
                        name,
                        entry.get("model").asString(),
                        entry.get("score").asInt(),
                        entry.path("fit").asString(""),
                        entry.path("engagement").asInt(0),
                        entry.get("sure").asBoolean()));
        if (entry.has("chance")) {
            for (String number : List.of("probability", "low", "high")) {
                lines.add(bits(name, number, entry.get("chance").get(number).asDouble()));
            }
        }
        lines.add(bits(name, "base", entry.get("base").asDouble()));
        lines.add(bits(name, "sum", entry.get("sum").asDouble()));
        for (JsonNode reason : entry.get("contributions")) {
            lines.add(
                    bits(
                            name,
                            reason.get("words").asString(),
                            reason.get("contribution").asDouble()));
        }
        return lines;
    }

    private static String name(String lead, long entry) {
        return lead + "/" + entry;
    }

    private static String rank(
            String name, String model, int score, String fit, int engagement, boolean sure) {
        return "%s by %s: score %d, fit %s, engagement %d, sure %s"
                .formatted(name, model, score, fit, engagement, sure);
    }

    private static String bits(String name, String what, double number) {
        return "%s %016x %s".formatted(name, Double.doubleToRawLongBits(number), what);
    }
}
