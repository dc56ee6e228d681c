package io.prox.scoring.ledger;

import static java.util.Objects.requireNonNull;

import io.prox.contracts.Cause;
import io.prox.contracts.FactJson;
import io.prox.contracts.LeadId;
import io.prox.contracts.ScoreFact;
import io.prox.contracts.Topics;
import io.prox.contracts.WorkspaceId;
import io.prox.platform.log.Message;
import io.prox.platform.log.Outbox;
import io.prox.scoring.history.LeadVersion;
import io.prox.scoring.ranking.Features;
import io.prox.scoring.ranking.Ranked;
import io.prox.scoring.ranking.Ranking;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Scores leads under a ranking, enters what changed into the ledger, and publishes it: another
/// score, or another reason for the same one. Works within the running transaction, which has named
/// the workspace and locked the leads.
public final class Scorekeeper {
    private final Ledger ledger;
    private final Outbox outbox;
    private final Clock clock;

    public Scorekeeper(Ledger ledger, Outbox outbox, Clock clock) {
        this.ledger = ledger;
        this.outbox = outbox;
        this.clock = clock;
    }

    /// A lead to score.
    ///
    /// @param version what is known of it now
    /// @param cause why it is scored
    /// @param changed names of the fields that caused it
    public record Due(LeadVersion version, Cause cause, List<String> changed) {
        public Due {
            changed = List.copyOf(changed);
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
        Map<LeadId, LedgerEntry> standing = new HashMap<>();
        ledger.standing(
                        workspace,
                        ranking.version(),
                        due.stream().map(each -> each.version().lead()).toList())
                .forEach((lead, known) -> standing.put(lead, known.entry()));
        Map<LeadId, Features> features = features(ranking, due, now);
        Map<LeadId, Cause> causes = new HashMap<>();
        due.forEach(each -> causes.put(each.version().lead(), each.cause()));
        Map<LeadId, Ranked> news = new News(ranking, features, standing).of(causes);
        var added = new ArrayList<LedgerEntry>();
        var messages = new ArrayList<Message>();
        Map<LeadId, Long> holding = new HashMap<>();
        Map<LeadId, Long> revisions = new HashMap<>();
        for (Due each : due) {
            LeadId lead = each.version().lead();
            Ranked rank = news.get(lead);
            revisions.put(lead, each.version().revision());
            if (rank == null) {
                holding.put(lead, requireNonNull(standing.get(lead)).entry());
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
            holding.put(lead, entry.entry());
            added.add(entry);
            messages.add(message(workspace, entry, rank));
        }
        ledger.append(workspace, ranking.version(), added);
        ledger.point(workspace, ranking.version(), now, holding, revisions);
        outbox.append(messages);
    }

    private static Map<LeadId, Features> features(Ranking ranking, List<Due> due, Instant now) {
        List<Features> rows =
                ranking.features(due.stream().map(each -> each.version().row(now)).toList());
        Map<LeadId, Features> features = new HashMap<>();
        for (int index = 0; index < rows.size(); index++) {
            features.put(due.get(index).version().lead(), rows.get(index));
        }
        return features;
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
