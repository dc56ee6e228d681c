package io.prox.scoring.ledger;

import static java.util.Objects.requireNonNull;

import io.prox.contracts.Cause;
import io.prox.contracts.LeadId;
import io.prox.contracts.ModelVersion;
import io.prox.contracts.ScoreFact.Chance;
import io.prox.contracts.ScoreFact.Reason;
import io.prox.contracts.WorkspaceId;
import io.prox.platform.access.Caller;
import io.prox.platform.access.Permission;
import io.prox.platform.problems.FieldError;
import io.prox.platform.problems.ProblemException;
import io.prox.platform.problems.ProblemType;
import io.prox.platform.web.Requires;
import io.prox.scoring.ledger.Moves.Explained;
import io.prox.scoring.ledger.Seen.View;
import io.prox.scoring.models.Champions;
import io.prox.scoring.models.ModelStore;
import io.prox.scoring.ranking.Ranked;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Scores of leads and their ledger over HTTP. Reasons are computed when they are asked for, from
/// the features and the model of the entry.
@RestController
final class ScoresController {
    private static final int MOST_ENTRIES = 100;

    private final Ledger ledger;
    private final Champions champions;
    private final ModelStore models;

    ScoresController(Ledger ledger, Champions champions, ModelStore models) {
        this.ledger = ledger;
        this.champions = champions;
        this.models = models;
    }

    /// A score with all of its reasons.
    ///
    /// @param rules whether it is by the rules, whose contributions are points
    /// @param sure whether there is enough evidence to act on
    /// @param asOf the instant that it speaks of
    /// @param since when readers saw it first; absent for what was computed under a model that did
    ///   not count then
    /// @param cause why readers saw it; of what they did not see, why it was computed
    /// @param changed names of the fields that made it be computed
    /// @param activities of the lead that made it be computed, by identifier
    /// @param base with the contributions adds up to `sum`
    /// @param sum log-odds of the chance, or points
    record ScoreAnswer(
            LeadId lead,
            long entry,
            ModelVersion model,
            boolean rules,
            int score,
            Optional<Chance> chance,
            boolean sure,
            Optional<String> fit,
            Optional<Integer> engagement,
            Instant asOf,
            Instant computedAt,
            Optional<Instant> since,
            Cause cause,
            List<String> changed,
            List<String> activities,
            double base,
            double sum,
            List<Reason> contributions) {}

    /// @param base with the contributions adds up to `sum`
    /// @param sum log-odds of the chance, or points under the rules
    /// @param at when it was computed
    /// @param since when readers saw it first: then, or when its model began to count
    /// @param cause why readers saw another score than before
    /// @param changed names of the fields that made it be computed
    /// @param activities of the lead that made it be computed, by identifier
    /// @param movedFrom the entry that readers saw before it
    /// @param moved all columns whose contributions differ from that entry's, by falling weight;
    ///   with what the bases differ by they add up to the difference of the sums. None between the
    ///   rules and a model, whose units differ
    record EntryAnswer(
            long entry,
            Instant at,
            Instant since,
            Instant asOf,
            Cause cause,
            List<String> changed,
            List<String> activities,
            ModelVersion model,
            boolean rules,
            int score,
            Optional<Chance> chance,
            Optional<String> fit,
            Optional<Integer> engagement,
            double base,
            double sum,
            Optional<Long> movedFrom,
            List<Move> moved) {}

    record LedgerPage(List<EntryAnswer> entries, Optional<String> next) {}

    /// How a lead stands now.
    @Requires(Permission.LEADS_READ)
    @GetMapping("/v1/leads/{id}/score")
    ScoreAnswer score(@PathVariable String id, Caller caller) {
        LeadId lead = lead(id);
        ModelVersion champion = champions.now(caller.workspace()).champion();
        Ledger.Standing standing =
                ledger.standing(caller.workspace(), champion, lead)
                        .orElseThrow(ScoresController::unknown);
        return answer(caller.workspace(), lead, standing.entry());
    }

    /// Why a lead's score changed, every time that readers saw another, newest first. What was
    /// computed under a model that did not count then is not among it.
    ///
    /// @param after `next` of the page before
    @Requires(Permission.LEADS_READ)
    @GetMapping("/v1/leads/{id}/ledger")
    LedgerPage page(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String after,
            @RequestParam(defaultValue = "20") int limit,
            Caller caller) {
        if (limit < 1 || limit > MOST_ENTRIES) {
            throw new ProblemException(
                    ProblemType.INVALID_REQUEST,
                    "A page has 1 to %d entries.".formatted(MOST_ENTRIES),
                    List.of(new FieldError("?limit", "is not from 1 to " + MOST_ENTRIES)));
        }
        LeadId lead = lead(id);
        List<View> views = Seen.of(ledger, champions, caller.workspace(), lead);
        if (views.isEmpty()) {
            throw unknown();
        }
        int end = position(after, views.size());
        int begin = Math.max(0, end - limit);
        return new LedgerPage(
                answers(caller.workspace(), lead, views, begin, end),
                begin > 0 ? Optional.of(Integer.toString(begin)) : Optional.empty());
    }

    /// One entry, with all of its reasons.
    @Requires(Permission.LEADS_READ)
    @GetMapping("/v1/leads/{id}/ledger/{entry}")
    ScoreAnswer entry(@PathVariable String id, @PathVariable long entry, Caller caller) {
        LeadId lead = lead(id);
        return ledger.entry(caller.workspace(), lead, entry)
                .map(found -> answer(caller.workspace(), lead, found))
                .orElseThrow(ScoresController::unknown);
    }

    /// @param begin of the views to tell, with the oldest at 0
    /// @param end of them, exclusive
    /// @return the newest first
    private List<EntryAnswer> answers(
            WorkspaceId workspace, LeadId lead, List<View> views, int begin, int end) {
        Map<Long, Explained> explained = new HashMap<>();
        List<Long> numbers =
                views.subList(Math.max(0, begin - 1), end).stream()
                        .map(view -> view.entry().entry())
                        .toList();
        ledger.entries(workspace, lead, numbers)
                .forEach(
                        (number, entry) ->
                                explained.put(
                                        number, new Explained(entry, rank(workspace, entry))));
        List<EntryAnswer> answers = new ArrayList<>();
        for (int index = end - 1; index >= begin; index--) {
            View view = views.get(index);
            answers.add(
                    answer(
                            view,
                            requireNonNull(explained.get(view.entry().entry())),
                            index == 0
                                    ? Optional.empty()
                                    : Optional.ofNullable(
                                            explained.get(views.get(index - 1).entry().entry()))));
        }
        return answers;
    }

    private Ranked rank(WorkspaceId workspace, LedgerEntry entry) {
        return models.ranking(workspace, entry.model()).rank(entry.features());
    }

    private ScoreAnswer answer(WorkspaceId workspace, LeadId lead, LedgerEntry entry) {
        Ranked rank = rank(workspace, entry);
        Optional<View> view =
                Seen.of(ledger, champions, workspace, lead).reversed().stream()
                        .filter(seen -> seen.entry().entry() == entry.entry())
                        .findFirst();
        return new ScoreAnswer(
                entry.lead(),
                entry.entry(),
                entry.model(),
                entry.model().isRules(),
                rank.score(),
                rank.chance(),
                rank.sure(),
                rank.fit(),
                rank.engagement(),
                entry.asOf(),
                entry.computedAt(),
                view.map(View::since),
                view.map(View::cause).orElse(entry.cause()),
                entry.changed(),
                entry.activities(),
                rank.base(),
                rank.sum(),
                rank.contributions());
    }

    private static EntryAnswer answer(View view, Explained explained, Optional<Explained> before) {
        LedgerEntry entry = explained.entry();
        return new EntryAnswer(
                entry.entry(),
                entry.computedAt(),
                view.since(),
                entry.asOf(),
                view.cause(),
                entry.changed(),
                entry.activities(),
                entry.model(),
                entry.model().isRules(),
                entry.score(),
                entry.chance(),
                entry.fit(),
                entry.engagement(),
                explained.rank().base(),
                explained.rank().sum(),
                before.map(followed -> followed.entry().entry()),
                before.map(followed -> Moves.between(followed, explained)).orElse(List.of()));
    }

    static LeadId lead(String text) {
        try {
            return new LeadId(text);
        } catch (IllegalArgumentException foreign) {
            throw unknown();
        }
    }

    /// @param views how many there are
    private static int position(String after, int views) {
        try {
            int position = after.isEmpty() ? views : Integer.parseInt(after);
            if (position > 0 && position <= views) {
                return position;
            }
        } catch (NumberFormatException foreign) {
            // told below
        }
        throw new ProblemException(
                ProblemType.INVALID_REQUEST,
                "The page cannot be found.",
                List.of(new FieldError("?after", "is not what a page gave as next")));
    }

    static ProblemException unknown() {
        return new ProblemException(
                ProblemType.NOT_FOUND,
                "No score of such a lead. A new lead has one within a second.");
    }
}
