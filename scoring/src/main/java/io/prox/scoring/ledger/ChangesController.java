package io.prox.scoring.ledger;

import io.prox.contracts.Cause;
import io.prox.contracts.LeadId;
import io.prox.contracts.ModelVersion;
import io.prox.contracts.ScoreFact.Chance;
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
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Why a lead's score at one instant is another than at an earlier one, whatever models counted
/// between them.
@RestController
final class ChangesController {
    private final Ledger ledger;
    private final Champions champions;
    private final ModelStore models;
    private final Clock clock;

    ChangesController(Ledger ledger, Champions champions, ModelStore models, Clock clock) {
        this.ledger = ledger;
        this.champions = champions;
        this.models = models;
        this.clock = clock;
    }

    /// What readers saw at an instant.
    ///
    /// @param since when they saw it first
    /// @param base with the contributions adds up to `sum`
    /// @param sum log-odds of the chance, or points under the rules
    record SeenAnswer(
            long entry,
            Instant since,
            ModelVersion model,
            boolean rules,
            int score,
            Optional<Chance> chance,
            double base,
            double sum) {}

    /// What acts of one kind did to the score.
    ///
    /// @param times how often readers saw another entry for it
    /// @param by points of the score, all together
    record ByCause(Cause.Kind cause, int times, int by) {}

    /// The score of `from` and what the causes did add up to the score of `to`. Where the rules
    /// ranked at both instants, or a model did at both, the sum of `from`, what the bases differ by
    /// and what moved add up to the sum of `to`.
    ///
    /// @param moved all columns whose contributions differ, by falling weight; none between the
    ///   rules and a model, whose units differ
    record ChangeAnswer(
            LeadId lead, SeenAnswer from, SeenAnswer to, List<ByCause> causes, List<Move> moved) {}

    /// Why the score was another at a later instant.
    ///
    /// @param from an instant; the one of the lead's first score, where that was later or none is
    ///   given
    /// @param to a later one; now if it is not given
    @Requires(Permission.LEADS_READ)
    @GetMapping("/v1/leads/{id}/score/change")
    ChangeAnswer change(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to,
            Caller caller) {
        LeadId lead = ScoresController.lead(id);
        Instant earlier = from.isEmpty() ? Instant.MIN : instant("from", from);
        Instant later = to.isEmpty() ? clock.instant() : instant("to", to);
        if (later.isBefore(earlier)) {
            throw refused("to", "is before 'from'");
        }
        List<View> views = Seen.of(ledger, champions, caller.workspace(), lead);
        if (views.isEmpty()) {
            throw ScoresController.unknown();
        }
        int last = last(views, later);
        if (last < 0) {
            throw refused("to", "is before its first score, of " + views.getFirst().since());
        }
        int first = Math.max(0, last(views, earlier));
        return answer(caller.workspace(), lead, views.subList(first, last + 1));
    }

    /// @param views the first and all that followed it
    private ChangeAnswer answer(WorkspaceId workspace, LeadId lead, List<View> views) {
        Explained from = explained(workspace, lead, views.getFirst());
        Explained to = explained(workspace, lead, views.getLast());
        return new ChangeAnswer(
                lead,
                answer(views.getFirst(), from),
                answer(views.getLast(), to),
                causes(views),
                Moves.between(from, to));
    }

    private static List<ByCause> causes(List<View> views) {
        Map<Cause.Kind, ByCause> causes = new EnumMap<>(Cause.Kind.class);
        for (int index = 1; index < views.size(); index++) {
            View view = views.get(index);
            int by = view.entry().score() - views.get(index - 1).entry().score();
            causes.merge(
                    view.cause().kind(),
                    new ByCause(view.cause().kind(), 1, by),
                    (one, other) ->
                            new ByCause(
                                    one.cause(),
                                    one.times() + other.times(),
                                    one.by() + other.by()));
        }
        return List.copyOf(causes.values());
    }

    private Explained explained(WorkspaceId workspace, LeadId lead, View view) {
        LedgerEntry entry =
                ledger.entry(workspace, lead, view.entry().entry())
                        .orElseThrow(ScoresController::unknown);
        return new Explained(
                entry, models.ranking(workspace, entry.model()).rank(entry.features()));
    }

    private static SeenAnswer answer(View view, Explained explained) {
        Ranked rank = explained.rank();
        return new SeenAnswer(
                view.entry().entry(),
                view.since(),
                view.entry().model(),
                explained.isByRules(),
                rank.score(),
                rank.chance(),
                rank.base(),
                rank.sum());
    }

    /// @return the index of what was seen at an instant; -1 before the first
    private static int last(List<View> views, Instant at) {
        int index = views.size() - 1;
        while (index >= 0 && views.get(index).since().isAfter(at)) {
            index--;
        }
        return index;
    }

    private static Instant instant(String parameter, String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException foreign) {
            throw refused(parameter, "is no time such as 2026-05-01T12:00:00Z");
        }
    }

    private static ProblemException refused(String parameter, String reason) {
        return new ProblemException(
                ProblemType.INVALID_REQUEST,
                "The score cannot be compared.",
                List.of(new FieldError("?" + parameter, reason)));
    }
}
