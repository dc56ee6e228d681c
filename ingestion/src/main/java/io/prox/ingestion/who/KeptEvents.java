package io.prox.ingestion.who;

import io.prox.contracts.Bytes;
import io.prox.contracts.EventFact.Fault;
import io.prox.contracts.EventFact.Receipt;
import io.prox.contracts.WorkspaceId;
import io.prox.platform.database.Database;
import io.prox.platform.ids.Identifiers;
import io.prox.platform.sealing.DayKeys;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// Events that were refused at the door, or could not be taken behind it, with what was sent.
final class KeptEvents {
    /// For what they are sealed.
    static final String USE = "kept-event";

    private static final String KEEP =
            """
            INSERT INTO ingestion.kept_event (workspace_id, kept_id, stage, source_id, channel,
                received_at, network, reason, faults, version, day, sealed)
            SELECT :workspace, kept, stage, source, channel, received, network, reason, faults::jsonb,
                :version, :day, sealed
            FROM unnest(:kept::text[], :stages::text[], :sources::text[], :channels::text[],
                :received::timestamptz[], :networks::text[], :reasons::text[], :faults::text[],
                :sealed::bytea[])
                AS new (kept, stage, source, channel, received, network, reason, faults, sealed)
            """;
    private static final JsonMapper JSON = JsonMapper.shared();

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
    record Kept(
            Stage stage, Receipt receipt, String reason, List<Fault> faults, Optional<Bytes> sent) {
        Kept {
            faults = List.copyOf(faults);
        }
    }

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
                .update();
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
