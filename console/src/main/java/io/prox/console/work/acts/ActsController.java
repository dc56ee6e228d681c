package io.prox.console.work.acts;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.prox.console.work.LeadIds;
import io.prox.console.work.Rows;
import io.prox.console.work.Status;
import io.prox.console.work.list.Item;
import io.prox.contracts.LeadId;
import io.prox.platform.access.Caller;
import io.prox.platform.access.Permission;
import io.prox.platform.problems.FieldError;
import io.prox.platform.problems.ProblemException;
import io.prox.platform.problems.ProblemType;
import io.prox.platform.web.IfMatch;
import io.prox.platform.web.Requires;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/// What is done with leads, over HTTP.
///
/// `If-Match` with the tag of an item makes sure that nobody did anything with the lead since it
/// was looked at.
@RestController
final class ActsController {
    private static final int MOST_LEADS = 200;
    private static final int LONGEST_NOTE = 500;
    private static final Pattern USER = Pattern.compile("user_[0-9a-z]{1,40}");

    private final Acts acts;

    ActsController(Acts acts) {
        this.acts = acts;
    }

    record AssignRequest(@Nullable String owner) {}

    /// @param reason of a disqualification
    /// @param note in the person's own words
    record StatusRequest(@Nullable String status, @Nullable String reason, @Nullable String note) {}

    /// @param action claim, release, assign or status
    record BulkRequest(
            @Nullable List<@Nullable String> leads,
            @Nullable Action action,
            @Nullable String owner,
            @Nullable String status,
            @Nullable String reason,
            @Nullable String note) {}

    enum Action {
        @JsonProperty("claim")
        CLAIM,
        @JsonProperty("release")
        RELEASE,
        @JsonProperty("assign")
        ASSIGN,
        @JsonProperty("status")
        STATUS
    }

    record FeedbackAnswer(List<Feedback.Said> feedback) {}

    @Requires(Permission.WORK_WRITE)
    @PostMapping("/v1/work/{lead}/claim")
    ResponseEntity<Item> claim(
            @PathVariable String lead,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String match,
            Caller caller) {
        return act(lead, match, new Act.Claim(), caller);
    }

    @Requires(Permission.WORK_WRITE)
    @PostMapping("/v1/work/{lead}/release")
    ResponseEntity<Item> release(
            @PathVariable String lead,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String match,
            Caller caller) {
        return act(lead, match, new Act.Release(), caller);
    }

    @Requires(Permission.WORK_ASSIGN)
    @PostMapping("/v1/work/{lead}/assign")
    ResponseEntity<Item> assign(
            @PathVariable String lead,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String match,
            @RequestBody AssignRequest request,
            Caller caller) {
        var errors = new ArrayList<FieldError>();
        Act act = assign(request.owner(), errors);
        complain(errors);
        return act(lead, match, act, caller);
    }

    @Requires(Permission.WORK_WRITE)
    @PostMapping("/v1/work/{lead}/status")
    ResponseEntity<Item> status(
            @PathVariable String lead,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String match,
            @RequestBody StatusRequest request,
            Caller caller) {
        var errors = new ArrayList<FieldError>();
        Act act = status(request.status(), request.reason(), request.note(), errors);
        complain(errors);
        return act(lead, match, act, caller);
    }

    @Requires(Permission.WORK_WRITE)
    @PostMapping("/v1/work/bulk")
    Acts.Done bulk(@RequestBody BulkRequest request, Caller caller) {
        var errors = new ArrayList<FieldError>();
        Set<LeadId> leads = leads(request.leads(), errors);
        Action action = request.action();
        if (action == null) {
            errors.add(
                    new FieldError(
                            "#/action", "is missing; it is claim, release, assign or status"));
            complain(errors);
            throw new IllegalStateException("complained");
        }
        Act act =
                switch (action) {
                    case CLAIM -> new Act.Claim();
                    case RELEASE -> new Act.Release();
                    case ASSIGN -> assign(request.owner(), errors);
                    case STATUS ->
                            status(request.status(), request.reason(), request.note(), errors);
                };
        complain(errors);
        if (action == Action.ASSIGN && !caller.may(Permission.WORK_ASSIGN)) {
            throw new ProblemException(
                    ProblemType.NOT_ALLOWED,
                    "Giving leads to others needs the permission '%s'."
                            .formatted(Permission.WORK_ASSIGN.word()));
        }
        return acts.act(caller, leads, act);
    }

    /// What people said of a lead, with their notes.
    @Requires(Permission.PERSONAL_READ)
    @GetMapping("/v1/work/{lead}/feedback")
    FeedbackAnswer feedback(@PathVariable String lead, Caller caller) {
        return new FeedbackAnswer(acts.feedback(caller, LeadIds.read(lead)));
    }

    private ResponseEntity<Item> act(String lead, @Nullable String match, Act act, Caller caller) {
        Item item = acts.act(caller, LeadIds.read(lead), IfMatch.version(match), act);
        return ResponseEntity.ok().eTag(Long.toString(item.version())).body(item);
    }

    private static Set<LeadId> leads(
            @Nullable List<@Nullable String> given, List<FieldError> errors) {
        var leads = new LinkedHashSet<LeadId>();
        if (given == null || given.isEmpty() || given.size() > MOST_LEADS) {
            errors.add(new FieldError("#/leads", "are not 1 to %d leads".formatted(MOST_LEADS)));
            return leads;
        }
        for (int index = 0; index < given.size(); index++) {
            String text = given.get(index);
            try {
                leads.add(new LeadId(text == null ? "" : text));
            } catch (IllegalArgumentException foreign) {
                errors.add(new FieldError("#/leads/" + index, "is no identifier of a lead"));
            }
        }
        return leads;
    }

    private static Act.Assign assign(@Nullable String owner, List<FieldError> errors) {
        if (owner == null || !USER.matcher(owner).matches()) {
            errors.add(new FieldError("#/owner", "is missing, or no identifier of a user: user_…"));
            return new Act.Assign("");
        }
        return new Act.Assign(owner);
    }

    private static Act.SetStatus status(
            @Nullable String word,
            @Nullable String reasonWord,
            @Nullable String note,
            List<FieldError> errors) {
        Optional<Status> status = Optional.ofNullable(word).flatMap(Status::of);
        if (status.isEmpty()) {
            errors.add(
                    new FieldError(
                            "#/status",
                            "is none of new, claimed, contacted, qualified, disqualified"));
        }
        Optional<Reason> reason = Optional.ofNullable(reasonWord).flatMap(Reason::of);
        boolean disqualifies = status.filter(Status.DISQUALIFIED::equals).isPresent();
        if (disqualifies && reason.isEmpty()) {
            errors.add(
                    new FieldError(
                            "#/reason",
                            "says why it is disqualified: one of "
                                    + String.join(
                                            ", ",
                                            Arrays.stream(Reason.values())
                                                    .map(Reason::word)
                                                    .toList())));
        }
        if (!disqualifies && reasonWord != null) {
            errors.add(new FieldError("#/reason", "belongs to the status disqualified alone"));
        }
        if (note != null && note.length() > LONGEST_NOTE) {
            errors.add(
                    new FieldError(
                            "#/note", "is longer than %d characters".formatted(LONGEST_NOTE)));
        }
        return new Act.SetStatus(
                status.orElse(Status.NEW),
                reason,
                Optional.ofNullable(note).map(Rows::clean).filter(text -> !text.isBlank()));
    }

    private static void complain(List<FieldError> errors) {
        if (!errors.isEmpty()) {
            throw new ProblemException(ProblemType.INVALID_REQUEST, "Nothing was changed.", errors);
        }
    }
}
