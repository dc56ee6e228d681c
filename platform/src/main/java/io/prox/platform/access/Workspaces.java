package io.prox.platform.access;

import io.prox.contracts.WorkspaceId;
import io.prox.platform.database.Database;
import io.prox.platform.ids.Identifiers;
import io.prox.platform.sealing.Sealing;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/// The workspaces of an installation.
public final class Workspaces {
    private static final String LIST =
            "INSERT INTO platform.workspace_directory (workspace_id) VALUES (:workspace)";
    private static final String MAKE =
            """
            INSERT INTO platform.workspace (workspace_id, name, demo, created_at)
            VALUES (:workspace, :name, :demo, :at)
            """;
    private static final String ALL =
            "SELECT workspace_id FROM platform.workspace_directory ORDER BY workspace_id";
    private static final String FIND =
            """
            SELECT workspace_id, name, demo, created_at, threshold_a, threshold_b, threshold_c,
                currency, horizon_days, version
            FROM platform.workspace
            WHERE workspace_id = :workspace
            """;
    private static final String CHANGE =
            """
            UPDATE platform.workspace
            SET name = :name, threshold_a = :a, threshold_b = :b, threshold_c = :c,
                currency = :currency, version = version + 1
            WHERE workspace_id = :workspace
            """;

    private final Database database;
    private final Sealing sealing;
    private final Identifiers identifiers;
    private final Clock clock;

    public Workspaces(Database database, Sealing sealing, Identifiers identifiers, Clock clock) {
        this.database = database;
        this.sealing = sealing;
        this.identifiers = identifiers;
        this.clock = clock;
    }

    /// @param demo whether what is in it is made up
    public Workspace make(String name, boolean demo) {
        var id = new WorkspaceId(identifiers.next(WorkspaceId.PREFIX));
        return database.within(
                id,
                () -> {
                    database.sql().sql(LIST).param("workspace", id.value()).update();
                    database.sql()
                            .sql(MAKE)
                            .param("workspace", id.value())
                            .param("name", name)
                            .param("demo", demo)
                            .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                            .update();
                    sealing.makeKeys(id);
                    return find(id).orElseThrow();
                });
    }

    /// All of them, for work that goes round.
    public List<WorkspaceId> all() {
        return database.sql()
                .sql(ALL)
                .query((row, number) -> new WorkspaceId(row.getString("workspace_id")))
                .list();
    }

    public Optional<Workspace> find(WorkspaceId id) {
        return find(FIND, id);
    }

    /// As it is until the running transaction ends: nobody else changes it before.
    public Optional<Workspace> hold(WorkspaceId id) {
        return find(FIND + " FOR UPDATE", id);
    }

    private Optional<Workspace> find(String statement, WorkspaceId id) {
        return database.within(
                id,
                () ->
                        database.sql()
                                .sql(statement)
                                .param("workspace", id.value())
                                .query(
                                        (row, number) ->
                                                new Workspace(
                                                        id,
                                                        row.getString("name"),
                                                        row.getBoolean("demo"),
                                                        row.getObject(
                                                                        "created_at",
                                                                        OffsetDateTime.class)
                                                                .toInstant(),
                                                        new Thresholds(
                                                                row.getInt("threshold_a"),
                                                                row.getInt("threshold_b"),
                                                                row.getInt("threshold_c")),
                                                        row.getString("currency"),
                                                        row.getInt("horizon_days"),
                                                        row.getLong("version")))
                                .optional());
    }

    /// @param currency of three letters, as ISO 4217 has it
    public void change(WorkspaceId id, String name, Thresholds thresholds, String currency) {
        database.within(
                id,
                () -> {
                    database.sql()
                            .sql(CHANGE)
                            .param("name", name)
                            .param("a", thresholds.a())
                            .param("b", thresholds.b())
                            .param("c", thresholds.c())
                            .param("currency", currency)
                            .param("workspace", id.value())
                            .update();
                });
    }

    /// From which score on a lead is of a grade; below the last it is of grade D.
    ///
    /// @param a of 0 to 100, as the others
    /// @param b below `a`
    /// @param c below `b`
    public record Thresholds(int a, int b, int c) {
        public Thresholds {
            if (a > 100 || a <= b || b <= c || c < 0) {
                throw new IllegalArgumentException(
                        "thresholds do not fall from at most 100 to at least 0: %d, %d, %d"
                                .formatted(a, b, c));
            }
        }
    }

    /// @param demo whether what is in it is made up
    /// @param currency that amounts are summed in
    /// @param horizonDays an outcome counts when it comes within so many days
    /// @param version counts its changes, from 1 on
    public record Workspace(
            WorkspaceId id,
            String name,
            boolean demo,
            Instant createdAt,
            Thresholds thresholds,
            String currency,
            int horizonDays,
            long version) {}
}
