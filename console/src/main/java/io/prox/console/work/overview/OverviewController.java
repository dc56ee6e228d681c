package io.prox.console.work.overview;

import io.prox.platform.access.Caller;
import io.prox.platform.access.Permission;
import io.prox.platform.problems.FieldError;
import io.prox.platform.problems.ProblemException;
import io.prox.platform.problems.ProblemType;
import io.prox.platform.web.Requires;
import java.time.ZoneId;
import java.util.ArrayList;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The overview over HTTP.
@RestController
final class OverviewController {
    private static final int USUAL_DAYS = 7;
    private static final int MOST_DAYS = 366;
    private static final String USUAL_ZONE = "UTC";

    private final Overviews overviews;

    OverviewController(Overviews overviews) {
        this.overviews = overviews;
    }

    /// @param days that the figures look back
    /// @param zone whose calendar the days are of, by its IANA name
    @Requires(Permission.WORK_READ)
    @GetMapping("/v1/overview")
    Overview overview(
            @RequestParam(defaultValue = "" + USUAL_DAYS) int days,
            @RequestParam(defaultValue = USUAL_ZONE) String zone,
            Caller caller) {
        var errors = new ArrayList<FieldError>();
        if (days < 1 || days > MOST_DAYS) {
            errors.add(new FieldError("?days", "is not from 1 to " + MOST_DAYS));
        }
        if (!ZoneId.getAvailableZoneIds().contains(zone)) {
            errors.add(new FieldError("?zone", "is no time zone; write it as Europe/Berlin"));
        }
        if (!errors.isEmpty()) {
            throw new ProblemException(
                    ProblemType.INVALID_REQUEST,
                    "The overview looks back 1 to %d days, by the calendar of a time zone of the IANA's list."
                            .formatted(MOST_DAYS),
                    errors);
        }
        return overviews.of(caller, days, ZoneId.of(zone));
    }
}
