package io.prox.engagement.timeline;

import io.prox.contracts.Cause;
import io.prox.contracts.LeadId;
import io.prox.engagement.folding.Judgement;
import io.prox.engagement.folding.Reclassifying;
import io.prox.engagement.timeline.TimelineController.ActivityAnswer;
import io.prox.features.machines.Machine;
import io.prox.platform.access.Caller;
import io.prox.platform.access.Permission;
import io.prox.platform.audit.AuditLog;
import io.prox.platform.problems.FieldError;
import io.prox.platform.problems.ProblemException;
import io.prox.platform.problems.ProblemType;
import io.prox.platform.web.Requires;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Lets people say who did something, a person or a machine, over HTTP.
@RestController
public final class ReclassifyingController {
    private final Reclassifying reclassifying;
    private final AuditLog audit;

    ReclassifyingController(Reclassifying reclassifying, AuditLog audit) {
        this.reclassifying = reclassifying;
        this.audit = audit;
    }

    /// @param kind `person`, or of a machine: `scanner`, `privacy_proxy`, `prefetch`, `bot`,
    ///   `monitor`
    record MachineRequest(String kind) {}

    /// Says who did something, whatever the rules say and will say. The score follows, and its
    /// ledger names who said so.
    @Requires(Permission.LEADS_WRITE)
    @PutMapping("/v1/leads/{id}/activities/{activity}/machine")
    ActivityAnswer say(
            @PathVariable String id,
            @PathVariable String activity,
            @RequestBody MachineRequest given,
            Caller caller) {
        if (!given.kind().equals(Judgement.PERSON) && Machine.ofWord(given.kind()).isEmpty()) {
            throw new ProblemException(
                    ProblemType.INVALID_REQUEST,
                    "Say who did it.",
                    List.of(
                            new FieldError(
                                    "#/kind",
                                    "is none of person, scanner, privacy_proxy, prefetch, bot and monitor")));
        }
        return turn(id, activity, Optional.of(given.kind()), caller);
    }

    /// Leaves it to the rules again.
    @Requires(Permission.LEADS_WRITE)
    @DeleteMapping("/v1/leads/{id}/activities/{activity}/machine")
    ActivityAnswer leave(@PathVariable String id, @PathVariable String activity, Caller caller) {
        return turn(id, activity, Optional.empty(), caller);
    }

    private ActivityAnswer turn(String id, String activity, Optional<String> hand, Caller caller) {
        LeadId lead = TimelineController.lead(id);
        return reclassifying
                .byHand(
                        caller.workspace(),
                        lead,
                        activity,
                        hand,
                        new Cause(Cause.Kind.RECLASSIFICATION, caller.id()),
                        () ->
                                audit.append(
                                        caller,
                                        "activity.reclassified",
                                        lead.value(),
                                        Map.of(
                                                "activity",
                                                activity,
                                                "as",
                                                hand.orElse("by the rules"))))
                .map(ActivityAnswer::of)
                .orElseThrow(TimelineController::unknown);
    }
}
