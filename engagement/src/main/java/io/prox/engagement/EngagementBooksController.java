package io.prox.engagement;

import io.prox.engagement.folding.Timeline;
import io.prox.platform.access.Caller;
import io.prox.platform.access.Permission;
import io.prox.platform.log.Rejections;
import io.prox.platform.web.Requires;
import java.time.Clock;
import java.time.Instant;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// The books of engagement over HTTP, to be held against what ingestion has published.
@RestController
final class EngagementBooksController {
    private final Timeline timeline;
    private final Rejections rejections;
    private final Clock clock;

    EngagementBooksController(Timeline timeline, Rejections rejections, Clock clock) {
        this.timeline = timeline;
        this.rejections = rejections;
        this.clock = clock;
    }

    /// @param activities of leads that are there
    /// @param counted among these, in the fold; the others were told too late by a browser
    /// @param rejected facts about activities that could not be taken in, and were not replayed
    record EngagementBooks(long activities, long counted, long rejected, Instant asOf) {}

    @Requires(Permission.SYSTEM_READ)
    @GetMapping("/v1/books/engagement")
    EngagementBooks books(Caller caller) {
        Timeline.Size size = timeline.size(caller.workspace());
        return new EngagementBooks(
                size.activities(),
                size.counted(),
                rejections.waiting(caller.workspace(), EngagementConfiguration.ACTIVITY),
                clock.instant());
    }
}
