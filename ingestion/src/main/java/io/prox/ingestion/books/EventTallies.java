package io.prox.ingestion.books;

import io.prox.contracts.WorkspaceId;
import io.prox.platform.database.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Counts what becomes of events, by source and hour.
public final class EventTallies {
    private static final int SLOTS = 16;

    private static final String ADD =
            """
            INSERT INTO ingestion.event_tally AS stored (workspace_id, source_id, hour, slot, received,
                refused, matched, anonymous, repeated, rejected, last_at)
            VALUES (:workspace, :source, :hour, :slot, :received, :refused, :matched, :anonymous,
                :repeated, :rejected, :last)
            ON CONFLICT (workspace_id, source_id, hour, slot) DO UPDATE SET
                received = stored.received + excluded.received,
                refused = stored.refused + excluded.refused,
                matched = stored.matched + excluded.matched,
                anonymous = stored.anonymous + excluded.anonymous,
                repeated = stored.repeated + excluded.repeated,
                rejected = stored.rejected + excluded.rejected,
                last_at = greatest(stored.last_at, excluded.last_at)
            """;
    private static final String BY_SOURCE =
            """
            SELECT source_id, sum(received) AS received, sum(refused) AS refused,
                sum(matched) AS matched, sum(anonymous) AS anonymous, sum(repeated) AS repeated,
                sum(rejected) AS rejected, max(last_at) AS last_at
            FROM ingestion.event_tally WHERE workspace_id = :workspace AND hour >= :from
            GROUP BY source_id
            """;

    private final Database database;
    private final Clock clock;

    EventTallies(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /// What a source sent.
    public record Line(EventTally tally, Optional<Instant> lastSeenAt) {}

    /// Adds to the books, within the running transaction, as its last step.
    ///
    /// @param tallies by source
    /// @param last when the last of it was received
    public void add(WorkspaceId workspace, Map<String, EventTally> tallies, Instant last) {
        Instant hour = clock.instant().truncatedTo(ChronoUnit.HOURS);
        tallies.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(
                        each ->
                                database.sql()
                                        .sql(ADD)
                                        .param("workspace", workspace.value())
                                        .param("source", each.getKey())
                                        .param("hour", at(hour))
                                        .param("slot", Thread.currentThread().threadId() % SLOTS)
                                        .param("received", each.getValue().received())
                                        .param("refused", each.getValue().refused())
                                        .param("matched", each.getValue().matched())
                                        .param("anonymous", each.getValue().anonymous())
                                        .param("repeated", each.getValue().repeated())
                                        .param("rejected", each.getValue().rejected())
                                        .param("last", at(last))
                                        .update());
    }

    /// All that was counted, by source.
    public Map<String, Line> all(WorkspaceId workspace) {
        return since(workspace, Instant.EPOCH);
    }

    /// What was counted in the last day, in whole hours, by source.
    public Map<String, Line> lastDay(WorkspaceId workspace) {
        return since(
                workspace, clock.instant().minus(Duration.ofDays(1)).truncatedTo(ChronoUnit.HOURS));
    }

    private Map<String, Line> since(WorkspaceId workspace, Instant from) {
        Map<String, Line> lines = new HashMap<>();
        database.within(
                workspace,
                () ->
                        database.sql()
                                .sql(BY_SOURCE)
                                .param("workspace", workspace.value())
                                .param("from", at(from))
                                .query(
                                        row -> {
                                            lines.put(row.getString("source_id"), line(row));
                                        }));
        return lines;
    }

    private static Line line(ResultSet row) throws SQLException {
        return new Line(
                new EventTally(
                        row.getLong("received"),
                        row.getLong("refused"),
                        row.getLong("matched"),
                        row.getLong("anonymous"),
                        row.getLong("repeated"),
                        row.getLong("rejected")),
                Optional.ofNullable(row.getObject("last_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant));
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
