package io.prox.scoring.ledger;

import static java.util.Objects.requireNonNull;

import io.prox.contracts.Cause;
import io.prox.contracts.FactJson;
import io.prox.contracts.LeadId;
import io.prox.contracts.ScoreFact;
import io.prox.contracts.ScoreFact.Reason;
import io.prox.contracts.Topics;
import io.prox.contracts.WorkspaceId;
import io.prox.features.LeadFeatures;
import io.prox.platform.log.Message;
import io.prox.platform.log.Outbox;
import io.prox.scoring.history.LeadVersion;
import io.prox.scoring.ledger.Ledger.Standing;
import io.prox.scoring.ranking.Features;
import io.prox.scoring.ranking.Ranked;
import io.prox.scoring.ranking.Ranking;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

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
        Map<LeadId, Standing> standing =
                ledger.standing(
                        workspace,
                        ranking.version(),
                        due.stream().map(each -> each.version().lead()).toList());
        List<Features> features =
                ranking.features(due.stream().map(each -> each.version().row(now)).toList());
        List<@Nullable Ranked> ranks = news(ranking, due, features, standing);
        var added = new ArrayList<LedgerEntry>();
        var messages = new ArrayList<Message>();
        Map<LeadId, Long> holding = new HashMap<>();
        Map<LeadId, Long> revisions = new HashMap<>();
        for (int index = 0; index < due.size(); index++) {
            LeadVersion version = due.get(index).version();
            LeadId lead = version.lead();
            Standing before = standing.get(lead);
            Ranked rank = ranks.get(index);
            revisions.put(lead, version.revision());
            if (before != null && rank == null) {
                holding.put(lead, before.entry().entry());
                continue;
            }
            LedgerEntry entry =
                    entry(
                            ranking,
                            due.get(index),
                            features.get(index),
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

    /// The rank of each lead, none where it says nothing new.
    private static List<@Nullable Ranked> news(
            Ranking ranking,
            List<Due> due,
            List<Features> features,
            Map<LeadId, Standing> standing) {
        @Nullable Ranked[] ranks = new Ranked[due.size()];
        IntStream.range(0, ranks.length)
                .parallel()
                .forEach(
                        index -> {
                            Due each = due.get(index);
                            Standing before = standing.get(each.version().lead());
                            ranks[index] =
                                    before == null
                                            ? ranking.rank(features.get(index))
                                            : news(
                                                    ranking,
                                                    each.cause(),
                                                    features.get(index),
                                                    before.entry());
                        });
        return Arrays.asList(ranks);
    }

    /// What differs from the entry that stands. The reasons alone do so by a fact only, and not in
    /// what time has moved: otherwise each open lead had an entry a day.
    private static @Nullable Ranked news(
            Ranking ranking, Cause cause, Features features, LedgerEntry before) {
        if (before.features().equals(features)) {
            return null;
        }
        Ranked rank = ranking.rank(features);
        boolean same =
                before.saysTheSame(rank)
                        && (cause.kind() == Cause.Kind.TIME
                                || timeless(ranking.rank(before.features()))
                                        .equals(timeless(rank)));
        return same ? null : rank;
    }

    private static Set<Reason> timeless(Ranked rank) {
        return rank.contributions().stream()
                .filter(reason -> !reason.column().equals(LeadFeatures.AGE))
                .collect(Collectors.toSet());
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
