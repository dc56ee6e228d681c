package io.prox.scoring.direct;

import io.prox.contracts.ModelVersion;
import io.prox.contracts.ScoreFact.Chance;
import io.prox.contracts.ScoreFact.Reason;
import io.prox.contracts.WorkspaceId;
import io.prox.features.reading.LeadDraft;
import io.prox.features.reading.LeadReading;
import io.prox.features.reading.LeadReading.Mistake;
import io.prox.features.reading.ReadLead;
import io.prox.platform.access.Caller;
import io.prox.platform.access.Permission;
import io.prox.platform.problems.FieldError;
import io.prox.platform.problems.ProblemException;
import io.prox.platform.problems.ProblemType;
import io.prox.platform.web.Requires;
import io.prox.scoring.direct.DirectScores.Asked;
import io.prox.scoring.ranking.Ranked;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Scores over HTTP of leads that are not kept.
@RestController
final class DirectScoresController {
    private static final int MOST_LEADS = 100;

    private final DirectScores scores;
    private final Clock clock;

    DirectScoresController(DirectScores scores, Clock clock) {
        this.scores = scores;
        this.clock = clock;
    }

    /// A lead as a program sends it.
    ///
    /// @param fields as a lead to keep has them: by key of a standard field or any other name; no
    ///   identity is needed, and an outcome says nothing
    /// @param asOf the instant of which the score is to speak, RFC 3339; now where not said
    record DirectRequest(Map<String, @Nullable String> fields, @Nullable String asOf) {}

    record DirectBatchRequest(List<@Nullable DirectRequest> leads) {}

    /// A score with all of its reasons, as that of a lead that is kept.
    ///
    /// @param rules whether it is by the rules, whose contributions are points
    /// @param sure whether there is enough evidence to act on
    /// @param asOf the instant that it speaks of
    /// @param base with the contributions adds up to `sum`
    /// @param sum log-odds of the chance, or points
    record DirectScore(
            ModelVersion model,
            boolean rules,
            int score,
            Optional<Chance> chance,
            boolean sure,
            Optional<String> fit,
            Optional<Integer> engagement,
            Instant asOf,
            double base,
            double sum,
            List<Reason> contributions) {}

    /// @param score absent where the lead was refused
    /// @param errors why it was
    record DirectResult(Optional<DirectScore> score, List<FieldError> errors) {}

    /// @param results in the order of the leads
    record DirectBatchAnswer(int scored, int refused, List<DirectResult> results) {}

    /// Scores a lead without keeping it.
    @Requires(Permission.SCORES_COMPUTE)
    @PostMapping("/v1/score")
    DirectScore score(@RequestBody DirectRequest request, Caller caller) {
        Reading reading = read(request, "#", clock.instant());
        if (!reading.errors().isEmpty()) {
            throw new ProblemException(
                    ProblemType.INVALID_RECORD, "The lead was not scored.", reading.errors());
        }
        return score(caller.workspace(), reading.asked().stream().toList()).getFirst();
    }

    /// Scores leads without keeping them, under one model.
    @Requires(Permission.SCORES_COMPUTE)
    @PostMapping("/v1/score/batch")
    DirectBatchAnswer scoreAll(@RequestBody DirectBatchRequest request, Caller caller) {
        if (request.leads().size() > MOST_LEADS) {
            throw new ProblemException(
                    ProblemType.TOO_LARGE,
                    "%,d leads at once; send at most %d."
                            .formatted(request.leads().size(), MOST_LEADS));
        }
        Instant now = clock.instant();
        var readings = new ArrayList<Reading>();
        for (int index = 0; index < request.leads().size(); index++) {
            readings.add(read(request.leads().get(index), "#/leads/" + index, now));
        }
        List<Asked> asked = readings.stream().flatMap(reading -> reading.asked().stream()).toList();
        Iterator<DirectScore> given = score(caller.workspace(), asked).iterator();
        List<DirectResult> results =
                readings.stream()
                        .map(
                                reading ->
                                        new DirectResult(
                                                reading.asked().map(lead -> given.next()),
                                                reading.errors()))
                        .toList();
        return new DirectBatchAnswer(asked.size(), results.size() - asked.size(), results);
    }

    /// What a request asks, or all that is wrong with it.
    private record Reading(Optional<Asked> asked, List<FieldError> errors) {
        static Reading of(Asked asked) {
            return new Reading(Optional.of(asked), List.of());
        }

        static Reading refused(String pointer, String detail) {
            return new Reading(Optional.empty(), List.of(new FieldError(pointer, detail)));
        }

        static Reading refused(String place, List<Mistake> mistakes) {
            return new Reading(
                    Optional.empty(),
                    mistakes.stream()
                            .map(
                                    mistake ->
                                            new FieldError(
                                                    place + mistake.pointer(), mistake.detail()))
                            .toList());
        }
    }

    /// @param place of the lead in the body
    private static Reading read(@Nullable DirectRequest request, String place, Instant now) {
        if (request == null) {
            return Reading.refused(place, "is no lead");
        }
        Optional<Instant> asOf =
                request.asOf() == null ? Optional.of(now) : LeadReading.time(request.asOf());
        if (asOf.isEmpty()) {
            return Reading.refused(place + "/asOf", "is no time; write it as 2026-03-02T09:30:00Z");
        }
        Map<String, String> fields = new TreeMap<>();
        request.fields().forEach((name, text) -> fields.put(name, text == null ? "" : text));
        return switch (LeadReading.readNameless(new LeadDraft(fields, Optional.empty()))) {
            case LeadReading.Result.Read(ReadLead lead) -> Reading.of(new Asked(lead, asOf.get()));
            case LeadReading.Result.Refused(List<Mistake> mistakes) ->
                    Reading.refused(place, mistakes);
        };
    }

    private List<DirectScore> score(WorkspaceId workspace, List<Asked> asked) {
        DirectScores.Given given = scores.score(workspace, asked);
        var answers = new ArrayList<DirectScore>();
        for (int index = 0; index < asked.size(); index++) {
            Ranked rank = given.ranks().get(index);
            answers.add(
                    new DirectScore(
                            given.model(),
                            given.model().isRules(),
                            rank.score(),
                            rank.chance(),
                            rank.sure(),
                            rank.fit(),
                            rank.engagement(),
                            asked.get(index).asOf(),
                            rank.base(),
                            rank.sum(),
                            rank.contributions()));
        }
        return answers;
    }
}
