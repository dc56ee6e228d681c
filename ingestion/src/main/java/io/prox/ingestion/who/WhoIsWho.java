package io.prox.ingestion.who;

import io.prox.contracts.Bytes;
import io.prox.contracts.Cause;
import io.prox.contracts.EventFact;
import io.prox.contracts.EventFact.EventAccepted;
import io.prox.contracts.EventFact.EventRefused;
import io.prox.contracts.EventFact.Fault;
import io.prox.contracts.EventFact.Receipt;
import io.prox.contracts.WorkspaceId;
import io.prox.features.events.EventReading;
import io.prox.features.events.EventType;
import io.prox.features.reading.ReadLead;
import io.prox.ingestion.books.EventTallies;
import io.prox.ingestion.books.EventTally;
import io.prox.ingestion.events.EventDoor;
import io.prox.ingestion.events.SentEvent;
import io.prox.ingestion.leads.Identity;
import io.prox.ingestion.leads.Intake;
import io.prox.ingestion.leads.Intake.Taken;
import io.prox.ingestion.who.Activities.Done;
import io.prox.ingestion.who.Activities.Move;
import io.prox.ingestion.who.Hands.Link;
import io.prox.ingestion.who.KeptEvents.Kept;
import io.prox.ingestion.who.KeptEvents.Stage;
import io.prox.ingestion.who.KnownEvents.Standing;
import io.prox.platform.sealing.BlindIndex;
import io.prox.platform.sealing.DataKey;
import io.prox.platform.sealing.DayKeys;
import io.prox.platform.sealing.Sealing;
import io.prox.platform.sealing.SealingException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Finds out whose events are. Works within the running transaction, which has named the workspace.
final class WhoIsWho {
    private final Sealing sealing;
    private final DayKeys eventKeys;
    private final KnownEvents known;
    private final Visitors visitors;
    private final Activities activities;
    private final KeptEvents keptEvents;
    private final Intake intake;
    private final EventTallies tallies;
    private final Clock clock;

    /// @param eventKeys by which the door sealed what it took
    WhoIsWho(
            Sealing sealing,
            DayKeys eventKeys,
            KnownEvents known,
            Visitors visitors,
            Activities activities,
            KeptEvents keptEvents,
            Intake intake,
            EventTallies tallies,
            Clock clock) {
        this.sealing = sealing;
        this.eventKeys = eventKeys;
        this.known = known;
        this.visitors = visitors;
        this.activities = activities;
        this.keptEvents = keptEvents;
        this.intake = intake;
        this.tallies = tallies;
        this.clock = clock;
    }

    /// Takes events of a workspace.
    void take(WorkspaceId workspace, List<EventFact> facts) {
        new Batch(workspace, clock.instant()).take(facts);
    }

    /// What becomes of some events.
    private final class Batch {
        private final WorkspaceId workspace;
        private final Instant now;
        private final BlindIndex index;
        private final Map<String, EventTally> books = new HashMap<>();
        private final List<Kept> kept = new ArrayList<>();

        /// Identifiers of events of which nothing came.
        private final Set<String> failed = new HashSet<>();

        /// Identifiers of events that made or met a lead.
        private final Set<String> taken = new HashSet<>();

        Batch(WorkspaceId workspace, Instant now) {
            this.workspace = workspace;
            this.now = now;
            this.index = sealing.keys(workspace).index();
        }

        void take(List<EventFact> facts) {
            List<OpenedEvent> fresh = fresh(opened(facts));
            lock(fresh);
            Set<String> named = persons(fresh);
            Set<String> before = intake.owners(workspace, named).keySet();
            takeLeads(fresh, before);
            Set<String> bound = new HashSet<>(intake.owners(workspace, named).keySet());
            bound.removeAll(before);
            Set<String> changed = link(fresh);
            visitors.claim(workspace, claims(fresh));
            changed.addAll(visitors.behind(workspace, bound));
            follow(fresh, changed);
            known.forget(workspace, failed);
            keptEvents.keep(workspace, kept);
            tallies.add(
                    workspace,
                    books,
                    facts.stream()
                            .map(fact -> fact.receipt().at())
                            .max(Instant::compareTo)
                            .orElse(now));
        }

        private void count(Receipt receipt, EventTally tally) {
            books.merge(receipt.source(), tally, EventTally::plus);
        }

        private void reject(Receipt receipt, String reason, Optional<Bytes> sent) {
            reject(receipt, reason, sent, List.of());
        }

        private void reject(
                Receipt receipt, String reason, Optional<Bytes> sent, List<String> persons) {
            kept.add(new Kept(Stage.REJECTED, receipt, reason, List.of(), sent, persons));
            count(receipt, new EventTally(1, 0, 0, 0, 0, 1));
        }

        /// Opens and reads what can be.
        private List<OpenedEvent> opened(List<EventFact> facts) {
            var opened = new ArrayList<OpenedEvent>();
            for (EventFact fact : facts) {
                switch (fact) {
                    case EventRefused refused -> {
                        refused.sealed()
                                .ifPresent(
                                        bytes ->
                                                kept.add(
                                                        new Kept(
                                                                Stage.REFUSED,
                                                                refused.receipt(),
                                                                "It was refused at the door.",
                                                                refused.faults(),
                                                                open(refused.receipt(), bytes),
                                                                List.of())));
                        count(refused.receipt(), new EventTally(1, 1, 0, 0, 0, 0));
                    }
                    case EventAccepted accepted -> open(accepted).ifPresent(opened::add);
                }
            }
            return opened;
        }

        private Optional<OpenedEvent> open(EventAccepted fact) {
            Optional<Bytes> sent = open(fact.receipt(), fact.sealed());
            if (sent.isEmpty()) {
                reject(
                        fact.receipt(),
                        "It does not open: the key of its day is gone, or another's.",
                        sent);
                return Optional.empty();
            }
            SentEvent event = SentEvent.decoded(sent.get().array());
            return switch (event.read(fact.receipt().at())) {
                case SentEvent.Result.Unreadable(List<Fault> faults) -> unreadable(fact, sent);
                case SentEvent.Result.Read read ->
                        switch (read.event()) {
                            case EventReading.Result.Refused refused -> unreadable(fact, sent);
                            case EventReading.Result.Read whole ->
                                    Optional.of(
                                            OpenedEvent.of(
                                                    fact,
                                                    event,
                                                    read.message(),
                                                    whole.event(),
                                                    index));
                        };
            };
        }

        private Optional<OpenedEvent> unreadable(EventAccepted fact, Optional<Bytes> sent) {
            reject(fact.receipt(), "It cannot be read by this version.", sent);
            return Optional.empty();
        }

        private Optional<Bytes> open(Receipt receipt, Bytes sealed) {
            Optional<DataKey> key = eventKeys.find(workspace, receipt.day());
            try {
                return key.map(found -> Bytes.of(found.open(EventDoor.USE, sealed.array())));
            } catch (SealingException foreign) {
                return Optional.empty();
            }
        }

        /// Those that did not come before.
        private List<OpenedEvent> fresh(List<OpenedEvent> opened) {
            Map<String, String> contents = new LinkedHashMap<>();
            opened.forEach(event -> contents.putIfAbsent(event.id(), event.content()));
            Map<String, Standing> standing =
                    known.add(workspace, contents, LocalDate.ofInstant(now, ZoneOffset.UTC));
            var fresh = new ArrayList<OpenedEvent>();
            Set<String> met = new HashSet<>();
            for (OpenedEvent event : opened) {
                boolean first = met.add(event.id());
                boolean same = event.content().equals(contents.get(event.id()));
                Standing known = standing.getOrDefault(event.id(), Standing.REPEATED);
                if (first && known == Standing.NEW) {
                    fresh.add(event);
                } else if (known == Standing.CONFLICT || !same) {
                    reject(
                            event.receipt(),
                            "Another event came before under the same messageId.",
                            Optional.of(event.encoded()),
                            event.persons());
                } else {
                    count(event.receipt(), new EventTally(1, 0, 0, 0, 1, 0));
                }
            }
            return fresh;
        }

        private void lock(List<OpenedEvent> fresh) {
            var seen = new TreeMap<String, Instant>();
            for (OpenedEvent event : fresh) {
                Instant at = event.event().time().at();
                event.visitor().ifPresent(visitor -> seen.merge(visitor, at, WhoIsWho::later));
                event.device().ifPresent(device -> seen.merge(device, at, WhoIsWho::later));
                event.person().ifPresent(person -> seen.merge(person, at, WhoIsWho::later));
            }
            visitors.meet(workspace, seen);
        }

        private static Set<String> persons(List<OpenedEvent> fresh) {
            Set<String> persons = new HashSet<>();
            for (OpenedEvent event : fresh) {
                if (event.proves()) {
                    event.user().ifPresent(persons::add);
                    event.address().ifPresent(persons::add);
                }
            }
            return persons;
        }

        /// Takes in as leads whom events prove.
        ///
        /// @param before persons who are leads already
        private void takeLeads(List<OpenedEvent> fresh, Set<String> before) {
            Map<String, List<OpenedEvent>> bySource = new TreeMap<>();
            for (OpenedEvent event : fresh) {
                boolean names = Drafts.namesSomebody(event.event());
                boolean adds =
                        event.event().type() == EventType.GROUP
                                && event.user().filter(before::contains).isPresent();
                if (event.proves() && (names || adds)) {
                    bySource.computeIfAbsent(event.receipt().source(), first -> new ArrayList<>())
                            .add(event);
                }
            }
            bySource.forEach(this::takeLeads);
        }

        private void takeLeads(String source, List<OpenedEvent> events) {
            var drafted = new ArrayList<OpenedEvent>();
            var leads = new ArrayList<ReadLead>();
            for (OpenedEvent event : events) {
                Drafts.Draft draft = Drafts.of(event.event());
                if (!draft.leftOut().isEmpty()) {
                    kept.add(partly(event, draft));
                }
                draft.lead()
                        .ifPresent(
                                lead -> {
                                    drafted.add(event);
                                    leads.add(lead);
                                });
            }
            if (leads.isEmpty()) {
                return;
            }
            List<Taken> fates =
                    intake.takePrepared(
                            workspace,
                            source,
                            new Cause(
                                    Cause.Kind.EVENT,
                                    LocalDate.ofInstant(now, ZoneOffset.UTC).toString()),
                            intake.prepare(workspace, Identity.OF_EVENTS, leads));
            for (int number = 0; number < fates.size(); number++) {
                OpenedEvent event = drafted.get(number);
                switch (fates.get(number).fate()) {
                    case CREATED, CHANGED, UNCHANGED -> taken.add(event.id());
                    case CONFLICT -> fail(event, Taken.CONFLICT);
                    case CROWDED, FULL ->
                            fail(event, "More would be known of this lead than may be.");
                }
            }
        }

        private Kept partly(OpenedEvent event, Drafts.Draft draft) {
            return new Kept(
                    Stage.PARTLY,
                    event.receipt(),
                    "It was taken without what cannot be read.",
                    draft.leftOut().stream()
                            .map(mistake -> new Fault(mistake.pointer(), mistake.detail()))
                            .toList(),
                    Optional.of(event.encoded()),
                    event.persons());
        }

        private void fail(OpenedEvent event, String reason) {
            failed.add(event.id());
            reject(event.receipt(), reason, Optional.of(event.encoded()), event.persons());
        }

        /// Keeps what events prove of devices.
        ///
        /// @return visitors who were in other hands than was thought
        private Set<String> link(List<OpenedEvent> fresh) {
            Set<Link> links = new HashSet<>();
            for (OpenedEvent event : fresh) {
                if (!event.proves() || failed.contains(event.id())) {
                    continue;
                }
                Instant at = event.event().time().at();
                event.person()
                        .ifPresent(
                                person ->
                                        event.device()
                                                .ifPresent(
                                                        device ->
                                                                links.add(
                                                                        Link.of(
                                                                                device, person,
                                                                                at))));
                if (event.event().type() == EventType.ALIAS) {
                    String user = event.user().orElseThrow();
                    String other = event.event().otherId().orElseThrow();
                    links.add(Link.of(index.token("device", other), user, at));
                    links.add(Link.of(OpenedEvent.user(other, index), user, at));
                }
            }
            links.removeIf(link -> link.visitor().equals(link.person()));
            return changed(visitors.link(workspace, links));
        }

        private Set<String> changed(List<Link> added) {
            Map<String, Set<Link>> byVisitor = new HashMap<>();
            added.forEach(
                    link ->
                            byVisitor
                                    .computeIfAbsent(link.visitor(), first -> new HashSet<>())
                                    .add(link));
            Set<String> changed = new HashSet<>();
            visitors.links(workspace, byVisitor.keySet())
                    .forEach(
                            (visitor, all) -> {
                                var before = new ArrayList<>(all);
                                before.removeAll(byVisitor.getOrDefault(visitor, Set.of()));
                                if (!Hands.of(before).equals(Hands.of(all))) {
                                    changed.add(visitor);
                                }
                            });
            return changed;
        }

        private List<Link> claims(List<OpenedEvent> fresh) {
            var claims = new ArrayList<Link>();
            for (OpenedEvent event : fresh) {
                if (!event.proves()) {
                    Instant at = event.event().time().at();
                    event.device()
                            .ifPresent(
                                    device ->
                                            event.claimed()
                                                    .ifPresent(
                                                            person ->
                                                                    claims.add(
                                                                            new Link(
                                                                                    device, person,
                                                                                    at))));
                }
            }
            return claims;
        }

        /// Keeps what was done, and publishes whose it is.
        ///
        /// @param changed visitors of whom more than what is new must be looked at
        private void follow(List<OpenedEvent> fresh, Set<String> changed) {
            var done = new ArrayList<Done>();
            for (OpenedEvent event : fresh) {
                if (!failed.contains(event.id())) {
                    Deeds.of(event.event(), event.receipt(), event.sent().agent())
                            .flatMap(
                                    deed ->
                                            event.visitor()
                                                    .map(
                                                            visitor ->
                                                                    new Done(
                                                                            visitor,
                                                                            event.id(),
                                                                            Optional.empty(),
                                                                            0,
                                                                            deed)))
                            .ifPresent(done::add);
                }
            }
            List<Done> added = activities.add(workspace, done, now);
            Set<String> looked = new HashSet<>(changed);
            fresh.forEach(event -> event.visitor().ifPresent(looked::add));
            Owners owners = Owners.of(workspace, looked, visitors, intake);
            var moves = new ArrayList<Move>();
            added.stream()
                    .filter(each -> !changed.contains(each.visitor()))
                    .forEach(each -> moves.add(move(each, owners)));
            activities.of(workspace, changed).forEach(each -> moves.add(move(each, owners)));
            activities.move(workspace, moves, Cause.of(Cause.Kind.EVENT), now);
            fresh.stream()
                    .filter(event -> !failed.contains(event.id()))
                    .forEach(event -> count(event.receipt(), tally(event, owners)));
        }

        private static Move move(Done done, Owners owners) {
            return new Move(done, owners.lead(done.visitor(), done.deed().at()));
        }

        private EventTally tally(OpenedEvent event, Owners owners) {
            boolean matched =
                    taken.contains(event.id())
                            || event.visitor()
                                    .flatMap(
                                            visitor ->
                                                    owners.lead(visitor, event.event().time().at()))
                                    .isPresent();
            return matched ? new EventTally(1, 0, 1, 0, 0, 0) : new EventTally(1, 0, 0, 1, 0, 0);
        }
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
