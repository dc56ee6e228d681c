package io.prox.ingestion.who;

import io.prox.contracts.Bytes;
import io.prox.contracts.EventFact.EventAccepted;
import io.prox.contracts.EventFact.Receipt;
import io.prox.contracts.FactJson;
import io.prox.contracts.Topics;
import io.prox.contracts.WorkspaceId;
import io.prox.features.events.EventReading;
import io.prox.features.events.ReadEvent;
import io.prox.ingestion.events.EventDoor;
import io.prox.ingestion.events.SentEvent;
import io.prox.ingestion.who.KeptEvents.Entry;
import io.prox.ingestion.who.KeptEvents.Stage;
import io.prox.platform.database.Database;
import io.prox.platform.log.Message;
import io.prox.platform.log.Outbox;
import io.prox.platform.sealing.BlindIndex;
import io.prox.platform.sealing.DataKey;
import io.prox.platform.sealing.DayKeys;
import io.prox.platform.sealing.Sealing;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Puts kept events back onto the log, as if the door had just taken them; of when they were
/// received they keep what was so. A second time does nothing. What fails again is kept again, as
/// another.
final class Replays {
    private final Database database;
    private final KeptEvents kept;
    private final KnownEvents known;
    private final DayKeys eventKeys;
    private final Sealing sealing;
    private final Outbox outbox;
    private final Clock clock;

    Replays(
            Database database,
            KeptEvents kept,
            KnownEvents known,
            DayKeys eventKeys,
            Sealing sealing,
            Outbox outbox,
            Clock clock) {
        this.database = database;
        this.kept = kept;
        this.known = known;
        this.eventKeys = eventKeys;
        this.sealing = sealing;
        this.outbox = outbox;
        this.clock = clock;
    }

    /// What became of one that was to be put back.
    enum Fate {
        REPLAYED,
        /// It was put back before.
        BEFORE,
        /// This version cannot read it either.
        UNREADABLE,
        /// Nothing was kept of what was sent, or its key is gone.
        GONE
    }

    /// In the running transaction, which has named the workspace, or one of its own.
    ///
    /// @return by identifier; those that there are not are not among them
    Map<String, Fate> replay(WorkspaceId workspace, Collection<String> ids) {
        return database.within(
                workspace,
                () -> {
                    LocalDate day = eventKeys.today();
                    DataKey key = eventKeys.of(workspace, day);
                    BlindIndex index = sealing.keys(workspace).index();
                    Map<String, Fate> fates = new LinkedHashMap<>();
                    List<String> replayed = new ArrayList<>();
                    List<String> forgotten = new ArrayList<>();
                    List<Message> messages = new ArrayList<>();
                    for (Entry entry : kept.find(workspace, ids)) {
                        if (entry.replayedAt().isPresent()) {
                            fates.put(entry.id(), Fate.BEFORE);
                            continue;
                        }
                        Optional<SentEvent> sent =
                                entry.kept().sent().map(bytes -> SentEvent.decoded(bytes.array()));
                        Optional<ReadEvent> read = sent.flatMap(own -> read(own, entry));
                        if (read.isEmpty()) {
                            fates.put(entry.id(), sent.isEmpty() ? Fate.GONE : Fate.UNREADABLE);
                            continue;
                        }
                        EventAccepted fact = fact(workspace, entry, sent.orElseThrow(), day, key);
                        if (entry.kept().stage() == Stage.PARTLY) {
                            forgotten.add(
                                    OpenedEvent.of(
                                                    fact,
                                                    sent.orElseThrow(),
                                                    Map.of(),
                                                    read.get(),
                                                    index)
                                            .id());
                        }
                        messages.add(
                                Message.of(
                                        Topics.EVENTS,
                                        Topics.key(workspace, entry.id()),
                                        FactJson.EVENTS.encode(fact)));
                        replayed.add(entry.id());
                        fates.put(entry.id(), Fate.REPLAYED);
                    }
                    known.forget(workspace, forgotten);
                    kept.replayed(workspace, replayed, clock.instant());
                    outbox.append(messages);
                    return fates;
                });
    }

    private static Optional<ReadEvent> read(SentEvent sent, Entry entry) {
        return sent.read(entry.kept().receipt().at()) instanceof SentEvent.Result.Read read
                        && read.event() instanceof EventReading.Result.Read(ReadEvent event)
                ? Optional.of(event)
                : Optional.empty();
    }

    private static EventAccepted fact(
            WorkspaceId workspace, Entry entry, SentEvent sent, LocalDate day, DataKey key) {
        Receipt before = entry.kept().receipt();
        return new EventAccepted(
                workspace,
                new Receipt(before.source(), before.channel(), before.at(), day, before.network()),
                Bytes.of(key.seal(EventDoor.USE, sent.encoded())));
    }
}
