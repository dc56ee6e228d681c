package io.prox.scoring.live;

import io.prox.contracts.Cause;
import io.prox.contracts.LeadFact;
import io.prox.contracts.LeadFact.Standing;
import io.prox.contracts.LeadId;
import io.prox.contracts.LeadOutcome;
import io.prox.contracts.ModelVersion;
import io.prox.contracts.WorkspaceId;
import io.prox.features.Profile;
import io.prox.platform.database.Database;
import io.prox.platform.log.BatchHandler;
import io.prox.platform.log.Outcome;
import io.prox.platform.log.Received;
import io.prox.scoring.history.Engagements;
import io.prox.scoring.history.LeadHistory;
import io.prox.scoring.history.LeadHistory.Locked;
import io.prox.scoring.history.LeadPast.Ending;
import io.prox.scoring.history.LeadVersion;
import io.prox.scoring.ledger.Ledger;
import io.prox.scoring.ledger.Scorekeeper;
import io.prox.scoring.ledger.Scorekeeper.Due;
import io.prox.scoring.models.Champions;
import io.prox.scoring.models.ModelStore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// Takes facts about leads into the history, and scores each lead that changed under every ranking
/// in use: once for each fact, so that the ledger has the cause of each, and says the same however
/// the log was cut into batches.
public final class LeadFactHandler implements BatchHandler<LeadFact> {
    private final Database database;
    private final LeadHistory history;
    private final Engagements engagements;
    private final Ledger ledger;
    private final Champions champions;
    private final ModelStore models;
    private final Scorekeeper scorekeeper;

    public LeadFactHandler(
            Database database,
            LeadHistory history,
            Engagements engagements,
            Ledger ledger,
            Champions champions,
            ModelStore models,
            Scorekeeper scorekeeper) {
        this.database = database;
        this.history = history;
        this.engagements = engagements;
        this.ledger = ledger;
        this.champions = champions;
        this.models = models;
        this.scorekeeper = scorekeeper;
    }

    @Override
    public List<Outcome> handle(List<Received<LeadFact>> batch) {
        SortedMap<WorkspaceId, List<LeadFact>> parts = new TreeMap<>();
        for (Received<LeadFact> received : batch) {
            parts.computeIfAbsent(received.fact().workspace(), first -> new ArrayList<>())
                    .add(received.fact());
        }
        parts.forEach(
                (workspace, facts) ->
                        database.within(
                                workspace,
                                () -> {
                                    Champions.Standing standing = champions.hold(workspace);
                                    Turns.of(facts, LeadFact::lead)
                                            .forEach(turn -> fold(workspace, standing, turn));
                                }));
        return Collections.nCopies(batch.size(), Outcome.DONE);
    }

    /// @param facts of one lead each
    private void fold(WorkspaceId workspace, Champions.Standing standing, List<LeadFact> facts) {
        Map<LeadId, Locked> locked =
                history.lock(workspace, new TreeSet<>(facts.stream().map(LeadFact::lead).toList()));
        List<News> news = news(facts, locked);
        forget(workspace, news);
        List<News> there = news.stream().filter(each -> !each.gone).toList();
        Map<LeadId, Optional<Ending>> endings = new HashMap<>();
        there.forEach(each -> endings.put(each.lead, each.ending));
        history.clear(
                workspace,
                there.stream().filter(each -> each.anotherPast).map(each -> each.lead).toList());
        history.add(
                workspace,
                there.stream().flatMap(each -> each.versions.stream()).toList(),
                endings);
        Map<LeadId, Long> entries = new HashMap<>();
        locked.forEach((lead, own) -> entries.put(lead, own.entry()));
        List<Due> due = there.stream().map(News::due).toList();
        for (ModelVersion version : standing.inUse()) {
            scorekeeper.score(workspace, models.ranking(workspace, version), due, entries);
        }
    }

    /// What is new of each lead; facts that were met before are dropped.
    private static List<News> news(List<LeadFact> facts, Map<LeadId, Locked> locked) {
        List<News> news = new ArrayList<>();
        for (LeadFact fact : facts) {
            Locked known = locked.get(fact.lead());
            if (known == null) {
                throw new IllegalStateException("a lead was not locked: " + fact.lead());
            }
            if (fact.revision() > known.revision() && !known.deleted()) {
                news.add(new News(fact));
            }
        }
        return news;
    }

    private void forget(WorkspaceId workspace, List<News> news) {
        Map<LeadId, Long> gone = new LinkedHashMap<>();
        news.stream().filter(each -> each.gone).forEach(each -> gone.put(each.lead, each.revision));
        ledger.forget(workspace, gone.keySet());
        history.forget(workspace, gone);
        engagements.forget(workspace, gone.keySet());
    }

    /// What a fact says of its lead.
    private static final class News {
        final LeadId lead;
        final long revision;
        final Cause cause;
        final List<LeadVersion> versions = new ArrayList<>();
        List<String> changed = List.of();
        Optional<Ending> ending = Optional.empty();
        boolean anotherPast;
        boolean gone;

        News(LeadFact fact) {
            lead = fact.lead();
            revision = fact.revision();
            cause = fact.cause();
            switch (fact) {
                case LeadFact.LeadChanged now -> {
                    now.past()
                            .ifPresentOrElse(
                                    past -> replace(now, past),
                                    () ->
                                            versions.add(
                                                    version(
                                                            now,
                                                            0,
                                                            new Standing(
                                                                    now.occurredAt(),
                                                                    now.profile().values()))));
                    changed = now.changed();
                    ending =
                            now.outcome()
                                    .map(
                                            outcome ->
                                                    new Ending(
                                                            outcome.kind() == LeadOutcome.Kind.WON,
                                                            outcome.at()));
                }
                case LeadFact.LeadDeleted ignored -> gone = true;
            }
        }

        private void replace(LeadFact.LeadChanged now, List<Standing> past) {
            anotherPast = true;
            for (Standing then : past) {
                versions.add(version(now, versions.size(), then));
            }
        }

        private LeadVersion version(LeadFact.LeadChanged fact, int part, Standing then) {
            return new LeadVersion(
                    lead,
                    fact.revision(),
                    part,
                    fact.knownAt(),
                    then.from(),
                    new Profile(fact.profile().createdAt(), then.values()));
        }

        Due due() {
            return new Due(versions.getLast(), cause, changed);
        }
    }
}
