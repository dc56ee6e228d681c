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
import io.prox.scoring.models.Champions;
import io.prox.scoring.models.ModelStore;
import io.prox.scoring.ranking.Ranked;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
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
            Cause cause,
            List<String> changed,
            double base,
            double sum,
            List<Reason> contributions) {}

    /// What made a score move.
    ///
    /// @param from and to the contribution of the column before and after
    record Move(String column, double from, double to, String words) {}

    /// @param base with the contributions adds up to `sum`
    /// @param sum log-odds of the chance, or points under the rules
    /// @param movedFrom the entry that it followed: the one before it under the same model; of one
    ///   by which another model took over, the one before it
    /// @param moved all columns whose contributions differ from that entry's, by falling weight;
    ///   with what the bases differ by they add up to the difference of the sums. None between the
    ///   rules and a model, whose units differ
    record EntryAnswer(
            long entry,
            Instant at,
            Instant asOf,
            Cause cause,
            List<String> changed,
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
        return answer(caller.workspace(), standing.entry());
    }

    /// Why a lead's score changed, every time, newest first.
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
        List<LedgerEntry> found = ledger.page(caller.workspace(), lead, position(after), limit + 1);
        if (found.isEmpty() && after.isEmpty()) {
            throw unknown();
        }
        List<LedgerEntry> entries = found.subList(0, Math.min(limit, found.size()));
        return new LedgerPage(
                answers(caller.workspace(), lead, entries),
                found.size() > limit
                        ? Optional.of(Long.toString(entries.getLast().entry()))
                        : Optional.empty());
    }

    /// One entry, with all of its reasons.
    @Requires(Permission.LEADS_READ)
    @GetMapping("/v1/leads/{id}/ledger/{entry}")
    ScoreAnswer entry(@PathVariable String id, @PathVariable long entry, Caller caller) {
        return ledger.entry(caller.workspace(), lead(id), entry)
                .map(found -> answer(caller.workspace(), found))
                .orElseThrow(ScoresController::unknown);
    }

    private List<EntryAnswer> answers(
            WorkspaceId workspace, LeadId lead, List<LedgerEntry> entries) {
        Map<Long, LedgerEntry> before = ledger.before(workspace, lead, entries);
        Map<Long, Explained> explained = new HashMap<>();
        Stream.concat(entries.stream(), before.values().stream())
                .forEach(
                        entry ->
                                explained.computeIfAbsent(
                                        entry.entry(),
                                        number -> new Explained(entry, rank(workspace, entry))));
        return entries.stream()
                .map(
                        entry ->
                                answer(
                                        requireNonNull(explained.get(entry.entry())),
                                        Optional.ofNullable(before.get(entry.entry()))
                                                .map(LedgerEntry::entry)
                                                .map(explained::get)))
                .toList();
    }

    private Ranked rank(WorkspaceId workspace, LedgerEntry entry) {
        return models.ranking(workspace, entry.model()).rank(entry.features());
    }

    private ScoreAnswer answer(WorkspaceId workspace, LedgerEntry entry) {
        Ranked rank = rank(workspace, entry);
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
                entry.cause(),
                entry.changed(),
                rank.base(),
                rank.sum(),
                rank.contributions());
    }

    private static EntryAnswer answer(Explained explained, Optional<Explained> before) {
        LedgerEntry entry = explained.entry();
        return new EntryAnswer(
                entry.entry(),
                entry.computedAt(),
                entry.asOf(),
                entry.cause(),
                entry.changed(),
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

    private static OptionalLong position(String after) {
        if (after.isEmpty()) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(after));
        } catch (NumberFormatException foreign) {
            throw new ProblemException(
                    ProblemType.INVALID_REQUEST,
                    "The page cannot be found.",
                    List.of(new FieldError("?after", "is not what a page gave as next")));
        }
    }

    static ProblemException unknown() {
        return new ProblemException(
                ProblemType.NOT_FOUND,
                "No score of such a lead. A new lead has one within a second.");
    }
}
