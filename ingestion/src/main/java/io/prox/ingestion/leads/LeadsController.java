package io.prox.ingestion.leads;

import io.prox.contracts.Cause;
import io.prox.contracts.LeadId;
import io.prox.ingestion.leads.LeadDirectory.Lead;
import io.prox.ingestion.leads.LeadDirectory.Position;
import io.prox.ingestion.leads.LeadDirectory.Value;
import io.prox.ingestion.leads.SentLeads.Answer;
import io.prox.ingestion.leads.SentLeads.BatchLead;
import io.prox.platform.access.Caller;
import io.prox.platform.access.Permission;
import io.prox.platform.audit.AuditLog;
import io.prox.platform.database.Database;
import io.prox.platform.problems.FieldError;
import io.prox.platform.problems.ProblemException;
import io.prox.platform.problems.ProblemType;
import io.prox.platform.web.Confirmed;
import io.prox.platform.web.Requires;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Leads over HTTP.
@RestController
final class LeadsController {
    private static final int MOST_LEADS = 500;
    private static final int MOST_OF_A_PAGE = 200;
    private static final int USUAL_PAGE = 50;
    private static final Set<String> OUTCOMES = Set.of("won", "lost", "open");

    private final SentLeads sent;
    private final LeadDirectory directory;
    private final AuditLog audit;
    private final Database database;

    LeadsController(SentLeads sent, LeadDirectory directory, AuditLog audit, Database database) {
        this.sent = sent;
        this.directory = directory;
        this.audit = audit;
        this.database = database;
    }

    /// A lead as a program sends it.
    ///
    /// @param source where it is from, by name; `API` where not said
    /// @param fields by key of a standard field or any other name
    /// @param occurredAt since when that is so, RFC 3339
    record LeadRequest(
            @Nullable String source,
            Map<String, @Nullable String> fields,
            @Nullable String occurredAt) {}

    /// Leads as a program sends them, all of one source.
    ///
    /// @param source where they are from, by name; `API` where not said
    record BatchRequest(@Nullable String source, List<BatchLead> leads) {}

    /// @param taken how many were taken, or would be
    record BatchAnswer(int taken, int refused, List<Answer> results) {}

    @Requires(Permission.LEADS_WRITE)
    @PostMapping("/v1/leads")
    Answer take(@RequestBody LeadRequest request, Caller caller) {
        var lead = new BatchLead(request.fields(), request.occurredAt());
        Answer answer =
                sent.take(caller.workspace(), request.source(), List.of(lead), index -> "#")
                        .getFirst();
        if (!answer.errors().isEmpty()) {
            throw new ProblemException(
                    answer.status().equals("conflict")
                            ? ProblemType.CONFLICT
                            : ProblemType.INVALID_RECORD,
                    "The lead was not taken.",
                    answer.errors());
        }
        return answer;
    }

    /// @param dryRun whether to say only what would become of them, and to keep nothing: no lead,
    ///   no source, no count of them; then no answer names a lead
    @Requires(Permission.LEADS_WRITE)
    @PostMapping("/v1/leads/batch")
    BatchAnswer takeAll(
            @RequestBody BatchRequest request,
            @RequestParam(defaultValue = "false") boolean dryRun,
            Caller caller) {
        if (request.leads().size() > MOST_LEADS) {
            throw new ProblemException(
                    ProblemType.TOO_LARGE,
                    "%,d leads at once; send at most %d."
                            .formatted(request.leads().size(), MOST_LEADS));
        }
        SentLeads.Place place = index -> "#/leads/" + index;
        List<Answer> answers =
                dryRun
                        ? sent.look(caller.workspace(), request.source(), request.leads(), place)
                        : sent.take(caller.workspace(), request.source(), request.leads(), place);
        int refused = (int) answers.stream().filter(answer -> !answer.errors().isEmpty()).count();
        return new BatchAnswer(answers.size() - refused, refused, answers);
    }

    @Requires(Permission.LEADS_READ)
    @GetMapping("/v1/leads/{id}")
    Lead find(@PathVariable String id, Caller caller) {
        return directory
                .find(caller.workspace(), leadId(id))
                .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, "No such lead."));
    }

    record LeadPage(List<Lead> leads, Optional<String> next) {}

    /// @param after `next` of the page before
    /// @param outcome won, lost or open
    @Requires(Permission.LEADS_READ)
    @GetMapping("/v1/leads")
    LeadPage page(
            @RequestParam(defaultValue = "") String after,
            @RequestParam(defaultValue = "") String company,
            @RequestParam(defaultValue = "") String outcome,
            @RequestParam(defaultValue = "" + USUAL_PAGE) int limit,
            Caller caller) {
        var errors = new ArrayList<FieldError>();
        if (limit < 1 || limit > MOST_OF_A_PAGE) {
            errors.add(new FieldError("?limit", "is not from 1 to " + MOST_OF_A_PAGE));
        }
        if (!outcome.isEmpty() && !OUTCOMES.contains(outcome)) {
            errors.add(new FieldError("?outcome", "is none of won, lost and open"));
        }
        if (!errors.isEmpty()) {
            throw new ProblemException(
                    ProblemType.INVALID_REQUEST, "Leads cannot be listed so.", errors);
        }
        List<Lead> leads =
                directory.page(caller.workspace(), position(after), company, outcome, limit);
        return new LeadPage(
                leads,
                leads.size() < limit ? Optional.empty() : Optional.of(cursor(leads.getLast())));
    }

    record Persons(SortedMap<LeadId, SortedMap<String, Value>> persons) {}

    /// Who leads are. Each call is audited.
    ///
    /// @param leads identifiers, at most as many as a page has
    @Requires(Permission.PERSONAL_READ)
    @GetMapping("/v1/persons")
    Persons persons(@RequestParam List<String> leads, Caller caller) {
        if (leads.size() > MOST_OF_A_PAGE) {
            throw new ProblemException(
                    ProblemType.INVALID_REQUEST,
                    "Ask for at most %d persons at once.".formatted(MOST_OF_A_PAGE));
        }
        List<LeadId> ids = leads.stream().map(LeadsController::leadId).toList();
        return database.within(
                caller.workspace(),
                () -> {
                    SortedMap<LeadId, SortedMap<String, Value>> persons =
                            directory.persons(caller.workspace(), ids);
                    audit.append(
                            caller,
                            "personal.read",
                            persons.size() == 1 ? persons.firstKey().value() : "",
                            Map.of(
                                    "leads",
                                    String.join(
                                            " ",
                                            persons.keySet().stream()
                                                    .map(LeadId::value)
                                                    .toList())));
                    return new Persons(persons);
                });
    }

    @Requires(Permission.LEADS_DELETE)
    @Confirmed
    @DeleteMapping("/v1/leads/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String id, Caller caller) {
        database.within(
                caller.workspace(),
                () -> {
                    boolean deleted =
                            directory.delete(
                                    caller.workspace(),
                                    leadId(id),
                                    new Cause(Cause.Kind.DELETION, caller.id()));
                    if (!deleted) {
                        throw new ProblemException(ProblemType.NOT_FOUND, "No such lead.");
                    }
                    audit.append(caller, "lead.deleted", id, Map.of());
                });
    }

    private static LeadId leadId(String text) {
        try {
            return new LeadId(text);
        } catch (IllegalArgumentException foreign) {
            throw new ProblemException(ProblemType.NOT_FOUND, "No such lead.");
        }
    }

    private static String cursor(Lead last) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(
                        (last.changedAt() + " " + last.id()).getBytes(StandardCharsets.UTF_8));
    }

    private static Position position(String cursor) {
        if (cursor.isEmpty()) {
            return Position.START;
        }
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            int blank = text.indexOf(' ');
            return new Position(
                    Instant.parse(text.substring(0, Math.max(0, blank))),
                    new LeadId(text.substring(blank + 1)).value());
        } catch (IllegalArgumentException | DateTimeException foreign) {
            throw new ProblemException(
                    ProblemType.INVALID_REQUEST,
                    "The page cannot be found.",
                    List.of(new FieldError("?after", "is not what a page gave as next")));
        }
    }
}
