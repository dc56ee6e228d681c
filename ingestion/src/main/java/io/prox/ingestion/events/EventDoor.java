package io.prox.ingestion.events;

import io.prox.contracts.Bytes;
import io.prox.contracts.EventFact;
import io.prox.contracts.EventFact.Channel;
import io.prox.contracts.EventFact.Fault;
import io.prox.contracts.EventFact.Receipt;
import io.prox.contracts.FactJson;
import io.prox.contracts.Topics;
import io.prox.features.events.EventReading;
import io.prox.features.events.EventType;
import io.prox.features.events.ReadEvent;
import io.prox.ingestion.keys.Sender;
import io.prox.platform.log.LogException;
import io.prox.platform.log.Message;
import io.prox.platform.log.Receipts;
import io.prox.platform.problems.ProblemException;
import io.prox.platform.problems.ProblemType;
import io.prox.platform.sealing.BlindIndex;
import io.prox.platform.sealing.DataKey;
import io.prox.platform.sealing.DayKeys;
import io.prox.platform.sealing.Sealing;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Takes events: each that can be read, and of the others the reason. Returns when the log has them
/// all, the refused ones too, so that they can be looked at.
public final class EventDoor {
    /// For what an event is sealed.
    public static final String USE = "event";

    /// Of refused events of a key in a minute so many are kept with what was sent.
    private static final int MOST_KEPT = 60;

    private static final Duration SOON = Duration.ofSeconds(2);
    private static final int SECONDS_AT_ONCE = 5;

    private final Receipts receipts;
    private final DayKeys days;
    private final Sealing sealing;
    private final Clock clock;
    private final Quotas byKey;
    private final Quotas byAddress;
    private final Quotas kept;

    EventDoor(
            Receipts receipts,
            DayKeys days,
            Sealing sealing,
            EventsProperties properties,
            Clock clock) {
        this.receipts = receipts;
        this.days = days;
        this.sealing = sealing;
        this.clock = clock;
        this.byKey = quotas(properties.keyPerSecond(), clock);
        this.byAddress = quotas(properties.addressPerSecond(), clock);
        this.kept = new Quotas(1, MOST_KEPT, clock);
    }

    private static Quotas quotas(int perSecond, Clock clock) {
        return new Quotas(perSecond, SECONDS_AT_ONCE * perSecond, clock);
    }

    /// From where something is sent.
    ///
    /// @param network to be kept; empty where that is not known
    /// @param line of a provider, to be counted by
    /// @param agent what the client says of itself
    record Where(Optional<String> network, String line, Optional<String> agent) {}

    /// What of some events was not taken.
    ///
    /// @param index of it among them
    record Refused(int index, List<Fault> faults) {
        Refused {
            faults = List.copyOf(faults);
        }
    }

    /// Whether somebody may send just now, before anything is read of it.
    ///
    /// @throws ProblemException if they have sent too much
    void admit(Sender sender, Where where) {
        Duration pause = byKey.pause(sender.key());
        if (pause.isPositive()) {
            throw tooMany("This key sends", pause);
        }
        if (sender.channel() == Channel.BROWSER) {
            pause = byAddress.pause(where.line());
            if (pause.isPositive()) {
                throw tooMany("This address sends", pause);
            }
        }
    }

    private static ProblemException tooMany(String who, Duration pause) {
        return ProblemException.passing(
                ProblemType.TOO_MANY_REQUESTS,
                who + " more events than it may. Nothing of this was stored. Try again.",
                pause);
    }

    /// Takes the messages of a body.
    ///
    /// @param type what the address says that they are; empty where each says so itself
    /// @return those that were refused
    /// @throws ProblemException if nothing is known to be stored
    List<Refused> take(Sender sender, Where where, Optional<EventType> type, SentBody body) {
        byKey.take(sender.key(), body.messages().size());
        if (sender.channel() == Channel.BROWSER) {
            byAddress.take(where.line(), body.messages().size());
        }
        Instant now = clock.instant();
        LocalDate day = days.today();
        DataKey key = days.of(sender.workspace(), day);
        BlindIndex index = sealing.keys(sender.workspace()).index();
        var receipt = new Receipt(sender.source(), sender.channel(), now, day, where.network());
        var refused = new ArrayList<Refused>();
        var messages = new ArrayList<Message>();
        for (int number = 0; number < body.messages().size(); number++) {
            var sent =
                    new SentEvent(
                            type,
                            body.sentAt(),
                            where.agent(),
                            body.context(),
                            body.messages().get(number));
            switch (read(sent, now)) {
                case Reading.Whole(ReadEvent event) ->
                        messages.add(
                                message(
                                        visitor(event, index),
                                        new EventFact.EventAccepted(
                                                sender.workspace(), receipt, sealed(sent, key))));
                case Reading.Faulty(List<Fault> faults) -> {
                    refused.add(new Refused(number, faults));
                    messages.add(
                            message(
                                    sender.key(),
                                    new EventFact.EventRefused(
                                            sender.workspace(),
                                            receipt,
                                            faults,
                                            mayKeep(sender)
                                                    ? Optional.of(sealed(sent, key))
                                                    : Optional.empty())));
                }
            }
        }
        store(messages);
        return refused;
    }

    /// Keeps a body of which not even its messages could be told apart, or as much of it as one
    /// message may have.
    ///
    /// @param body as far as it was read; without a byte where none of it could be
    /// @param why it was refused
    /// @throws ProblemException if it is not known to be stored
    void refuse(Sender sender, Where where, Optional<EventType> type, byte[] body, String why) {
        byKey.take(sender.key(), 1);
        if (sender.channel() == Channel.BROWSER) {
            byAddress.take(where.line(), 1);
        }
        LocalDate day = days.today();
        DataKey key = days.of(sender.workspace(), day);
        var receipt =
                new Receipt(
                        sender.source(), sender.channel(), clock.instant(), day, where.network());
        var sent =
                new SentEvent(
                        type,
                        Optional.empty(),
                        where.agent(),
                        Optional.empty(),
                        Bytes.of(Arrays.copyOf(body, Math.min(body.length, SentEvent.MOST_BYTES))));
        store(
                List.of(
                        message(
                                sender.key(),
                                new EventFact.EventRefused(
                                        sender.workspace(),
                                        receipt,
                                        List.of(new Fault("", why)),
                                        mayKeep(sender)
                                                ? Optional.of(sealed(sent, key))
                                                : Optional.empty()))));
    }

    private sealed interface Reading {
        record Whole(ReadEvent event) implements Reading {}

        record Faulty(List<Fault> faults) implements Reading {}
    }

    private static Reading read(SentEvent sent, Instant now) {
        return switch (sent.read(now)) {
            case SentEvent.Result.Unreadable(List<Fault> faults) -> new Reading.Faulty(faults);
            case SentEvent.Result.Read read ->
                    switch (read.event()) {
                        case EventReading.Result.Read(ReadEvent event) -> new Reading.Whole(event);
                        case EventReading.Result.Refused(List<EventReading.Mistake> mistakes) ->
                                new Reading.Faulty(
                                        mistakes.stream()
                                                .map(
                                                        mistake ->
                                                                new Fault(
                                                                        mistake.pointer(),
                                                                        mistake.detail()))
                                                .toList());
                    };
        };
    }

    private boolean mayKeep(Sender sender) {
        boolean may = kept.pause(sender.key()).isZero();
        if (may) {
            kept.take(sender.key(), 1);
        }
        return may;
    }

    private static Bytes sealed(SentEvent sent, DataKey key) {
        return Bytes.of(key.seal(USE, sent.encoded()));
    }

    /// What one visitor does goes one way.
    private static String visitor(ReadEvent event, BlindIndex index) {
        return index.token("visitor", event.anonymousId().or(event::userId).orElse(""));
    }

    private static Message message(String key, EventFact fact) {
        return Message.of(
                Topics.EVENTS, Topics.key(fact.workspace(), key), FactJson.EVENTS.encode(fact));
    }

    private void store(List<Message> messages) {
        try {
            receipts.store(messages);
        } catch (LogException trouble) {
            throw ProblemException.passing(
                    ProblemType.NOT_READY,
                    "It is not known to be stored. Send it again with the same messageId.",
                    SOON);
        }
    }
}
