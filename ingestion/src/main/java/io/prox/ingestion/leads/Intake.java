package io.prox.ingestion.leads;

import io.prox.contracts.Cause;
import io.prox.contracts.FactJson;
import io.prox.contracts.LeadFact;
import io.prox.contracts.LeadId;
import io.prox.contracts.Topics;
import io.prox.contracts.WorkspaceId;
import io.prox.ingestion.door.ReadLead;
import io.prox.ingestion.statements.Known;
import io.prox.ingestion.statements.Statement;
import io.prox.platform.database.Database;
import io.prox.platform.ids.Identifiers;
import io.prox.platform.log.Message;
import io.prox.platform.log.Outbox;
import io.prox.platform.sealing.BlindIndex;
import io.prox.platform.sealing.NewDataKey;
import io.prox.platform.sealing.Sealing;
import io.prox.platform.sealing.WorkspaceKeys;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Stream;

/// Takes leads in: finds out who each is, keeps what was said, seals what identifies, and publishes
/// what changed; all in the running transaction.
///
/// A lead is known by the external ids of its sources and by its e-mail addresses. A draft whose
/// identities belong to two leads is a conflict, and is not taken: nobody is merged silently.
public final class Intake {
    /// Characters of all that is known of a lead: what is published of it must fit into a record of
    /// the log, which holds a million bytes.
    static final int LONGEST_LEAD = 200_000;

    private final Database database;
    private final Sealing sealing;
    private final LeadStore store;
    private final Sources sources;
    private final Outbox outbox;
    private final Identifiers identifiers;
    private final Clock clock;

    public Intake(
            Database database,
            Sealing sealing,
            Sources sources,
            Outbox outbox,
            Identifiers identifiers,
            Clock clock) {
        this.database = database;
        this.sealing = sealing;
        this.store = new LeadStore(database, sealing);
        this.sources = sources;
        this.outbox = outbox;
        this.identifiers = identifiers;
        this.clock = clock;
    }

    /// Takes leads of one source.
    ///
    /// @param source by identifier
    /// @param cause what brings them
    /// @return what became of each, in the same order
    /// @throws ConcurrentIntakeException if another transaction took one of the identities
    ///   meanwhile: to be tried again in a new transaction
    public List<Taken> take(
            WorkspaceId workspace, String source, Cause cause, List<ReadLead> leads) {
        return database.within(workspace, () -> new Batch(workspace, source, cause).take(leads));
    }

    /// What became of a draft.
    ///
    /// @param lead that it speaks of; of a conflict the first of those that it may be
    public record Taken(LeadId lead, Fate fate) {
        public enum Fate {
            CREATED,
            CHANGED,
            /// Its source said the same before.
            UNCHANGED,
            /// Its identities belong to different leads.
            CONFLICT,
            /// With it the lead would be larger than one may be.
            FULL
        }
    }

    private final class Batch {
        private final WorkspaceId workspace;
        private final String source;
        private final Cause cause;
        private final Instant now = clock.instant();
        private final WorkspaceKeys keys;
        private final Map<String, LeadId> owners = new HashMap<>();
        private final Map<String, LeadId> newIdentities = new LinkedHashMap<>();
        private final Map<String, NewDataKey> newKeys = new LinkedHashMap<>();
        private final Map<LeadId, LeadRow> rows = new LinkedHashMap<>();

        Batch(WorkspaceId workspace, String source, Cause cause) {
            this.workspace = workspace;
            this.source = source;
            this.cause = cause;
            this.keys = sealing.keys(workspace);
        }

        List<Taken> take(List<ReadLead> leads) {
            List<List<String>> tokens = leads.stream().map(this::tokens).toList();
            Map<String, LeadId> found =
                    store.find(workspace, tokens.stream().flatMap(List::stream).toList());
            owners.putAll(found);
            rows.putAll(store.lock(workspace, new LinkedHashSet<>(found.values())));
            var taken = new ArrayList<Taken>(leads.size());
            for (int index = 0; index < leads.size(); index++) {
                taken.add(take(leads.get(index), tokens.get(index)));
            }
            write();
            return taken;
        }

        private List<String> tokens(ReadLead lead) {
            BlindIndex index = keys.index();
            return lead.identities().stream()
                    .map(
                            identity ->
                                    switch (identity.kind()) {
                                        case EMAIL -> index.token("email", identity.value());
                                        case EXTERNAL_ID ->
                                                index.token("id/" + source, identity.value());
                                    })
                    .toList();
        }

        private Taken take(ReadLead lead, List<String> tokens) {
            Set<LeadId> candidates = new LinkedHashSet<>();
            for (String token : tokens) {
                LeadId owner = owners.get(token);
                if (owner != null) {
                    candidates.add(owner);
                }
            }
            if (candidates.size() > 1) {
                return new Taken(candidates.iterator().next(), Taken.Fate.CONFLICT);
            }
            LeadRow row = candidates.isEmpty() ? fresh() : row(candidates.iterator().next());
            if (length(row.now()) + length(lead) > LONGEST_LEAD) {
                return new Taken(row.id(), Taken.Fate.FULL);
            }
            boolean newIdentity = false;
            for (String token : tokens) {
                if (owners.putIfAbsent(token, row.id()) == null) {
                    newIdentities.put(token, row.id());
                    newIdentity = true;
                }
            }
            if (!newIdentity && saysNothingNew(lead, row)) {
                return new Taken(row.id(), Taken.Fate.UNCHANGED);
            }
            boolean first = row.statements().isEmpty();
            row.add(
                    new Statement(
                            row.nextNumber(),
                            source,
                            cause,
                            lead.occurredAt().orElse(now),
                            now,
                            lead.open(),
                            lead.sealed()));
            return new Taken(row.id(), first ? Taken.Fate.CREATED : Taken.Fate.CHANGED);
        }

        private static long length(Known known) {
            return Stream.of(known.open(), known.sealed())
                    .flatMap(fields -> fields.entrySet().stream())
                    .mapToLong(field -> field.getKey().length() + field.getValue().text().length())
                    .sum();
        }

        private static long length(ReadLead lead) {
            return Stream.of(lead.open(), lead.sealed())
                    .flatMap(fields -> fields.entrySet().stream())
                    .mapToLong(field -> field.getKey().length() + field.getValue().length())
                    .sum();
        }

        private LeadRow row(LeadId id) {
            LeadRow row = rows.get(id);
            if (row == null) {
                throw new ConcurrentIntakeException("A lead was deleted meanwhile: " + id);
            }
            return row;
        }

        private LeadRow fresh() {
            var id = new LeadId(identifiers.next(LeadId.PREFIX));
            NewDataKey key = keys.make(id.value());
            newKeys.put(id.value(), key);
            var row = new LeadRow(id, key.key(), 0, 0, now, List.of());
            rows.put(id, row);
            return row;
        }

        /// Whether the same source said all of it before. That another source said it does not
        /// count: each source's word must still stand when another's is withdrawn.
        private boolean saysNothingNew(ReadLead lead, LeadRow row) {
            Known said =
                    Known.of(
                            row.statements().stream()
                                    .filter(statement -> statement.source().equals(source))
                                    .toList());
            return holds(lead.open(), said.open()) && holds(lead.sealed(), said.sealed());
        }

        private static boolean holds(
                SortedMap<String, String> texts, SortedMap<String, Known.Said> said) {
            return texts.entrySet().stream()
                    .allMatch(
                            text -> {
                                Known.Said before = said.get(text.getKey());
                                return before != null && before.text().equals(text.getValue());
                            });
        }

        private void write() {
            List<LeadRow> changed =
                    rows.values().stream().filter(row -> !row.added().isEmpty()).toList();
            if (changed.isEmpty()) {
                return;
            }
            if (!store.insertIdentities(workspace, newIdentities)) {
                throw new ConcurrentIntakeException("An identity was taken meanwhile");
            }
            sealing.keep(workspace, newKeys);
            Map<String, String> names = sources.names(workspace);
            outbox.append(
                    changed.stream()
                            .map(
                                    row ->
                                            Message.of(
                                                    Topics.LEADS,
                                                    Topics.key(workspace, row.id()),
                                                    FactJson.LEADS.encode(fact(row, names))))
                            .toList());
            store.write(workspace, changed, cause, now.atOffset(ZoneOffset.UTC));
        }

        private LeadFact fact(LeadRow row, Map<String, String> names) {
            Known known = row.now();
            return new LeadFact.LeadChanged(
                    workspace,
                    row.id(),
                    row.nextRevision(),
                    now,
                    row.added().getLast().occurredAt(),
                    cause,
                    LeadPublishing.profile(
                            known,
                            row.knownAt(),
                            id -> Objects.requireNonNullElse(names.get(id), id),
                            keys.index()),
                    LeadPublishing.outcome(known),
                    LeadPublishing.changed(row.before(), known));
        }
    }
}
