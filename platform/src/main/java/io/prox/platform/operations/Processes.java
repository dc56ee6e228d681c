package io.prox.platform.operations;

import io.prox.platform.database.Database;
import io.prox.platform.log.ConsumerLoop;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/// The processes of an installation, as they report themselves. Each writes its own row; so whoever
/// asks one of them hears of all.
public final class Processes {
    /// One that has not reported for so long is lost.
    public static final Duration LOST = Duration.ofSeconds(30);

    /// One that is lost is shown for so long.
    private static final Duration SHOWN = Duration.ofHours(1);

    private static final int FIELDS = 4;

    private static final String REPORT =
            """
            INSERT INTO platform.process
                (process_id, version, started_at, seen_at, roles, consumers, master_key)
            VALUES (:process, :version, :started, now(), :roles, :consumers, :masterKey)
            ON CONFLICT (process_id) DO UPDATE
            SET seen_at = excluded.seen_at, consumers = excluded.consumers,
                master_key = excluded.master_key
            """;
    private static final String FORGET_OLD =
            "DELETE FROM platform.process WHERE seen_at < now() - make_interval(secs => :shown)";
    private static final String ALL =
            """
            SELECT process_id, version, started_at, roles, consumers, master_key,
                seen_at < now() - make_interval(secs => :lost) AS lost
            FROM platform.process ORDER BY process_id
            """;
    private static final String LEAVE = "DELETE FROM platform.process WHERE process_id = :process";

    private final Database database;

    public Processes(Database database) {
        this.database = database;
    }

    /// Says that a process is there.
    public void report(ProcessReport process) {
        database.transaction(
                () -> {
                    database.sql().sql(FORGET_OLD).param("shown", SHOWN.toSeconds()).update();
                    database.sql()
                            .sql(REPORT)
                            .param("process", process.id())
                            .param("version", process.version())
                            .param("started", process.startedAt().atOffset(ZoneOffset.UTC))
                            .param("roles", process.roles().toArray(String[]::new))
                            .param("consumers", packed(process.consumers()))
                            .param("masterKey", process.masterKey())
                            .update();
                });
    }

    /// Says that a process has ended in order.
    public void leave(String process) {
        database.sql().sql(LEAVE).param("process", process).update();
    }

    public List<ProcessReport> all() {
        return database.sql()
                .sql(ALL)
                .param("lost", LOST.toSeconds())
                .query((row, number) -> read(row))
                .list();
    }

    /// Whether all processes that are there wrap by a master key.
    public boolean allWrapBy(String masterKey) {
        return all().stream()
                .filter(process -> !process.lost())
                .allMatch(process -> process.masterKey().equals(masterKey));
    }

    private static String[] packed(List<ConsumerReport> consumers) {
        var fields = new ArrayList<String>();
        for (ConsumerReport consumer : consumers) {
            fields.add(consumer.role());
            fields.add(consumer.name());
            fields.add(consumer.state().name());
            fields.add(Long.toString(consumer.lag()));
        }
        return fields.toArray(String[]::new);
    }

    private static ProcessReport read(ResultSet row) throws SQLException {
        String[] fields = (String[]) row.getArray("consumers").getArray();
        var consumers = new ArrayList<ConsumerReport>();
        for (int field = 0; field < fields.length; field += FIELDS) {
            consumers.add(
                    new ConsumerReport(
                            fields[field],
                            fields[field + 1],
                            ConsumerLoop.State.valueOf(fields[field + 2]),
                            Long.parseLong(fields[field + 3])));
        }
        return new ProcessReport(
                row.getString("process_id"),
                row.getString("version"),
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                row.getBoolean("lost"),
                List.of((String[]) row.getArray("roles").getArray()),
                consumers,
                row.getString("master_key"));
    }

    /// What a process says of itself.
    ///
    /// @param lost whether it has not reported for a while, without having ended in order
    /// @param roles the components that it runs
    /// @param masterKey number of the one that it wraps by
    public record ProcessReport(
            String id,
            String version,
            Instant startedAt,
            boolean lost,
            List<String> roles,
            List<ConsumerReport> consumers,
            String masterKey) {
        public ProcessReport {
            roles = List.copyOf(roles);
            consumers = List.copyOf(consumers);
        }
    }

    /// @param role the component that it is of
    /// @param lag facts on the log that it has not folded yet
    public record ConsumerReport(String role, String name, ConsumerLoop.State state, long lag) {}
}
