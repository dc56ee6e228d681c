package io.prox.scoring.ledger;

import static java.util.Objects.requireNonNull;

import io.prox.contracts.Cause;
import io.prox.contracts.FactJson;
import io.prox.contracts.LeadId;
import io.prox.contracts.ScoreFact;
import io.prox.contracts.Topics;
import io.prox.contracts.WorkspaceId;
import io.prox.features.LeadFeatures;
import io.prox.features.Profile;
import io.prox.features.behaviour.Engagement;
import io.prox.platform.log.Message;
import io.prox.platform.log.Outbox;
import io.prox.scoring.history.Engagements;
import io.prox.scoring.history.LeadVersion;
import io.prox.scoring.ledger.Ledger.Holding;
import io.prox.scoring.ledger.Lookout.Scored;
import io.prox.scoring.ranking.Features;
import io.prox.scoring.ranking.Ranked;
import io.prox.scoring.ranking.Ranking;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// Scores leads under a ranking, enters what changed into the ledger, and publishes it: another
/// score, or another reason for the same one. Works within the running transaction, which has named
/// the workspace and locked the leads.
public final class Scorekeeper {
    private final Ledger ledger;
    private final Engagements engagements;
    private final Outbox outbox;
    private final Clock clock;

    public Scorekeeper(Ledger ledger, Engagements engagements, Outbox outbox, Clock clock) {
        this.ledger = ledger;
        this.engagements = engagements;
        this.outbox = outbox;
        this.clock = clock;
    }

    /// A lead to score.
    ///
    /// @param version what is known of it now
    /// @param cause why it is scored
    /// @param changed names of the fields that caused it
    /// @param activities of the lead that caused it
    public record Due(
            LeadVersion version, Cause cause, List<String> changed, List<String> activities) {
        public Due {
            changed = List.copyOf(changed);
            activities = List.copyOf(activities);
        }

        public Due(LeadVersion version, Cause cause, List<String> changed) {
            this(version, cause, changed, List.of());
        }

        LeadId lead() {
            return version.lead();
        }

        boolean isByTime() {
            return cause.kind() == Cause.Kind.TIME;
        }
    }

    /// Scores leads as of now.
    ///
    /// @param due each lead once
    /// @param entries the last entry of each of these leads; those that get one are updated
    public void score(
            WorkspaceId workspace, Ranking ranking, List<Due> due, Map<LeadId, Long> entries) {
        if (due.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        List<LeadId> leads = due.stream().map(Due::lead).toList();
        Map<LeadId, LedgerEntry> standing = new HashMap<>();
        ledger.standing(workspace, ranking.version(), leads)
                .forEach((lead, known) -> standing.put(lead, known.entry()));
        Map<LeadId, Engagement> behaviour =
                ranking.readsBehaviour() ? engagements.of(workspace, leads) : Map.of();
        Map<LeadId, Features> features = features(ranking, due, behaviour, now);
        Map<LeadId, Ranked> news = new News(ranking, features, standing).of(due);
        var added = new ArrayList<LedgerEntry>();
        var messages = new ArrayList<Message>();
        Map<LeadId, LedgerEntry> holding = new HashMap<>();
        for (Due each : due) {
            LeadId lead = each.lead();
            Ranked rank = news.get(lead);
            if (rank == null) {
                holding.put(lead, requireNonNull(standing.get(lead)));
                continue;
            }
            LedgerEntry entry =
                    entry(
                            ranking,
                            each,
                            requireNonNull(features.get(lead)),
                            requireNonNull(entries.get(lead), "a lead that is not locked"),
                            rank,
                            now);
            entries.put(lead, entry.entry());
            holding.put(lead, entry);
            added.add(entry);
            messages.add(message(workspace, entry, rank));
        }
        ledger.append(workspace, ranking.version(), added);
        ledger.point(
                workspace,
                ranking.version(),
                now,
                holding(new Lookout(ranking, now), due, behaviour, holding));
        outbox.append(messages);
    }

    /// Where time made a score be looked at, the next hour that moves it is sought; where a fact
    /// did, another may come before that pays.
    private static List<Holding> holding(
            Lookout lookout,
            List<Due> due,
            Map<LeadId, Engagement> behaviour,
            Map<LeadId, LedgerEntry> entries) {
        Map<LeadId, Scored> scored = new HashMap<>();
        due.forEach(
                each ->
                        scored.put(
                                each.lead(),
                                new Scored(
                                        each.lead(),
                                        each.version().profile(),
                                        behaviour.getOrDefault(each.lead(), Engagement.NONE),
                                        requireNonNull(entries.get(each.lead())).score())));
        Map<LeadId, Instant> sought =
                lookout.next(
                        due.stream()
                                .filter(Due::isByTime)
                                .map(each -> requireNonNull(scored.get(each.lead())))
                                .toList());
        return due.stream()
                .map(
                        each ->
                                new Holding(
                                        each.lead(),
                                        requireNonNull(entries.get(each.lead())).entry(),
                                        each.version().revision(),
                                        Optional.ofNullable(sought.get(each.lead()))
                                                .orElseGet(
                                                        () ->
                                                                lookout.soonest(
                                                                        requireNonNull(
                                                                                scored.get(
                                                                                        each
                                                                                                .lead()))))))
                .toList();
    }

    private static Map<LeadId, Features> features(
            Ranking ranking, List<Due> due, Map<LeadId, Engagement> behaviour, Instant now) {
        List<Features> rows =
                ranking.features(
                        due.stream().map(each -> row(ranking, each, behaviour, now)).toList());
        Map<LeadId, Features> features = new HashMap<>();
        for (int index = 0; index < rows.size(); index++) {
            features.put(due.get(index).lead(), rows.get(index));
        }
        return features;
    }

    private static SequencedMap<String, String> row(
            Ranking ranking, Due due, Map<LeadId, Engagement> behaviour, Instant now) {
        Profile profile = due.version().profile();
        return ranking.readsBehaviour()
                ? LeadFeatures.row(
                        profile, behaviour.getOrDefault(due.lead(), Engagement.NONE), now)
                : LeadFeatures.row(profile, now);
    }

    private static LedgerEntry entry(
            Ranking ranking, Due due, Features features, long last, Ranked rank, Instant now) {
        return new LedgerEntry(
                due.version().lead(),
                last + 1,
                ranking.version(),
                due.version().revision(),
                now,
                now,
                due.cause(),
                due.changed(),
                due.activities(),
                features,
                rank.chance(),
                rank.score(),
                rank.fit(),
                rank.engagement());
    }

    private static Message message(WorkspaceId workspace, LedgerEntry entry, Ranked rank) {
        return Message.of(
                Topics.SCORES,
                Topics.key(workspace, entry.lead()),
                FactJson.SCORES.encode(
                        new ScoreFact.ScoreChanged(
                                workspace,
                                entry.lead(),
                                entry.model(),
                                entry.entry(),
                                entry.asOf(),
                                entry.computedAt(),
                                entry.cause(),
                                entry.chance(),
                                entry.score(),
                                entry.fit(),
                                entry.engagement(),
                                rank.reasons())));
    }
}
