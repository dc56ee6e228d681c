package io.prox.ingestion.leads;

import io.prox.contracts.Cause;
import io.prox.contracts.LeadId;
import io.prox.contracts.WorkspaceId;
import io.prox.features.reading.ReadLead;
import io.prox.ingestion.books.Tally;
import io.prox.platform.database.Database;
import io.prox.platform.ids.Identifiers;
import io.prox.platform.sealing.BlindIndex;
import io.prox.platform.sealing.Sealing;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Takes leads in: finds out who each is, keeps what was said, seals what identifies, and publishes
/// what changed; all in the running transaction.
///
/// A lead is known by the external ids of its sources and by its e-mail addresses. A draft whose
/// identities belong to two leads is a conflict, and is not taken: nobody is merged silently.
public final class Intake {
    /// Characters of all that is known of a lead: what is published of it must fit into a record of
    /// the log, which holds a million bytes.
    public static final int LONGEST_LEAD = 200_000;

    /// Different things that one file may say of one lead. A list has a row for each lead, or for
    /// each thing that it did; an address that thousands share is a placeholder.
    public static final int MOST_OF_A_FILE = 1_000;

    /// From so many leads on it pays to share the work among processors.
    static final int MANY = 64;

    private final Database database;
    private final Sealing sealing;
    private final LeadStore store;
    private final LeadKeeping keeping;
    private final OwnColumns columns;
    private final Identifiers identifiers;
    private final Clock clock;

    Intake(
            Database database,
            Sealing sealing,
            LeadStore store,
            LeadKeeping keeping,
            OwnColumns columns,
            Identifiers identifiers,
            Clock clock) {
        this.database = database;
        this.sealing = sealing;
        this.store = store;
        this.keeping = keeping;
        this.columns = columns;
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
        return takePrepared(workspace, source, cause, prepare(workspace, source, leads));
    }

    /// Does what can be done of taking leads before there is a transaction.
    ///
    /// @param source by identifier, or [Identity#OF_EVENTS]: whose external ids they have
    public List<Prepared> prepare(WorkspaceId workspace, String source, List<ReadLead> leads) {
        BlindIndex index = sealing.keys(workspace).index();
        Stream<ReadLead> stream = leads.size() < MANY ? leads.stream() : leads.parallelStream();
        return stream.map(lead -> new Prepared(lead, Identity.tokens(lead, source, index)))
                .toList();
    }

    /// Takes leads as [#take] does.
    public List<Taken> takePrepared(
            WorkspaceId workspace, String source, Cause cause, List<Prepared> leads) {
        return database.within(
                workspace,
                () -> {
                    Instant now = clock.instant();
                    Map<String, LeadId> owners = owners(workspace, leads);
                    Set<LeadId> touched = new LinkedHashSet<>(owners.values());
                    var batch = new Batch(source, cause, now, this::newLead);
                    batch.know(owners, store.lock(workspace, touched));
                    if (!touched.isEmpty() && !owners(workspace, leads).equals(owners)) {
                        // what was waited for took an identity away, as an undo does
                        throw new ConcurrentIntakeException("Identities went elsewhere meanwhile");
                    }
                    List<Taken> taken =
                            columns.keep(workspace, leads).stream().map(batch::take).toList();
                    keeping.keep(workspace, batch.changed(), batch.newIdentities(), cause, now);
                    return taken;
                });
    }

    /// Finds out what would become of leads, a file of them perhaps, without keeping anything.
    ///
    /// @param source by identifier
    /// @param recurs what of it all is spoken of more than once
    public Trial trial(WorkspaceId workspace, String source, Cause cause, Trial.Recurrence recurs) {
        return new Trial(this, workspace, source, cause, recurs);
    }

    /// The leads that identities belong to, by their tokens.
    public Map<String, LeadId> owners(WorkspaceId workspace, List<Prepared> leads) {
        List<String> tokens = leads.stream().flatMap(lead -> lead.tokens().stream()).toList();
        return tokens.isEmpty()
                ? Map.of()
                : database.within(workspace, () -> store.find(workspace, tokens));
    }

    /// The tokens of all identities of leads.
    public Set<String> identities(WorkspaceId workspace, Collection<LeadId> leads) {
        return store.identities(workspace, leads).values().stream()
                .flatMap(List::stream)
                .collect(Collectors.toSet());
    }

    /// The leads that tokens of identities belong to; those of nobody are not among them.
    public Map<String, LeadId> owners(WorkspaceId workspace, Set<String> tokens) {
        return tokens.isEmpty()
                ? Map.of()
                : database.within(workspace, () -> store.find(workspace, tokens));
    }

    /// Leads with their own columns as they would be kept.
    List<Prepared> spelled(WorkspaceId workspace, List<Prepared> leads) {
        return columns.look(workspace, leads);
    }

    /// Leads as they are just now, for a look.
    Map<LeadId, LeadRow> look(WorkspaceId workspace, Set<LeadId> leads) {
        return database.within(workspace, () -> store.look(workspace, leads));
    }

    Instant now() {
        return clock.instant();
    }

    LeadId newLead() {
        return new LeadId(identifiers.next(LeadId.PREFIX));
    }

    /// A lead that was read, with the tokens of its identities.
    public record Prepared(ReadLead lead, List<String> tokens) {
        public Prepared {
            tokens = List.copyOf(tokens);
        }
    }

    /// What became of a draft.
    ///
    /// @param lead that it speaks of; of a conflict the first of those that it may be
    /// @param firstOfSource whether its source had said nothing of the lead before
    public record Taken(LeadId lead, Fate fate, boolean firstOfSource) {
        /// Why a draft is a conflict, and what can be done.
        public static final String CONFLICT =
                "its external id belongs to one lead and its e-mail address to another; correct one of them, or delete the lead that is not needed";

        /// Why a draft is too much of its file.
        public static final String CROWDED =
                "its file says more than %,d different things of one lead; an identity that so many rows share is a placeholder: leave it empty"
                        .formatted(MOST_OF_A_FILE);

        /// Counts what became of leads, for the books.
        ///
        /// @param received how many were handed in, as they were counted at the door
        /// @param refused how many of them were refused before, because they could not be read
        public static Tally tally(List<Taken> taken, int received, int refused) {
            long created = 0;
            long changed = 0;
            long unchanged = 0;
            long leads = 0;
            for (Taken one : taken) {
                created += one.fate == Fate.CREATED ? 1 : 0;
                changed += one.fate == Fate.CHANGED ? 1 : 0;
                unchanged += one.fate == Fate.UNCHANGED ? 1 : 0;
                leads += one.firstOfSource ? 1 : 0;
            }
            long notTaken = taken.stream().filter(one -> !one.fate.isAccepted()).count();
            return new Tally(received, created, changed, unchanged, refused + notTaken, leads);
        }

        public enum Fate {
            CREATED,
            CHANGED,
            /// The same is known as before: its source or another said it, or something newer
            /// stands.
            UNCHANGED,
            /// Its identities belong to different leads.
            CONFLICT,
            /// With it the lead would be larger than one may be.
            FULL,
            /// Its file says more of one lead than anybody knows of one.
            CROWDED;

            /// Whether the draft was taken.
            public boolean isAccepted() {
                return this == CREATED || this == CHANGED || this == UNCHANGED;
            }
        }
    }
}
