package io.prox.ingestion.leads;

import io.prox.contracts.Cause;
import io.prox.contracts.LeadId;
import io.prox.contracts.WorkspaceId;
import io.prox.ingestion.books.Door;
import io.prox.ingestion.books.Tallies;
import io.prox.ingestion.books.Tally;
import io.prox.platform.database.Database;
import io.prox.platform.sealing.BlindIndex;
import io.prox.platform.sealing.Sealing;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Takes back what an import said. What others said of the same leads stands, before and after; a
/// lead that only the import spoke of is let go of, and so are identities that only it brought.
public final class Withdrawal {
    private final Database database;
    private final Sealing sealing;
    private final LeadStore store;
    private final LeadKeeping keeping;
    private final Tallies tallies;
    private final Clock clock;

    Withdrawal(
            Database database,
            Sealing sealing,
            LeadStore store,
            LeadKeeping keeping,
            Tallies tallies,
            Clock clock) {
        this.database = database;
        this.sealing = sealing;
        this.store = store;
        this.keeping = keeping;
        this.tallies = tallies;
        this.clock = clock;
    }

    /// How many leads an import said something of that still stands.
    public long count(WorkspaceId workspace, String reference) {
        return database.within(workspace, () -> store.countTouchedBy(workspace, reference));
    }

    /// Takes back what an import said of some leads, in one transaction.
    ///
    /// @param reference the import
    /// @param after the last lead that was done, for the next step; empty for the first
    /// @param limit of leads
    /// @return the last lead that was done; empty where nothing is left to do
    public Optional<LeadId> step(
            WorkspaceId workspace, String reference, Optional<LeadId> after, int limit) {
        return database.within(
                workspace,
                () -> {
                    List<LeadId> touched =
                            store.touchedBy(
                                    workspace,
                                    reference,
                                    after.map(LeadId::value).orElse(""),
                                    limit);
                    if (!touched.isEmpty()) {
                        withdraw(workspace, reference, touched);
                    }
                    return touched.isEmpty() ? Optional.empty() : Optional.of(touched.getLast());
                });
    }

    private void withdraw(WorkspaceId workspace, String reference, List<LeadId> touched) {
        Instant now = clock.instant();
        var made = new Cause(Cause.Kind.IMPORT, reference);
        var cause = new Cause(Cause.Kind.UNDO, reference);
        Map<LeadId, LeadRow> rows = store.lock(workspace, touched);
        Map<LeadId, List<String>> identities = store.identities(workspace, touched);
        BlindIndex index = sealing.keys(workspace).index();
        var left = new ArrayList<LeadRow>();
        var gone = new ArrayList<LeadRow>();
        var freed = new ArrayList<String>();
        var lost = new TreeMap<String, Long>();
        for (LeadRow row : rows.values()) {
            Set<String> sources = row.sources();
            row.withdraw(made);
            sources.removeAll(row.sources());
            sources.forEach(source -> lost.merge(source, 1L, Long::sum));
            if (row.isEmpty()) {
                gone.add(row);
                continue;
            }
            left.add(row);
            Set<String> held =
                    row.statements().stream()
                            .flatMap(statement -> Identity.tokens(statement, index).stream())
                            .collect(Collectors.toCollection(HashSet::new));
            identities.getOrDefault(row.id(), List.of()).stream()
                    .filter(token -> !held.contains(token))
                    .forEach(freed::add);
        }
        store.withdraw(workspace, touched, reference, now);
        store.deleteIdentities(workspace, freed);
        keeping.keep(workspace, left, Map.of(), cause, now);
        keeping.forget(workspace, gone, cause, now);
        lost.forEach(
                (source, leads) ->
                        tallies.add(workspace, source, Door.IMPORT, Tally.ofLost(leads)));
    }
}
