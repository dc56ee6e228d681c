package io.prox.console.access;

import io.prox.platform.access.Caller;
import io.prox.platform.access.Permission;
import io.prox.platform.audit.AuditLog;
import io.prox.platform.database.Database;
import io.prox.platform.log.Outbox;
import io.prox.platform.log.Rejections;
import io.prox.platform.log.Rejections.Rejected;
import io.prox.platform.problems.ProblemException;
import io.prox.platform.problems.ProblemType;
import io.prox.platform.web.Requires;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Facts that were accepted and then could not be taken in.
@RestController
final class RejectedController {
    private static final int USUAL_PAGE = 50;

    private final Rejections rejections;
    private final Outbox outbox;
    private final AuditLog audit;
    private final Database database;

    RejectedController(
            Rejections rejections, Outbox consoleOutbox, AuditLog audit, Database database) {
        this.rejections = rejections;
        this.outbox = consoleOutbox;
        this.audit = audit;
        this.database = database;
    }

    /// @param problem kind of it, as in the addresses of problems
    /// @param version of ProX that could not take it in
    /// @param replayedAt when it was put back on the log
    record RejectedAnswer(
            String id,
            String consumer,
            String topic,
            int partition,
            long offset,
            String problem,
            String title,
            String detail,
            String version,
            Instant rejectedAt,
            Optional<Instant> replayedAt) {
        static RejectedAnswer of(Rejected rejected) {
            return new RejectedAnswer(
                    rejected.id(),
                    rejected.consumer(),
                    rejected.topic(),
                    rejected.partition(),
                    rejected.offset(),
                    rejected.problem().word(),
                    rejected.problem().title(),
                    rejected.detail(),
                    rejected.version(),
                    rejected.rejectedAt(),
                    rejected.replayedAt());
        }
    }

    record RejectedPage(List<RejectedAnswer> rejected, Optional<String> next) {}

    /// The newest first.
    @Requires(Permission.REJECTED_READ)
    @GetMapping("/v1/rejected")
    RejectedPage page(
            @RequestParam(defaultValue = "" + USUAL_PAGE) int limit,
            @RequestParam(defaultValue = "") String after,
            Caller caller) {
        Pages.checkLimit(limit);
        List<RejectedAnswer> rejected =
                rejections.page(caller.workspace(), after, limit).stream()
                        .map(RejectedAnswer::of)
                        .toList();
        return new RejectedPage(
                rejected,
                rejected.size() < limit ? Optional.empty() : Optional.of(rejected.getLast().id()));
    }

    /// Puts a fact back on the log, to be tried again; a second time does nothing. What fails again
    /// is rejected again, as another entry.
    @Requires(Permission.REJECTED_REPLAY)
    @PostMapping("/v1/rejected/{id}/replay")
    RejectedAnswer replay(@PathVariable String id, Caller caller) {
        return database.within(
                caller.workspace(),
                () -> {
                    if (rejections.replay(caller.workspace(), id, outbox)) {
                        audit.append(caller, "rejected.replayed", id, Map.of());
                    }
                    Rejected rejected =
                            rejections
                                    .find(caller.workspace(), id)
                                    .orElseThrow(RejectedController::noneSuch);
                    if (rejected.replayedAt().isEmpty()) {
                        throw new ProblemException(
                                ProblemType.CONFLICT,
                                "Its record had no key or no value, so there is nothing to put back.");
                    }
                    return RejectedAnswer.of(rejected);
                });
    }

    private static ProblemException noneSuch() {
        return new ProblemException(ProblemType.NOT_FOUND, "No such rejected fact.");
    }
}
