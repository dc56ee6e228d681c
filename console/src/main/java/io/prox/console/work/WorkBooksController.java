package io.prox.console.work;

import io.prox.console.work.folding.FoldedLeads;
import io.prox.console.work.folding.LeadFolding;
import io.prox.platform.access.Caller;
import io.prox.platform.access.Permission;
import io.prox.platform.log.Rejections;
import io.prox.platform.web.Requires;
import java.time.Clock;
import java.time.Instant;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// The books of the work list over HTTP, to be held against what ingestion has published.
@RestController
final class WorkBooksController {
    private final LeadFolding folding;
    private final Rejections rejections;
    private final Clock clock;

    WorkBooksController(LeadFolding folding, Rejections rejections, Clock clock) {
        this.folding = folding;
        this.rejections = rejections;
        this.clock = clock;
    }

    /// @param leads that are known, deleted ones too
    /// @param facts about them that are folded; one that a newer one overtook counts as such
    /// @param rejected facts about leads that could not be folded, and were not replayed
    record Answer(long leads, long facts, long rejected, Instant asOf) {}

    @Requires(Permission.SYSTEM_READ)
    @GetMapping("/v1/books/work")
    Answer books(Caller caller) {
        FoldedLeads folded = folding.folded(caller.workspace());
        return new Answer(
                folded.leads(),
                folded.facts(),
                rejections.waiting(caller.workspace(), WorkConfiguration.LEADS),
                clock.instant());
    }
}
