package io.prox.scoring;

import io.prox.platform.access.Caller;
import io.prox.platform.access.Permission;
import io.prox.platform.log.Rejections;
import io.prox.platform.web.Requires;
import io.prox.scoring.history.LeadHistory;
import io.prox.scoring.history.LeadHistory.Folded;
import java.time.Clock;
import java.time.Instant;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// The books of scoring over HTTP, to be held against what ingestion has published.
@RestController
final class ScoringBooksController {
    private final LeadHistory history;
    private final Rejections rejections;
    private final Clock clock;

    ScoringBooksController(LeadHistory history, Rejections rejections, Clock clock) {
        this.history = history;
        this.rejections = rejections;
        this.clock = clock;
    }

    /// @param leads that are known, deleted ones too
    /// @param facts about them that are taken in; one that a newer one overtook counts as such
    /// @param rejected facts about leads that could not be taken in, and were not replayed
    record Answer(long leads, long facts, long rejected, Instant asOf) {}

    @Requires(Permission.SYSTEM_READ)
    @GetMapping("/v1/books/scoring")
    Answer books(Caller caller) {
        Folded folded = history.folded(caller.workspace());
        return new Answer(
                folded.leads(),
                folded.facts(),
                rejections.waiting(caller.workspace(), ScoringConfiguration.LEADS),
                clock.instant());
    }
}
