package io.prox.ingestion.who;

import io.prox.contracts.Bytes;
import io.prox.contracts.EventFact.Channel;
import io.prox.contracts.EventFact.Fault;
import io.prox.contracts.EventFact.Receipt;
import io.prox.contracts.WorkspaceId;
import io.prox.platform.database.Database;
import io.prox.platform.ids.Identifiers;
import io.prox.platform.sealing.DayKeys;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Events that were refused at the door, or could not be taken behind it, with what was sent.
final class KeptEvents {
    /// For what they are sealed.
    static final String USE = "kept-event";

    private static final String KEEP =
            """
            INSERT INTO ingestion.kept_event (workspace_id, kept_id, stage, source_id, channel,
                received_at, network, reason, faults, version, day, sealed, persons)
            SELECT :workspace, kept, stage, source, channel, received, network, reason, faults::jsonb,
                :version, :day, sealed, string_to_array(persons, ' ')
            FROM unnest(:kept::text[], :stages::text[], :sources::text[], :channels::text[],
                :received::timestamptz[], :networks::text[], :reasons::text[], :faults::text[],
                :sealed::bytea[], :persons::text[])
                AS new (kept, stage, source, channel, received, network, reason, faults, sealed, persons)
            """;
    private static final String COLUMNS =
            """
            kept_id, stage, source_id, channel, received_at, network, reason, faults, version, day,
                sealed, persons, replayed_at
            """;

    /// Identifiers rise with time.
    private static final String PAGE =
            "SELECT "
                    + COLUMNS
                    + """
                    FROM ingestion.kept_event WHERE workspace_id = :workspace
                        AND (:before = '' OR kept_id < :before)
                        AND (:source = '' OR source_id = :source) AND (:stage = '' OR stage = :stage)
                        AND (NOT :waiting OR replayed_at IS NULL)
                    ORDER BY kept_id DESC LIMIT :limit
                    """;

    private static final String FIND =
            "SELECT "
                    + COLUMNS
                    + " FROM ingestion.kept_event WHERE workspace_id = :workspace AND kept_id = ANY (:kept) ORDER BY kept_id FOR UPDATE";
    private static final String REPLAYED =
            """
            UPDATE ingestion.kept_event SET replayed_at = :now
            WHERE workspace_id = :workspace AND kept_id = ANY (:kept)
            """;
    private static final String LET_GO =
            "DELETE FROM ingestion.kept_event WHERE workspace_id = :workspace AND day < :day";
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<List<Fault>> FAULTS = new TypeReference<>() {};

    private final Database database;
    private final DayKeys days;
    private final Identifiers identifiers;
    private final String version;

    /// @param days whose keys seal what is kept
    /// @param version of this software, to be kept with each
    KeptEvents(Database database, DayKeys days, Identifiers identifiers, String version) {
        this.database = database;
        this.days = days;
        this.identifiers = identifiers;
        this.version = version;
    }

    /// Where an event went no further.
    enum Stage {
        /// At the door; its sender was told.
        REFUSED,
        /// Behind the door; nothing came of it.
        REJECTED,
        /// It was taken, without what could not be read.
        PARTLY
    }

    /// @param reason in words, without anything that was sent
    /// @param sent as it was sent; empty where that is not there any more
    /// @param persons whom it speaks of, where that could be read: keyed hashes
    record Kept(
            Stage stage,
            Receipt receipt,
            String reason,
            List<Fault> faults,
            Optional<Bytes> sent,
            List<String> persons) {
        Kept {
            faults = List.copyOf(faults);
            persons = List.copyOf(persons);
        }
    }

    /// One that is kept.
    ///
    /// @param kept without what was sent where its key is gone, or nothing was kept of it
    /// @param version of ProX that could not take it
    record Entry(String id, Kept kept, String version, Optional<Instant> replayedAt) {}

    /// Which are wanted; empty texts for all.
    ///
    /// @param before the identifier where the page before ended
    /// @param waiting whether only those that were not replayed
    record Wanted(String before, String source, String stage, boolean waiting) {}

    /// Keeps events within the running transaction.
    void keep(WorkspaceId workspace, List<Kept> all) {
        if (all.isEmpty()) {
            return;
        }
        LocalDate day = days.today();
        var key = days.of(workspace, day);
        var ids = new ArrayList<String>();
        var sealed = new ArrayList<byte @Nullable []>();
        for (Kept kept : all) {
            String id = identifiers.next("event");
            ids.add(id);
            sealed.add(kept.sent().map(sent -> key.seal(use(id), sent.array())).orElse(null));
        }
        database.sql()
                .sql(KEEP)
                .param("workspace", workspace.value())
                .param("version", version)
                .param("day", day)
                .param("kept", ids.toArray(String[]::new))
                .param("stages", texts(all, kept -> word(kept.stage())))
                .param("sources", texts(all, kept -> kept.receipt().source()))
                .param("channels", texts(all, kept -> word(kept.receipt().channel())))
                .param(
                        "received",
                        texts(all, kept -> kept.receipt().at().atOffset(ZoneOffset.UTC).toString()))
                .param("networks", texts(all, kept -> kept.receipt().network().orElse(null)))
                .param("reasons", texts(all, Kept::reason))
                .param("faults", texts(all, kept -> JSON.writeValueAsString(kept.faults())))
                .param("sealed", sealed.toArray(byte[][]::new))
                .param("persons", texts(all, kept -> String.join(" ", kept.persons())))
                .update();
    }

    /// The newest first, without what was sent, in a transaction of its own.
    List<Entry> page(WorkspaceId workspace, Wanted wanted, int limit) {
        return database.within(
                workspace,
                () ->
                        sql(PAGE, workspace)
                                .param("before", wanted.before())
                                .param("source", wanted.source())
                                .param("stage", wanted.stage())
                                .param("waiting", wanted.waiting())
                                .param("limit", limit)
                                .query((row, number) -> entry(row, Optional.empty()))
                                .list());
    }

    /// Some of them, with what was sent, locked until the running transaction ends.
    List<Entry> find(WorkspaceId workspace, Collection<String> ids) {
        return sql(FIND, workspace)
                .param("kept", ids.toArray(String[]::new))
                .query((row, number) -> entry(row, sent(workspace, row)))
                .list();
    }

    /// That some were put back onto the log.
    void replayed(WorkspaceId workspace, Collection<String> ids, Instant now) {
        if (!ids.isEmpty()) {
            sql(REPLAYED, workspace)
                    .param("kept", ids.toArray(String[]::new))
                    .param("now", now.atOffset(ZoneOffset.UTC))
                    .update();
        }
    }

    /// Lets go of what was kept before a day, in a transaction of its own.
    void letGo(WorkspaceId workspace, LocalDate day) {
        database.within(workspace, () -> sql(LET_GO, workspace).param("day", day).update());
    }

    private Optional<Bytes> sent(WorkspaceId workspace, ResultSet row) throws SQLException {
        byte[] sealed = row.getBytes("sealed");
        String id = row.getString("kept_id");
        return sealed == null
                ? Optional.empty()
                : days.find(workspace, row.getObject("day", LocalDate.class))
                        .map(key -> Bytes.of(key.open(use(id), sealed)));
    }

    private static Entry entry(ResultSet row, Optional<Bytes> sent) throws SQLException {
        return new Entry(
                row.getString("kept_id"),
                new Kept(
                        Stage.valueOf(row.getString("stage").toUpperCase(Locale.ROOT)),
                        new Receipt(
                                row.getString("source_id"),
                                Channel.valueOf(row.getString("channel").toUpperCase(Locale.ROOT)),
                                row.getObject("received_at", OffsetDateTime.class).toInstant(),
                                row.getObject("day", LocalDate.class),
                                Optional.ofNullable(row.getString("network"))),
                        row.getString("reason"),
                        JSON.readValue(row.getString("faults"), FAULTS),
                        sent,
                        List.of((String[]) row.getArray("persons").getArray())),
                row.getString("version"),
                Optional.ofNullable(row.getObject("replayed_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant));
    }

    private JdbcClient.StatementSpec sql(String statement, WorkspaceId workspace) {
        return database.sql().sql(statement).param("workspace", workspace.value());
    }

    static String use(String id) {
        return USE + "/" + id;
    }

    private interface Text {
        @Nullable String of(Kept kept);
    }

    private static @Nullable String[] texts(List<Kept> all, Text text) {
        return all.stream().map(text::of).toArray(String[]::new);
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
