package io.prox.scoring.ledger;

import static java.util.Objects.requireNonNull;

import io.prox.contracts.LeadId;
import io.prox.contracts.ScoreFact.Reason;
import io.prox.features.LeadFeatures;
import io.prox.features.behaviour.EngagementFeatures;
import io.prox.scoring.ledger.Scorekeeper.Due;
import io.prox.scoring.ranking.Features;
import io.prox.scoring.ranking.Ranked;
import io.prox.scoring.ranking.Ranking;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What of the ranks of some leads is not in their ledgers yet. Leads are ranked together, which
/// costs less than one by one.
final class News {
    private final Ranking ranking;
    private final Map<LeadId, Features> features;
    private final Map<LeadId, LedgerEntry> standing;

    /// @param features of each lead, as of now
    /// @param standing the last entry under the ranking, of each lead that has one
    News(Ranking ranking, Map<LeadId, Features> features, Map<LeadId, LedgerEntry> standing) {
        this.ranking = ranking;
        this.features = features;
        this.standing = standing;
    }

    /// The ranks that are to be entered. Other reasons for the same score are, if a fact has
    /// brought them, and not if time has, nor is a chance that time moved by less than a point:
    /// otherwise each open lead had an entry an hour.
    ///
    /// @param due why each lead is looked at
    Map<LeadId, Ranked> of(List<Due> due) {
        Map<LeadId, Due> causes = new HashMap<>();
        due.forEach(each -> causes.put(each.lead(), each));
        Map<LeadId, Ranked> news =
                ranks(features.keySet().stream().filter(this::isMoved).toList(), this::now);
        Set<LeadId> same =
                news.keySet().stream()
                        .filter(lead -> saysTheSame(cause(lead, causes), rank(lead, news)))
                        .collect(Collectors.toSet());
        Map<LeadId, Ranked> before =
                ranks(
                        same.stream().filter(lead -> !cause(lead, causes).isByTime()).toList(),
                        this::before);
        same.removeIf(
                lead ->
                        before.containsKey(lead)
                                && !hasSameReasons(
                                        cause(lead, causes), rank(lead, before), rank(lead, news)));
        news.keySet().removeAll(same);
        return news;
    }

    private Map<LeadId, Ranked> ranks(List<LeadId> leads, Function<LeadId, Features> of) {
        List<Ranked> ranks = ranking.rank(leads.stream().map(of).toList());
        Map<LeadId, Ranked> found = new HashMap<>();
        for (int index = 0; index < ranks.size(); index++) {
            found.put(leads.get(index), ranks.get(index));
        }
        return found;
    }

    private static Ranked rank(LeadId lead, Map<LeadId, Ranked> ranks) {
        return requireNonNull(ranks.get(lead));
    }

    private boolean saysTheSame(Due due, Ranked rank) {
        LedgerEntry entry = standing.get(due.lead());
        return entry != null
                && (due.isByTime() ? entry.looksTheSame(rank) : entry.saysTheSame(rank));
    }

    /// Apart from what time has moved.
    private static boolean hasSameReasons(Due due, Ranked one, Ranked other) {
        return timeless(due, one).equals(timeless(due, other));
    }

    /// What a lead did fades; it tells where the lead did something.
    private static Set<Reason> timeless(Due due, Ranked rank) {
        boolean behaved = !due.activities().isEmpty();
        return rank.contributions().stream()
                .filter(reason -> !reason.column().equals(LeadFeatures.AGE))
                .filter(reason -> behaved || !EngagementFeatures.isOne(reason.column()))
                .collect(Collectors.toSet());
    }

    private static Due cause(LeadId lead, Map<LeadId, Due> causes) {
        return requireNonNull(causes.get(lead));
    }

    private boolean isMoved(LeadId lead) {
        LedgerEntry entry = standing.get(lead);
        return entry == null || !entry.features().equals(now(lead));
    }

    private Features now(LeadId lead) {
        return requireNonNull(features.get(lead));
    }

    private Features before(LeadId lead) {
        return requireNonNull(standing.get(lead)).features();
    }
}
