package io.prox.ingestion.leads;

import io.prox.contracts.Cause;
import io.prox.contracts.LeadId;
import io.prox.contracts.WorkspaceId;
import io.prox.features.fields.StandardField;
import io.prox.features.reading.FieldKey;
import io.prox.features.reading.LeadDraft;
import io.prox.features.reading.LeadReading;
import io.prox.features.reading.LeadReading.Mistake;
import io.prox.features.reading.ReadLead;
import io.prox.ingestion.books.Door;
import io.prox.ingestion.books.Tallies;
import io.prox.ingestion.leads.Intake.Taken;
import io.prox.platform.database.Database;
import io.prox.platform.ids.Identifiers;
import io.prox.platform.problems.FieldError;
import io.prox.platform.problems.ProblemException;
import io.prox.platform.problems.ProblemType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Takes leads in as programs send them: reads each, takes those that can be read, and answers for
/// each by itself.
final class SentLeads {
    /// Clocks differ, and a day ends later elsewhere.
    private static final Duration AHEAD = Duration.ofDays(1);

    private static final int TRIES = 5;
    private static final String USUAL_SOURCE = "API";
    private static final int LONGEST_SOURCE = 100;
    private static final String REQUEST = "request";

    private final Intake intake;
    private final Sources sources;
    private final Tallies tallies;
    private final Database database;
    private final Identifiers identifiers;
    private final Clock clock;

    SentLeads(
            Intake intake,
            Sources sources,
            Tallies tallies,
            Database database,
            Identifiers identifiers,
            Clock clock) {
        this.intake = intake;
        this.sources = sources;
        this.tallies = tallies;
        this.database = database;
        this.identifiers = identifiers;
        this.clock = clock;
    }

    /// A lead of several.
    ///
    /// @param fields by key of a standard field or any other name
    /// @param occurredAt since when that is so, RFC 3339
    record BatchLead(Map<String, @Nullable String> fields, @Nullable String occurredAt) {}

    /// @param id absent if it was not taken, or only looked at
    /// @param status created, changed, unchanged, conflict or refused
    /// @param errors why it was not taken
    record Answer(Optional<LeadId> id, String status, List<FieldError> errors) {}

    /// Where in the body a lead stands.
    interface Place {
        String of(int index);
    }

    /// @param source by name; `API` where not said
    List<Answer> take(
            WorkspaceId workspace, @Nullable String source, List<BatchLead> sent, Place place) {
        String sourceId = sources.idOf(workspace, sourceName(source));
        return answers(
                sent,
                place,
                leads -> take(workspace, sourceId, sent.size(), sent.size() - leads.size(), leads));
    }

    /// What [#take] would answer, with nothing kept.
    List<Answer> look(
            WorkspaceId workspace, @Nullable String source, List<BatchLead> sent, Place place) {
        String sourceId =
                sources.find(workspace, sourceName(source))
                        .orElseGet(() -> identifiers.next("source"));
        var cause = new Cause(Cause.Kind.API, identifiers.next(REQUEST));
        Trial trial = intake.trial(workspace, sourceId, cause, Trial.Recurrence.NONE);
        return answers(sent, place, leads -> trial.take(intake.prepare(workspace, sourceId, leads)))
                .stream()
                .map(answer -> new Answer(Optional.empty(), answer.status(), answer.errors()))
                .toList();
    }

    /// @param taking what takes those that can be read, and says in their order what became of them
    private List<Answer> answers(
            List<BatchLead> sent, Place place, Function<List<ReadLead>, List<Taken>> taking) {
        var answers = new ArrayList<@Nullable Answer>();
        var leads = new ArrayList<ReadLead>();
        for (int index = 0; index < sent.size(); index++) {
            switch (read(sent.get(index))) {
                case LeadReading.Result.Read(ReadLead lead) -> {
                    leads.add(lead);
                    answers.add(null);
                }
                case LeadReading.Result.Refused(List<Mistake> mistakes) ->
                        answers.add(refused(mistakes, place.of(index)));
            }
        }
        List<Taken> taken = taking.apply(leads);
        var all = new ArrayList<Answer>();
        int next = 0;
        for (int index = 0; index < answers.size(); index++) {
            Answer refused = answers.get(index);
            all.add(refused == null ? answer(taken.get(next++), place.of(index)) : refused);
        }
        return all;
    }

    /// @param received how many were handed in
    /// @param refused how many of them could not be read
    private List<Taken> take(
            WorkspaceId workspace, String source, int received, int refused, List<ReadLead> leads) {
        var cause = new Cause(Cause.Kind.API, identifiers.next(REQUEST));
        for (int attempt = 1; ; attempt++) {
            try {
                return database.within(
                        workspace,
                        () -> {
                            List<Taken> taken = intake.take(workspace, source, cause, leads);
                            tallies.add(
                                    workspace,
                                    source,
                                    Door.API,
                                    Taken.tally(taken, received, refused));
                            return taken;
                        });
            } catch (ConcurrentIntakeException meanwhile) {
                if (attempt == TRIES) {
                    throw meanwhile;
                }
            }
        }
    }

    private static String sourceName(@Nullable String source) {
        if (source == null || source.isBlank()) {
            return USUAL_SOURCE;
        }
        if (source.length() > LONGEST_SOURCE) {
            throw new ProblemException(
                    ProblemType.INVALID_REQUEST,
                    "The name of the source is too long.",
                    List.of(
                            new FieldError(
                                    "#/source",
                                    "is longer than %d characters".formatted(LONGEST_SOURCE))));
        }
        return source.strip();
    }

    private LeadReading.Result read(BatchLead request) {
        Map<String, String> fields = new TreeMap<>();
        request.fields().forEach((name, text) -> fields.put(name, text == null ? "" : text));
        Optional<Instant> occurredAt = Optional.empty();
        if (request.occurredAt() != null) {
            occurredAt = LeadReading.time(request.occurredAt());
            if (occurredAt.isEmpty()) {
                return new LeadReading.Result.Refused(
                        List.of(
                                new Mistake(
                                        "occurredAt",
                                        "is no time; write it as 2026-03-02T09:30:00Z")));
            }
        }
        LeadReading.Result result = LeadReading.read(new LeadDraft(fields, occurredAt));
        return result instanceof LeadReading.Result.Read(ReadLead lead) ? notAhead(lead) : result;
    }

    /// What lies in the future would stand against all that is said before then.
    private LeadReading.Result notAhead(ReadLead lead) {
        Instant latest = clock.instant().plus(AHEAD);
        Map<String, String> times = new TreeMap<>();
        for (StandardField field : List.of(StandardField.CREATED_AT, StandardField.OUTCOME_AT)) {
            times.put(field.key(), lead.open().getOrDefault(FieldKey.of(field), ""));
        }
        lead.occurredAt().ifPresent(at -> times.put("occurredAt", at.toString()));
        List<Mistake> mistakes =
                times.entrySet().stream()
                        .filter(time -> !time.getValue().isEmpty())
                        .filter(time -> Instant.parse(time.getValue()).isAfter(latest))
                        .map(time -> new Mistake(time.getKey(), "lies in the future"))
                        .toList();
        return mistakes.isEmpty()
                ? new LeadReading.Result.Read(lead)
                : new LeadReading.Result.Refused(mistakes);
    }

    private static Answer refused(List<Mistake> mistakes, String place) {
        return new Answer(
                Optional.empty(),
                "refused",
                mistakes.stream()
                        .map(mistake -> new FieldError(pointer(place, mistake), mistake.detail()))
                        .toList());
    }

    private static String pointer(String place, Mistake mistake) {
        return place + (mistake.field().equals("occurredAt") ? "/occurredAt" : mistake.pointer());
    }

    private static Answer answer(Taken taken, String place) {
        String status = taken.fate().name().toLowerCase(Locale.ROOT);
        return switch (taken.fate()) {
            case CREATED, CHANGED, UNCHANGED ->
                    new Answer(Optional.of(taken.lead()), status, List.of());
            case CONFLICT -> notTaken(status, place, Taken.CONFLICT);
            case CROWDED -> notTaken("refused", place, Taken.CROWDED);
            case FULL ->
                    notTaken(
                            "refused",
                            place,
                            "with it, more than %,d characters would be known of this lead; send fewer fields"
                                    .formatted(Intake.LONGEST_LEAD));
        };
    }

    private static Answer notTaken(String status, String place, String detail) {
        return new Answer(
                Optional.empty(), status, List.of(new FieldError(place + "/fields", detail)));
    }
}
