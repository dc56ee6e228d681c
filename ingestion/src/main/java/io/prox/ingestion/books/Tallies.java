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
import java.util.List;
import java.util.Optional;

/// Counts what comes in, by source, door and hour, and what was published of it.
public final class Tallies {
    /// Rows that one hour of one source is spread over, so that requests that come at the same time
    /// do not wait for one another.
    private static final int SLOTS = 16;

    private static final String ADD =
            """
            INSERT INTO ingestion.tally AS stored (workspace_id, source_id, door, hour, slot,
                received, created, changed, unchanged, refused, leads, last_at)
            VALUES (:workspace, :source, :door, :hour, :slot, :received, :created, :changed,
                :unchanged, :refused, :leads, :last)
            ON CONFLICT (workspace_id, source_id, door, hour, slot) DO UPDATE SET
                received = stored.received + excluded.received,
                created = stored.created + excluded.created,
                changed = stored.changed + excluded.changed,
                unchanged = stored.unchanged + excluded.unchanged,
                refused = stored.refused + excluded.refused,
                leads = stored.leads + excluded.leads,
                last_at = greatest(stored.last_at, excluded.last_at)
            """;
    private static final String BY_DOOR =
            """
            SELECT source_id, name, door, sum(received) AS received, sum(created) AS created,
                sum(changed) AS changed, sum(unchanged) AS unchanged, sum(refused) AS refused,
                sum(leads) AS leads
            FROM ingestion.tally JOIN ingestion.source USING (workspace_id, source_id)
            WHERE workspace_id = :workspace
            GROUP BY source_id, name, door ORDER BY name, door
            """;
    private static final String SOURCES =
            """
            SELECT source_id, name, created_at, coalesce(sum(leads), 0) AS leads,
                max(last_at) AS last_at,
                coalesce(sum(received) FILTER (WHERE hour >= :dayAgo), 0) AS received,
                coalesce(sum(refused) FILTER (WHERE hour >= :dayAgo), 0) AS refused
            FROM ingestion.source LEFT JOIN ingestion.tally USING (workspace_id, source_id)
            WHERE workspace_id = :workspace
            GROUP BY source_id, name, created_at ORDER BY name
            """;

    /// A fact about a lead has the next revision of it, so that its revision counts its facts.
    private static final String PUBLISHED =
            """
            SELECT count(*) AS leads, coalesce(sum(revision), 0) AS facts
            FROM ingestion.lead WHERE workspace_id = :workspace
            """;

    private final Database database;
    private final Clock clock;

    public Tallies(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /// Adds to the books, within the running transaction; as its last step, since others who count
    /// for the same source may have to wait until it commits.
    ///
    /// @param source by identifier
    public void add(WorkspaceId workspace, String source, Door door, Tally tally) {
        if (tally.equals(Tally.NONE)) {
            return;
        }
        Instant now = clock.instant();
        database.within(
                workspace,
                () ->
                        database.sql()
                                .sql(ADD)
                                .param("workspace", workspace.value())
                                .param("source", source)
                                .param("door", door.word())
                                .param("hour", at(now.truncatedTo(ChronoUnit.HOURS)))
                                .param("slot", Thread.currentThread().threadId() % SLOTS)
                                .param("received", tally.received())
                                .param("created", tally.created())
                                .param("changed", tally.changed())
                                .param("unchanged", tally.unchanged())
                                .param("refused", tally.refused())
                                .param("leads", tally.leads())
                                .param("last", tally.received() == 0 ? null : at(now))
                                .update());
    }

    /// All that was counted.
    List<Line> lines(WorkspaceId workspace) {
        return database.within(
                workspace,
                () ->
                        database.sql()
                                .sql(BY_DOOR)
                                .param("workspace", workspace.value())
                                .query(
                                        (row, number) ->
                                                new Line(
                                                        row.getString("source_id"),
                                                        row.getString("name"),
                                                        row.getString("door"),
                                                        tally(row)))
                                .list());
    }

    List<Source> sources(WorkspaceId workspace) {
        Instant dayAgo = clock.instant().minus(Duration.ofDays(1)).truncatedTo(ChronoUnit.HOURS);
        return database.within(
                workspace,
                () ->
                        database.sql()
                                .sql(SOURCES)
                                .param("workspace", workspace.value())
                                .param("dayAgo", at(dayAgo))
                                .query((row, number) -> source(row))
                                .list());
    }

    Published published(WorkspaceId workspace) {
        return database.within(
                workspace,
                () ->
                        database.sql()
                                .sql(PUBLISHED)
                                .param("workspace", workspace.value())
                                .query(
                                        (row, number) ->
                                                new Published(
                                                        row.getLong("leads"), row.getLong("facts")))
                                .single());
    }

    private static Tally tally(ResultSet row) throws SQLException {
        return new Tally(
                row.getLong("received"),
                row.getLong("created"),
                row.getLong("changed"),
                row.getLong("unchanged"),
                row.getLong("refused"),
                row.getLong("leads"));
    }

    private static Source source(ResultSet row) throws SQLException {
        return new Source(
                row.getString("source_id"),
                row.getString("name"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getLong("leads"),
                Optional.ofNullable(row.getObject("last_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant),
                row.getLong("received"),
                row.getLong("refused"));
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    /// What one source sent through one door.
    ///
    /// @param source by identifier
    /// @param name of it
    /// @param door by [its word][Door#word]
    record Line(String source, String name, String door, Tally tally) {}

    /// What was published of leads.
    ///
    /// @param leads that it is about, deleted ones too
    /// @param facts about them
    record Published(long leads, long facts) {}

    /// Where leads come from.
    ///
    /// @param leads of which it says something
    /// @param lastSeenAt when it last sent something, taken or not
    /// @param received24h leads that it sent in the last day, counted in whole hours
    /// @param refused24h those of them that were not taken
    record Source(
            String id,
            String name,
            Instant createdAt,
            long leads,
            Optional<Instant> lastSeenAt,
            long received24h,
            long refused24h) {}
}
