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
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// Takes facts about leads into the history, and scores each lead that changed under every ranking
/// in use.
public final class LeadFactHandler implements BatchHandler<LeadFact> {
    private final Database database;
    private final LeadHistory history;
    private final Ledger ledger;
    private final Champions champions;
    private final ModelStore models;
    private final Scorekeeper scorekeeper;

    public LeadFactHandler(
            Database database,
            LeadHistory history,
            Ledger ledger,
            Champions champions,
            ModelStore models,
            Scorekeeper scorekeeper) {
        this.database = database;
        this.history = history;
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
                (workspace, facts) -> database.within(workspace, () -> fold(workspace, facts)));
        return Collections.nCopies(batch.size(), Outcome.DONE);
    }

    private void fold(WorkspaceId workspace, List<LeadFact> facts) {
        Champions.Standing standing = champions.hold(workspace);
        Map<LeadId, Locked> locked =
                history.lock(workspace, new TreeSet<>(facts.stream().map(LeadFact::lead).toList()));
        SequencedMap<LeadId, News> news = news(facts, locked);
        forget(workspace, news);
        List<News> there = news.values().stream().filter(each -> !each.isGone()).toList();
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
    private static SequencedMap<LeadId, News> news(
            List<LeadFact> facts, Map<LeadId, Locked> locked) {
        SequencedMap<LeadId, News> news = new LinkedHashMap<>();
        for (LeadFact fact : facts) {
            Locked known = locked.get(fact.lead());
            if (known == null) {
                throw new IllegalStateException("a lead was not locked: " + fact.lead());
            }
            News own = news.get(fact.lead());
            long revision = own == null ? known.revision() : own.revision;
            if (fact.revision() > revision && !known.deleted()) {
                news.computeIfAbsent(fact.lead(), News::new).add(fact);
            }
        }
        return news;
    }

    private void forget(WorkspaceId workspace, SequencedMap<LeadId, News> news) {
        Map<LeadId, Long> gone = new LinkedHashMap<>();
        news.values().stream()
                .filter(News::isGone)
                .forEach(each -> gone.put(each.lead, each.revision));
        ledger.forget(workspace, gone.keySet());
        history.forget(workspace, gone);
    }

    /// What the facts of a batch say of one lead.
    private static final class News {
        final LeadId lead;
        final List<LeadVersion> versions = new ArrayList<>();
        final TreeSet<String> changed = new TreeSet<>();
        long revision;
        Cause cause = Cause.of(Cause.Kind.OTHER);
        Optional<Ending> ending = Optional.empty();
        boolean anotherPast;
        private boolean gone;

        News(LeadId lead) {
            this.lead = lead;
        }

        void add(LeadFact fact) {
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
                    changed.addAll(now.changed());
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
            versions.clear();
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

        boolean isGone() {
            return gone;
        }

        Due due() {
            return new Due(versions.getLast(), cause, List.copyOf(changed));
        }
    }
}
