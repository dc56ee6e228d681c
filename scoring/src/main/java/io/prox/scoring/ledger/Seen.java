package io.prox.scoring.ledger;

import io.prox.contracts.Cause;
import io.prox.contracts.LeadId;
import io.prox.contracts.ModelVersion;
import io.prox.contracts.WorkspaceId;
import io.prox.scoring.models.Champions;
import io.prox.scoring.models.Champions.Promotion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What readers saw of a lead's score: at each instant the last entry under the model that counted
/// then.
final class Seen {
    private Seen() {}

    /// An entry without its features.
    record Brief(long entry, ModelVersion model, Instant at, Cause cause, int score) {}

    /// An entry that was seen from an instant on.
    ///
    /// @param since when it was computed, or when its model began to count
    /// @param cause why readers saw another entry than before
    record View(Brief entry, Instant since, Cause cause) {}

    /// What readers saw of a lead of theirs, oldest first.
    static List<View> of(Ledger ledger, Champions champions, WorkspaceId workspace, LeadId lead) {
        return of(
                ledger.briefs(workspace, lead),
                champions.history(workspace, Integer.MAX_VALUE).reversed());
    }

    /// One view after the other, oldest first.
    ///
    /// @param entries of a lead, under whichever model, oldest first
    /// @param promotions of its workspace, oldest first
    static List<View> of(List<Brief> entries, List<Promotion> promotions) {
        var views = new ArrayList<View>();
        Map<ModelVersion, Brief> last = new HashMap<>();
        ModelVersion champion = ModelVersion.RULES;
        int next = 0;
        for (Promotion promotion : promotions) {
            for (; next < entries.size() && isBefore(entries.get(next), promotion); next++) {
                add(entries.get(next), champion, last, views);
            }
            champion = promotion.model();
            Brief shown = last.get(champion);
            if (shown != null) {
                views.add(
                        new View(
                                shown,
                                promotion.at(),
                                new Cause(Cause.Kind.MODEL, champion.value())));
            }
        }
        for (Brief entry : entries.subList(next, entries.size())) {
            add(entry, champion, last, views);
        }
        return views;
    }

    private static boolean isBefore(Brief entry, Promotion promotion) {
        return !entry.at().isAfter(promotion.at());
    }

    private static void add(
            Brief entry, ModelVersion champion, Map<ModelVersion, Brief> last, List<View> views) {
        last.put(entry.model(), entry);
        if (entry.model().equals(champion)) {
            views.add(new View(entry, entry.at(), entry.cause()));
        }
    }
}
