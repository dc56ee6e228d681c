package io.prox.ingestion.who;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.prox.contracts.ActivityFact;
import io.prox.contracts.ActivityFact.Deed;
import io.prox.contracts.Cause;
import io.prox.contracts.FactJson;
import io.prox.contracts.LeadId;
import io.prox.contracts.Topics;
import io.prox.contracts.WorkspaceId;
import io.prox.platform.database.Database;
import io.prox.platform.log.Message;
import io.prox.platform.log.Outbox;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What visitors did, and which leads that was published of. All methods work within the running
/// transaction, which has named the workspace and locked the visitors.
final class Activities {
    private static final String ADD =
            """
            INSERT INTO ingestion.activity (workspace_id, visitor, activity, at, known_at, lead_id,
                revision, deed)
            SELECT :workspace, visitor, activity, at, :known, NULL, 0, deed::jsonb
            FROM unnest(:visitors::text[], :activities::text[], :times::timestamptz[], :deeds::text[])
                AS new (visitor, activity, at, deed)
            ON CONFLICT DO NOTHING
            RETURNING activity
            """;
    private static final String READ =
            """
            SELECT visitor, activity, lead_id, revision, deed FROM ingestion.activity
            WHERE workspace_id = :workspace AND visitor = ANY (:visitors)
            ORDER BY visitor, activity
            """;
    private static final String WAITING =
            """
            SELECT wanted.visitor FROM unnest(:visitors::text[]) AS wanted (visitor)
            WHERE EXISTS (
                SELECT FROM ingestion.activity WHERE workspace_id = :workspace
                    AND activity.visitor = wanted.visitor AND lead_id IS NULL)
            """;
    private static final String MOVE =
            """
            UPDATE ingestion.activity AS stored SET lead_id = new.lead, revision = new.revision
            FROM unnest(:visitors::text[], :activities::text[], :leads::text[], :revisions::bigint[])
                AS new (visitor, activity, lead, revision)
            WHERE stored.workspace_id = :workspace AND stored.visitor = new.visitor
                AND stored.activity = new.activity
            """;

    private final Database database;
    private final Outbox outbox;

    Activities(Database database, Outbox outbox) {
        this.database = database;
        this.outbox = outbox;
    }

    /// Something that a visitor did.
    ///
    /// @param activity by identifier
    /// @param lead whose it was published as
    /// @param revision of the last fact about it
    record Done(String visitor, String activity, Optional<LeadId> lead, long revision, Deed deed) {}

    /// Keeps what is not known yet.
    ///
    /// @param done of nobody
    /// @return those of them that are new
    List<Done> add(WorkspaceId workspace, List<Done> done, Instant now) {
        if (done.isEmpty()) {
            return List.of();
        }
        Set<String> added =
                new HashSet<>(
                        sql(ADD, workspace)
                                .param("known", now.atOffset(ZoneOffset.UTC))
                                .param(
                                        "visitors",
                                        done.stream().map(Done::visitor).toArray(String[]::new))
                                .param(
                                        "activities",
                                        done.stream().map(Done::activity).toArray(String[]::new))
                                .param(
                                        "times",
                                        done.stream()
                                                .map(each -> each.deed().at().toString())
                                                .toArray(String[]::new))
                                .param(
                                        "deeds",
                                        done.stream()
                                                .map(
                                                        each ->
                                                                new String(
                                                                        FactJson.DEEDS.encode(
                                                                                each.deed()),
                                                                        UTF_8))
                                                .toArray(String[]::new))
                                .query((row, number) -> row.getString("activity"))
                                .list());
        return done.stream().filter(each -> added.contains(each.activity())).toList();
    }

    /// Those of some visitors of whom something waits until somebody proves whose it is.
    List<String> waiting(WorkspaceId workspace, Collection<String> visitors) {
        return visitors.isEmpty()
                ? List.of()
                : sql(WAITING, workspace)
                        .param("visitors", visitors.toArray(String[]::new))
                        .query((row, number) -> row.getString("visitor"))
                        .list();
    }

    /// All that visitors did.
    List<Done> of(WorkspaceId workspace, Collection<String> visitors) {
        return visitors.isEmpty()
                ? List.of()
                : sql(READ, workspace)
                        .param("visitors", visitors.toArray(String[]::new))
                        .query((row, number) -> done(row))
                        .list();
    }

    private static Done done(ResultSet row) throws SQLException {
        return new Done(
                row.getString("visitor"),
                row.getString("activity"),
                Optional.ofNullable(row.getString("lead_id")).map(LeadId::new),
                row.getLong("revision"),
                FactJson.DEEDS.decode(row.getString("deed").getBytes(UTF_8)).orElseThrow());
    }

    /// An activity, and whose it is now.
    record Move(Done done, Optional<LeadId> lead) {
        boolean isOne() {
            return !lead.equals(done.lead());
        }
    }

    /// Publishes whose activities are now, where that is not as it was.
    void move(WorkspaceId workspace, List<Move> moves, Cause cause, Instant now) {
        List<Move> real = moves.stream().filter(Move::isOne).toList();
        if (real.isEmpty()) {
            return;
        }
        var messages = new ArrayList<Message>();
        var revisions = new ArrayList<Long>();
        for (Move move : real) {
            long revision = move.done().revision();
            if (move.done().lead().isPresent()) {
                messages.add(
                        message(
                                new ActivityFact.ActivityTakenBack(
                                        workspace,
                                        move.done().lead().get(),
                                        move.done().activity(),
                                        ++revision,
                                        now,
                                        cause)));
            }
            if (move.lead().isPresent()) {
                messages.add(
                        message(
                                new ActivityFact.ActivityHappened(
                                        workspace,
                                        move.lead().get(),
                                        move.done().activity(),
                                        ++revision,
                                        now,
                                        cause,
                                        move.done().deed())));
            }
            revisions.add(revision);
        }
        sql(MOVE, workspace)
                .param(
                        "visitors",
                        real.stream().map(move -> move.done().visitor()).toArray(String[]::new))
                .param(
                        "activities",
                        real.stream().map(move -> move.done().activity()).toArray(String[]::new))
                .param(
                        "leads",
                        real.stream()
                                .map(move -> move.lead().map(LeadId::value).orElse(null))
                                .toArray(String[]::new))
                .param("revisions", revisions.toArray(Long[]::new))
                .update();
        outbox.append(messages);
    }

    private static Message message(ActivityFact fact) {
        return Message.of(
                Topics.ACTIVITY,
                Topics.key(fact.workspace(), fact.lead()),
                FactJson.ACTIVITY.encode(fact));
    }

    private JdbcClient.StatementSpec sql(String statement, WorkspaceId workspace) {
        return database.sql().sql(statement).param("workspace", workspace.value());
    }
}
