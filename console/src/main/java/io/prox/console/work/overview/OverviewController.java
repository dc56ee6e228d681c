package io.prox.console.work.overview;

import io.prox.platform.access.Caller;
import io.prox.platform.access.Permission;
import io.prox.platform.problems.FieldError;
import io.prox.platform.problems.ProblemException;
import io.prox.platform.problems.ProblemType;
import io.prox.platform.web.Requires;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The overview over HTTP.
@RestController
final class OverviewController {
    private static final int USUAL_DAYS = 7;
    private static final int MOST_DAYS = 366;

    private final Overviews overviews;

    OverviewController(Overviews overviews) {
        this.overviews = overviews;
    }

    /// @param days that the figures look back
    @Requires(Permission.WORK_READ)
    @GetMapping("/v1/overview")
    Overview overview(@RequestParam(defaultValue = "" + USUAL_DAYS) int days, Caller caller) {
        if (days < 1 || days > MOST_DAYS) {
            throw new ProblemException(
                    ProblemType.INVALID_REQUEST,
                    "The overview looks back 1 to %d days.".formatted(MOST_DAYS),
                    List.of(new FieldError("?days", "is not from 1 to " + MOST_DAYS)));
        }
        return overviews.of(caller, days);
    }
}
