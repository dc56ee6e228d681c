package io.prox.console.work.acts;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.prox.console.work.Status;
import io.prox.contracts.LeadId;
import io.prox.contracts.WorkspaceId;
import io.prox.platform.database.Database;
import io.prox.platform.problems.ProblemException;
import io.prox.platform.problems.ProblemType;
import io.prox.platform.sealing.DataKey;
import io.prox.platform.sealing.Sealing;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/// What people said of leads. A note is sealed with the key of its lead, and gone with it.
final class Feedback {
    private static final String KEEP =
            """
            INSERT INTO console.feedback
                (workspace_id, lead_id, number, at, said_by, status, reason, sealed_note)
            VALUES (:workspace, :lead, :number, :at, :by, :status, :reason, :note)
            """;
    private static final String NEXT =
            """
            SELECT coalesce(max(number), 0) + 1 FROM console.feedback
            WHERE workspace_id = :workspace AND lead_id = :lead
            """;
    private static final String READ =
            """
            SELECT number, at, said_by, status, reason, sealed_note FROM console.feedback
            WHERE workspace_id = :workspace AND lead_id = :lead ORDER BY number DESC LIMIT :most
            """;
    private static final int MOST = 200;

    private final Database database;
    private final Sealing sealing;

    Feedback(Database database, Sealing sealing) {
        this.database = database;
        this.sealing = sealing;
    }

    /// Keeps what was said with a change of status, within the running transaction, which has
    /// locked the lead.
    void keep(WorkspaceId workspace, LeadId lead, WorkState state, Act.SetStatus said, String by) {
        long number =
                database.sql()
                        .sql(NEXT)
                        .param("workspace", workspace.value())
                        .param("lead", lead.value())
                        .query((row, count) -> row.getLong(1))
                        .single();
        database.sql()
                .sql(KEEP)
                .param("workspace", workspace.value())
                .param("lead", lead.value())
                .param("number", number)
                .param("at", state.changedAt().orElseThrow().atOffset(ZoneOffset.UTC))
                .param("by", by)
                .param("status", said.status().word())
                .param("reason", said.reason().map(Reason::word).orElse(null))
                .param(
                        "note",
                        said.note()
                                .map(
                                        note ->
                                                key(workspace, lead)
                                                        .seal(use(number), note.getBytes(UTF_8)))
                                .orElse(null))
                .update();
    }

    private DataKey key(WorkspaceId workspace, LeadId lead) {
        return sealing.open(workspace, lead.value())
                .orElseThrow(
                        () ->
                                new ProblemException(
                                        ProblemType.CONFLICT,
                                        "The note cannot be kept: the lead was just deleted."));
    }

    /// What was said of a lead, the newest first. To be audited by the caller, since notes may name
    /// people.
    List<Said> read(WorkspaceId workspace, LeadId lead) {
        Optional<DataKey> key = sealing.open(workspace, lead.value());
        return database.sql()
                .sql(READ)
                .param("workspace", workspace.value())
                .param("lead", lead.value())
                .param("most", MOST)
                .query(
                        (row, count) -> {
                            long number = row.getLong("number");
                            Optional<byte[]> note =
                                    Optional.ofNullable(row.getBytes("sealed_note"));
                            return new Said(
                                    number,
                                    row.getObject("at", OffsetDateTime.class).toInstant(),
                                    row.getString("said_by"),
                                    Status.of(row.getString("status")).orElseThrow(),
                                    Optional.ofNullable(row.getString("reason")),
                                    note.flatMap(
                                            kept -> key.map(opener -> open(opener, number, kept))));
                        })
                .list();
    }

    private static String open(DataKey key, long number, byte[] note) {
        return new String(key.open(use(number), note), UTF_8);
    }

    private static String use(long number) {
        return "feedback/" + number;
    }

    /// One thing that somebody said.
    ///
    /// @param by user or key
    record Said(
            long number,
            Instant at,
            String by,
            Status status,
            Optional<String> reason,
            Optional<String> note) {}
}
