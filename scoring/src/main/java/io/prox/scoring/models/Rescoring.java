package io.prox.scoring.models;

import io.prox.contracts.Cause;
import io.prox.contracts.LeadId;
import io.prox.contracts.WorkspaceId;
import io.prox.platform.database.Database;
import io.prox.scoring.history.LeadHistory;
import io.prox.scoring.history.LeadHistory.Locked;
import io.prox.scoring.history.LeadVersion;
import io.prox.scoring.ledger.Scorekeeper;
import io.prox.scoring.ledger.Scorekeeper.Due;
import io.prox.scoring.ranking.Ranking;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Scores leads again for a reason that does not lie in them.
final class Rescoring {
    private final Database database;
    private final LeadHistory history;
    private final Scorekeeper scorekeeper;

    Rescoring(Database database, LeadHistory history, Scorekeeper scorekeeper) {
        this.database = database;
        this.history = history;
        this.scorekeeper = scorekeeper;
    }

    /// Scores leads as of now, in the running transaction or one of its own.
    void score(WorkspaceId workspace, Ranking ranking, Collection<LeadId> leads, Cause cause) {
        database.within(
                workspace,
                () -> {
                    Map<LeadId, Locked> locked = history.lock(workspace, leads);
                    Map<LeadId, Long> entries = new HashMap<>();
                    locked.forEach((lead, own) -> entries.put(lead, own.entry()));
                    List<LeadVersion> known = history.latest(workspace, leads);
                    scorekeeper.score(
                            workspace,
                            ranking,
                            known.stream()
                                    .map(version -> new Due(version, cause, List.of()))
                                    .toList(),
                            entries);
                });
    }
}
