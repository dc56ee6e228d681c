package io.prox.platform.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.prox.contracts.WorkspaceId;
import io.prox.platform.database.Database;
import io.prox.platform.ids.Identifiers;
import io.prox.platform.problems.ProblemType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/// Keeps the facts that consumers could not take, with their bytes and the reason.
public final class Rejections {
    /// A repeat after a crash finds its row there.
    private static final String INSERT =
            """
            INSERT INTO platform.rejected (workspace_id, rejected_id, consumer, topic, partition,
                record_offset, record_key, record_value, problem, detail, version, rejected_at)
            VALUES (:workspace, :id, :consumer, :topic, :partition, :offset, :key, :value, :problem,
                :detail, :version, :at)
            ON CONFLICT (workspace_id, consumer, topic, partition, record_offset) DO NOTHING
            """;

    private static final String PAGE =
            """
            SELECT rejected_id, consumer, topic, partition, record_offset, problem, detail, version,
                rejected_at, replayed_at
            FROM platform.rejected
            WHERE workspace_id = :workspace AND (:before = '' OR rejected_id < :before)
            ORDER BY rejected_id DESC LIMIT :limit
            """;
    private static final String FIND =
            """
            SELECT rejected_id, consumer, topic, partition, record_offset, problem, detail, version,
                rejected_at, replayed_at
            FROM platform.rejected WHERE workspace_id = :workspace AND rejected_id = :id
            """;
    private static final String TAKE =
            """
            UPDATE platform.rejected SET replayed_at = :at
            WHERE workspace_id = :workspace AND rejected_id = :id AND replayed_at IS NULL
                AND record_key IS NOT NULL AND record_value IS NOT NULL
            RETURNING topic, partition, record_key, record_value
            """;
    private static final String WAITING =
            """
            SELECT count(*) FROM platform.rejected
            WHERE workspace_id = :workspace AND replayed_at IS NULL
            """;
    private static final String WAITING_FOR =
            """
            SELECT count(*) FROM platform.rejected
            WHERE workspace_id = :workspace AND consumer = :consumer AND replayed_at IS NULL
            """;

    private static final int LONGEST_DETAIL = 500;

    private final Database database;
    private final Identifiers identifiers;
    private final Clock clock;
    private final String version;

    /// @param version of this software, to be kept with each rejection
    public Rejections(Database database, Identifiers identifiers, Clock clock, String version) {
        this.database = database;
        this.identifiers = identifiers;
        this.clock = clock;
        this.version = version;
    }

    /// Keeps a record within the running transaction.
    void keep(String consumer, ConsumerRecord<byte[], byte[]> rejected, Outcome.Reject reason) {
        Optional<WorkspaceId> workspace = workspace(rejected.key());
        // A record without one is kept where no workspace sees it, for the operator.
        workspace.ifPresentOrElse(database::name, database::nameNone);
        database.sql()
                .sql(INSERT)
                .param("workspace", workspace.map(WorkspaceId::value).orElse(""))
                .param("id", identifiers.next("rejected"))
                .param("consumer", consumer)
                .param("topic", rejected.topic())
                .param("partition", rejected.partition())
                .param("offset", rejected.offset())
                .param("key", rejected.key())
                .param("value", rejected.value())
                .param("problem", reason.type().name())
                .param("detail", shortened(reason.detail()))
                .param("version", version)
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /// What was rejected, the newest first.
    ///
    /// @param before the identifier where the page before ended; empty for the first
    public List<Rejected> page(WorkspaceId workspace, String before, int limit) {
        return database.within(
                workspace,
                () ->
                        database.sql()
                                .sql(PAGE)
                                .param("workspace", workspace.value())
                                .param("before", before)
                                .param("limit", limit)
                                .query((row, number) -> rejected(row))
                                .list());
    }

    public Optional<Rejected> find(WorkspaceId workspace, String id) {
        return database.within(
                workspace,
                () ->
                        database.sql()
                                .sql(FIND)
                                .param("workspace", workspace.value())
                                .param("id", id)
                                .query((row, number) -> rejected(row))
                                .optional());
    }

    /// How many were rejected and not replayed yet.
    public long waiting(WorkspaceId workspace) {
        return database.within(
                workspace,
                () ->
                        database.sql()
                                .sql(WAITING)
                                .param("workspace", workspace.value())
                                .query((row, number) -> row.getLong(1))
                                .single());
    }

    /// How many a consumer rejected that were not replayed yet.
    public long waiting(WorkspaceId workspace, String consumer) {
        return database.within(
                workspace,
                () ->
                        database.sql()
                                .sql(WAITING_FOR)
                                .param("workspace", workspace.value())
                                .param("consumer", consumer)
                                .query((row, number) -> row.getLong(1))
                                .single());
    }

    /// Puts a rejected fact back on the log, as it was and into the partition that it came from,
    /// once. All consumers of its topic meet it again; those that have taken it in drop it by its
    /// revision, as they do whenever a fact comes twice.
    ///
    /// @param outbox that carries it
    /// @return false if it was put back before, or has no bytes to put back
    public boolean replay(WorkspaceId workspace, String id, Outbox outbox) {
        return database.within(
                workspace,
                () -> {
                    Optional<Message> taken =
                            database.sql()
                                    .sql(TAKE)
                                    .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                                    .param("workspace", workspace.value())
                                    .param("id", id)
                                    .query(
                                            (row, number) ->
                                                    new Message(
                                                            row.getString("topic"),
                                                            row.getInt("partition"),
                                                            row.getBytes("record_key"),
                                                            row.getBytes("record_value")))
                                    .optional();
                    taken.ifPresent(message -> outbox.append(List.of(message)));
                    return taken.isPresent();
                });
    }

    private static Rejected rejected(ResultSet row) throws SQLException {
        return new Rejected(
                row.getString("rejected_id"),
                row.getString("consumer"),
                row.getString("topic"),
                row.getInt("partition"),
                row.getLong("record_offset"),
                ProblemType.valueOf(row.getString("problem")),
                row.getString("detail"),
                row.getString("version"),
                row.getObject("rejected_at", OffsetDateTime.class).toInstant(),
                Optional.ofNullable(row.getObject("replayed_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant));
    }

    /// A fact that a consumer could not take, without its content.
    ///
    /// @param version of the software that could not take it
    /// @param replayedAt when it was put back on the log
    public record Rejected(
            String id,
            String consumer,
            String topic,
            int partition,
            long offset,
            ProblemType problem,
            String detail,
            String version,
            Instant rejectedAt,
            Optional<Instant> replayedAt) {}

    private static String shortened(String detail) {
        String clean = detail.replace("\0", "");
        return clean.length() <= LONGEST_DETAIL ? clean : clean.substring(0, LONGEST_DETAIL);
    }

    private static Optional<WorkspaceId> workspace(byte @Nullable [] key) {
        if (key == null) {
            return Optional.empty();
        }
        String text = new String(key, UTF_8);
        int end = text.indexOf('/');
        try {
            return end < 0
                    ? Optional.empty()
                    : Optional.of(new WorkspaceId(text.substring(0, end)));
        } catch (IllegalArgumentException foreign) {
            return Optional.empty();
        }
    }
}
