package io.prox.platform.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.prox.contracts.WorkspaceId;
import io.prox.platform.access.Caller;
import io.prox.platform.database.Database;
import io.prox.platform.sealing.Sealing;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// The audit log of each workspace.
///
/// An entry's hash covers the entry and the hash before it. Number and hash of the newest entry are
/// kept beside, under a tag made with a key that the database does not hold: so whoever changes the
/// tables, be they its superuser, can neither cut entries off the end nor write the whole log anew
/// without it being seen. What is not seen is a log that was put back, entries and head together,
/// as they once were, such as from a backup: only a number that was noted elsewhere tells.
///
/// A log that was tampered with stays so: the next entry goes on where the head says, and where
/// there is no true head it leaves out a number.
///
/// Entries name people by identifier only. Appending is part of the transaction that does what the
/// entry says; entries of one workspace wait for one another there.
public final class AuditLog {
    private static final String LAST =
            """
            SELECT number, hash FROM platform.audit_entry WHERE workspace_id = :workspace
            ORDER BY number DESC LIMIT 1
            """;
    private static final String HEAD =
            "SELECT number, hash, tag FROM platform.audit_head WHERE workspace_id = :workspace";
    private static final String SET_HEAD =
            """
            INSERT INTO platform.audit_head (workspace_id, number, hash, tag)
            VALUES (:workspace, :number, :hash, :tag)
            ON CONFLICT (workspace_id) DO UPDATE
            SET number = excluded.number, hash = excluded.hash, tag = excluded.tag
            """;
    private static final String LOCK =
            "SELECT pg_advisory_xact_lock(hashtext('prox.audit'), hashtext(:workspace))";
    private static final String APPEND =
            """
            INSERT INTO platform.audit_entry
                (workspace_id, number, at, actor, action, subject, detail, origin, hash)
            VALUES (:workspace, :number, :at, :actor, :action, :subject, :detail::jsonb, :origin,
                :hash)
            """;
    private static final String PAGE =
            """
            SELECT number, at, actor, action, subject, detail, origin, hash
            FROM platform.audit_entry
            WHERE workspace_id = :workspace AND number < :before
                AND (:action = '' OR action LIKE :action || '%')
                AND (:actor = '' OR actor = :actor)
                AND (:subject = '' OR subject = :subject)
            ORDER BY number DESC LIMIT :limit
            """;
    private static final String FORWARD =
            """
            SELECT number, at, actor, action, subject, detail, origin, hash
            FROM platform.audit_entry WHERE workspace_id = :workspace AND number > :after
            ORDER BY number LIMIT :limit
            """;

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<TreeMap<String, String>> DETAIL = new TypeReference<>() {};
    private static final byte[] FIRST = new byte[32];
    private static final int STEP = 10_000;

    private final Database database;
    private final Sealing sealing;
    private final Clock clock;

    public AuditLog(Database database, Sealing sealing, Clock clock) {
        this.database = database;
        this.sealing = sealing;
        this.clock = clock;
    }

    /// Appends what a caller does, within the running transaction.
    ///
    /// @param action `model.promoted`
    /// @param subject what it was done to, by identifier
    /// @param detail more of it, without personal data
    public void append(Caller caller, String action, String subject, Map<String, String> detail) {
        append(caller.workspace(), caller.id(), action, subject, detail, caller.origin());
    }

    /// Appends an entry, within the running transaction.
    ///
    /// @param actor user or key; `prox` where the software acts by itself
    /// @param action `model.promoted`
    /// @param subject what it was done to, by identifier
    /// @param detail more of it, without personal data
    /// @param origin where the request came from; empty where there was none
    public void append(
            WorkspaceId workspace,
            String actor,
            String action,
            String subject,
            Map<String, String> detail,
            String origin) {
        database.within(
                workspace,
                () -> {
                    JdbcClient sql = database.sql();
                    sql.sql(LOCK)
                            .param("workspace", workspace.value())
                            .query((row, number) -> true)
                            .list();
                    Link last = last(workspace);
                    var entry =
                            new AuditEntry(
                                    last.number() + 1,
                                    // PostgreSQL keeps microseconds, and the hash must stay true
                                    clock.instant().truncatedTo(ChronoUnit.MICROS),
                                    actor,
                                    action,
                                    subject,
                                    detail,
                                    origin);
                    byte[] hash = hash(workspace, entry, last.hash());
                    sql.sql(APPEND)
                            .param("workspace", workspace.value())
                            .param("number", entry.number())
                            .param("at", entry.at().atOffset(ZoneOffset.UTC))
                            .param("actor", entry.actor())
                            .param("action", entry.action())
                            .param("subject", entry.subject())
                            .param("detail", JSON.writeValueAsString(entry.detail()))
                            .param("origin", entry.origin())
                            .param("hash", hash)
                            .update();
                    sql.sql(SET_HEAD)
                            .param("workspace", workspace.value())
                            .param("number", entry.number())
                            .param("hash", hash)
                            .param("tag", tag(workspace, new Link(entry.number(), hash)))
                            .update();
                });
    }

    /// What the next entry follows.
    private Link last(WorkspaceId workspace) {
        Head head = head(workspace);
        Optional<Link> entry =
                database.sql()
                        .sql(LAST)
                        .param("workspace", workspace.value())
                        .query((row, number) -> new Link(row.getLong(1), row.getBytes(2)))
                        .optional();
        long newest = entry.map(Link::number).orElse(0L);
        return head.isTrue() && head.link().number() >= newest
                ? head.link()
                : new Link(Math.max(newest, head.link().number()) + 1, FIRST);
    }

    /// Where the log ends, as the running transaction sees it. Without a head it is one without
    /// entries.
    private Head head(WorkspaceId workspace) {
        return database.sql()
                .sql(HEAD)
                .param("workspace", workspace.value())
                .query(
                        (row, number) -> {
                            var link = new Link(row.getLong("number"), row.getBytes("hash"));
                            return new Head(
                                    link, row.getString("tag").equals(tag(workspace, link)));
                        })
                .optional()
                .orElse(new Head(new Link(0, FIRST), true));
    }

    private String tag(WorkspaceId workspace, Link link) {
        return sealing.installationIndex()
                .token(
                        "audit-head",
                        "%s %d %s"
                                .formatted(
                                        workspace.value(),
                                        link.number(),
                                        HexFormat.of().formatHex(link.hash())));
    }

    /// The newest entries that fit.
    ///
    /// @param before the number that they are below
    /// @param filter empty texts let all pass
    public List<AuditEntry> page(
            WorkspaceId workspace, OptionalLong before, Filter filter, int limit) {
        return database.within(
                workspace,
                () ->
                        database.sql()
                                .sql(PAGE)
                                .param("workspace", workspace.value())
                                .param("before", before.orElse(Long.MAX_VALUE))
                                .param("action", filter.action())
                                .param("actor", filter.actor())
                                .param("subject", filter.subject())
                                .param("limit", limit)
                                .query((row, number) -> entry(row))
                                .list());
    }

    /// Walks the whole log of a workspace.
    ///
    /// @return the number of the first entry that was changed, that does not follow the one before,
    ///   or that is missing; empty if all is as it was written
    public OptionalLong firstBroken(WorkspaceId workspace) {
        Head least = database.within(workspace, () -> head(workspace));
        long after = 0;
        byte[] before = FIRST;
        while (true) {
            long from = after;
            List<Map.Entry<AuditEntry, Link>> entries =
                    database.within(
                            workspace,
                            () ->
                                    database.sql()
                                            .sql(FORWARD)
                                            .param("workspace", workspace.value())
                                            .param("after", from)
                                            .param("limit", STEP)
                                            .query(
                                                    (row, number) ->
                                                            Map.entry(
                                                                    entry(row),
                                                                    new Link(
                                                                            row.getLong("number"),
                                                                            row.getBytes("hash"))))
                                            .list());
            for (Map.Entry<AuditEntry, Link> stored : entries) {
                AuditEntry entry = stored.getKey();
                if (entry.number() != after + 1
                        || !Arrays.equals(
                                stored.getValue().hash(), hash(workspace, entry, before))) {
                    return OptionalLong.of(after + 1);
                }
                after = entry.number();
                before = stored.getValue().hash();
                if (least.isTrue()
                        && after == least.link().number()
                        && !Arrays.equals(before, least.link().hash())) {
                    return OptionalLong.of(after);
                }
            }
            if (entries.size() < STEP) {
                // Entries may have come while we walked, and their head with them.
                Head most = database.within(workspace, () -> head(workspace));
                boolean ends =
                        least.isTrue()
                                && most.isTrue()
                                && least.link().number() <= after
                                && after <= most.link().number();
                return ends ? OptionalLong.empty() : OptionalLong.of(after + 1);
            }
        }
    }

    private static AuditEntry entry(ResultSet row) throws SQLException {
        return new AuditEntry(
                row.getLong("number"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("actor"),
                row.getString("action"),
                row.getString("subject"),
                JSON.readValue(row.getString("detail"), DETAIL),
                row.getString("origin"));
    }

    private static byte[] hash(WorkspaceId workspace, AuditEntry entry, byte[] before) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(before);
            for (String field :
                    List.of(
                            workspace.value(),
                            Long.toString(entry.number()),
                            entry.at().toString(),
                            entry.actor(),
                            entry.action(),
                            entry.subject(),
                            JSON.writeValueAsString(new TreeMap<>(entry.detail())),
                            entry.origin())) {
                byte[] bytes = field.getBytes(UTF_8);
                digest.update((bytes.length + ":").getBytes(UTF_8));
                digest.update(bytes);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    /// What entries are asked for.
    ///
    /// @param action beginning of it: `model` finds `model.promoted`
    public record Filter(String action, String actor, String subject) {
        public static final Filter NONE = new Filter("", "", "");
    }

    /// @param isTrue whether its tag is ours
    private record Head(Link link, boolean isTrue) {}

    private static final class Link {
        private final long number;
        private final byte[] hash;

        Link(long number, byte[] hash) {
            this.number = number;
            this.hash = hash;
        }

        long number() {
            return number;
        }

        byte[] hash() {
            return hash;
        }
    }
}
