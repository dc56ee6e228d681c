package io.prox.scoring.live;

import static java.util.Objects.requireNonNull;

import io.prox.contracts.EngagementFact;
import io.prox.contracts.EngagementFact.EngagementChanged;
import io.prox.contracts.LeadId;
import io.prox.contracts.ModelVersion;
import io.prox.contracts.WorkspaceId;
import io.prox.platform.database.Database;
import io.prox.platform.log.BatchHandler;
import io.prox.platform.log.Outcome;
import io.prox.platform.log.Received;
import io.prox.scoring.history.Engagements;
import io.prox.scoring.history.LeadHistory;
import io.prox.scoring.history.LeadHistory.Locked;
import io.prox.scoring.ledger.Scorekeeper;
import io.prox.scoring.ledger.Scorekeeper.Due;
import io.prox.scoring.models.Champions;
import io.prox.scoring.models.ModelStore;
import io.prox.scoring.ranking.Ranking;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// Takes what leads did, and scores each that did something under every ranking in use that asks
/// for it: once for each fact, so that the ledger has the cause of each. What is told of a lead
/// before the lead itself waits for it.
public final class EngagementFactHandler implements BatchHandler<EngagementFact> {
    private final Database database;
    private final LeadHistory history;
    private final Engagements engagements;
    private final Champions champions;
    private final ModelStore models;
    private final Scorekeeper scorekeeper;

    public EngagementFactHandler(
            Database database,
            LeadHistory history,
            Engagements engagements,
            Champions champions,
            ModelStore models,
            Scorekeeper scorekeeper) {
        this.database = database;
        this.history = history;
        this.engagements = engagements;
        this.champions = champions;
        this.models = models;
        this.scorekeeper = scorekeeper;
    }

    @Override
    public List<Outcome> handle(List<Received<EngagementFact>> batch) {
        SortedMap<WorkspaceId, List<EngagementChanged>> parts = new TreeMap<>();
        for (Received<EngagementFact> received : batch) {
            switch (received.fact()) {
                case EngagementChanged changed ->
                        parts.computeIfAbsent(changed.workspace(), first -> new ArrayList<>())
                                .add(changed);
            }
        }
        parts.forEach(
                (workspace, facts) ->
                        database.within(
                                workspace,
                                () -> {
                                    Champions.Standing standing = champions.hold(workspace);
                                    Turns.of(facts, EngagementChanged::lead)
                                            .forEach(turn -> take(workspace, standing, turn));
                                }));
        return Collections.nCopies(batch.size(), Outcome.DONE);
    }

    /// @param facts of one lead each
    private void take(
            WorkspaceId workspace, Champions.Standing standing, List<EngagementChanged> facts) {
        List<LeadId> leads = facts.stream().map(EngagementChanged::lead).toList();
        Map<LeadId, Locked> locked = history.lock(workspace, new TreeSet<>(leads));
        Map<LeadId, Long> known = engagements.revisions(workspace, leads);
        Map<LeadId, EngagementChanged> news = new HashMap<>();
        for (EngagementChanged fact : facts) {
            boolean isNewer = fact.revision() > known.getOrDefault(fact.lead(), 0L);
            if (isNewer && !locked(fact.lead(), locked).deleted()) {
                news.put(fact.lead(), fact);
            }
        }
        engagements.take(workspace, List.copyOf(news.values()));
        Map<LeadId, Long> entries = new HashMap<>();
        locked.forEach((lead, own) -> entries.put(lead, own.entry()));
        List<Due> due =
                history.latest(workspace, news.keySet()).stream()
                        .map(
                                version -> {
                                    var fact = requireNonNull(news.get(version.lead()));
                                    return new Due(
                                            version, fact.cause(), List.of(), fact.activities());
                                })
                        .toList();
        for (ModelVersion version : standing.inUse()) {
            Ranking ranking = models.ranking(workspace, version);
            if (ranking.readsBehaviour()) {
                scorekeeper.score(workspace, ranking, due, entries);
            }
        }
    }

    private static Locked locked(LeadId lead, Map<LeadId, Locked> locked) {
        return requireNonNull(locked.get(lead), "a lead that is not locked");
    }
}
