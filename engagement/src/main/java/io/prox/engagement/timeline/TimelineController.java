package io.prox.engagement.timeline;

import io.prox.contracts.ActivityFact.Deed;
import io.prox.contracts.EventFact.Channel;
import io.prox.contracts.LeadId;
import io.prox.engagement.folding.Engagements;
import io.prox.engagement.folding.Judgement;
import io.prox.engagement.folding.Timeline;
import io.prox.engagement.folding.Timeline.Position;
import io.prox.engagement.folding.Timeline.Shown;
import io.prox.features.behaviour.ActivityKind;
import io.prox.features.behaviour.Engagement;
import io.prox.features.behaviour.Topic;
import io.prox.features.behaviour.Touch;
import io.prox.features.machines.Evidence;
import io.prox.platform.access.Caller;
import io.prox.platform.access.Permission;
import io.prox.platform.problems.FieldError;
import io.prox.platform.problems.ProblemException;
import io.prox.platform.problems.ProblemType;
import io.prox.platform.web.Requires;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// What leads did, over HTTP.
@RestController
public final class TimelineController {
    private static final int MOST_OF_A_PAGE = 200;
    private static final Duration SHOWN_DAYS = Duration.ofDays(90);

    /// Sorts behind every activity.
    private static final String BEHIND = "~";

    private final Timeline timeline;
    private final Engagements engagements;
    private final Clock clock;

    TimelineController(Timeline timeline, Engagements engagements, Clock clock) {
        this.timeline = timeline;
        this.engagements = engagements;
        this.clock = clock;
    }

    /// That a machine did something, or a person after all.
    ///
    /// @param kind of machine: `scanner`, `privacy_proxy`, `prefetch`, `bot`, `monitor`; `person`
    ///   where somebody said so against the rules
    /// @param words for people
    /// @param evidence in words: by what it was told
    /// @param byHand whether somebody said so
    record WhoDidIt(String kind, String words, String evidence, boolean byHand) {
        private static final String A_PERSON = "a person";

        static Optional<WhoDidIt> of(Judgement judgement) {
            boolean byHand = judgement.hand().isPresent();
            Optional<WhoDidIt> machine =
                    judgement
                            .verdict()
                            .map(
                                    verdict ->
                                            new WhoDidIt(
                                                    verdict.machine().word(),
                                                    verdict.machine().words(),
                                                    verdict.evidence().words(),
                                                    byHand));
            return machine.or(
                    () ->
                            byHand
                                    ? Optional.of(
                                            new WhoDidIt(
                                                    Judgement.PERSON,
                                                    A_PERSON,
                                                    Evidence.HAND.words(),
                                                    true))
                                    : Optional.empty());
        }
    }

    /// Something that a lead did.
    ///
    /// @param counts whether it is in the engagement; what a machine did is not, nor what a browser
    ///   tells of more than 30 days after
    /// @param by who did it, where it is not taken for a person's by the rules
    /// @param kind of a closed list, with its words for people
    /// @param touch by which way the lead came
    /// @param seconds for how long a page was looked at; 0 where nobody measured
    /// @param name in the words of who told it
    record ActivityAnswer(
            String activity,
            Instant at,
            Instant receivedAt,
            boolean counts,
            String kind,
            String words,
            Channel channel,
            String source,
            Optional<String> topic,
            Optional<String> touch,
            int seconds,
            boolean readToEnd,
            Optional<String> name,
            Optional<String> host,
            Optional<String> path,
            Optional<String> campaign,
            Optional<WhoDidIt> by) {
        static ActivityAnswer of(Shown shown) {
            Deed deed = shown.deed();
            ActivityKind kind = ActivityKind.ofWord(deed.kind());
            return new ActivityAnswer(
                    shown.activity(),
                    deed.at(),
                    deed.receivedAt(),
                    shown.counts(),
                    kind.word(),
                    kind.words(),
                    deed.channel(),
                    deed.source(),
                    deed.topic().flatMap(Topic::ofWord).map(Topic::words),
                    deed.touch().flatMap(Touch::ofWord).map(Touch::words),
                    deed.seconds(),
                    deed.readToEnd(),
                    deed.name(),
                    deed.host(),
                    deed.path(),
                    deed.campaign(),
                    WhoDidIt.of(shown.judgement()));
        }
    }

    record ActivitiesPage(LeadId lead, List<ActivityAnswer> activities, Optional<String> next) {}

    /// @param day in UTC
    record ActiveDay(LocalDate day, long activities) {}

    /// What all that a lead did comes to.
    ///
    /// @param first when it was first seen to do something
    /// @param firstTouch by which way it first came
    /// @param days of the last 90 those on which it did something
    record EngagementAnswer(
            LeadId lead,
            Optional<Instant> first,
            Optional<Instant> last,
            Optional<String> firstTouch,
            Optional<String> lastTouch,
            List<ActiveDay> days) {}

    /// What a lead did, newest first.
    ///
    /// @param after `next` of the page before
    @Requires(Permission.LEADS_READ)
    @GetMapping("/v1/leads/{id}/activities")
    ActivitiesPage activities(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String after,
            @RequestParam(defaultValue = "50") int limit,
            Caller caller) {
        if (limit < 1 || limit > MOST_OF_A_PAGE) {
            throw refused(
                    "A page has 1 to %d activities.".formatted(MOST_OF_A_PAGE),
                    "?limit",
                    "is not from 1 to " + MOST_OF_A_PAGE);
        }
        LeadId lead = lead(id);
        of(lead, caller);
        List<Shown> found = timeline.page(caller.workspace(), lead, position(after), limit + 1);
        List<Shown> page = found.stream().limit(limit).toList();
        return new ActivitiesPage(
                lead,
                page.stream().map(ActivityAnswer::of).toList(),
                found.size() > limit ? Optional.of(next(page.getLast())) : Optional.empty());
    }

    private static String next(Shown last) {
        return last.deed().at() + "/" + last.activity();
    }

    private static Position position(String after) {
        if (after.isEmpty()) {
            return new Position(Instant.parse("9999-12-31T23:59:59Z"), BEHIND);
        }
        int slash = after.indexOf('/');
        try {
            return new Position(
                    Instant.parse(after.substring(0, Math.max(0, slash))),
                    after.substring(slash + 1));
        } catch (DateTimeException foreign) {
            throw refused("The page cannot be found.", "?after", "is not what a page gave as next");
        }
    }

    /// What all that a lead did comes to.
    @Requires(Permission.LEADS_READ)
    @GetMapping("/v1/leads/{id}/engagement")
    EngagementAnswer engagement(@PathVariable String id, Caller caller) {
        LeadId lead = lead(id);
        Engagement engagement = of(lead, caller);
        return new EngagementAnswer(
                lead,
                engagement.first(),
                engagement.last(),
                engagement.firstTouch().map(Touch::words),
                engagement.lastTouch().map(Touch::words),
                timeline
                        .days(caller.workspace(), lead, clock.instant().minus(SHOWN_DAYS))
                        .entrySet()
                        .stream()
                        .map(day -> new ActiveDay(day.getKey(), day.getValue()))
                        .toList());
    }

    static LeadId lead(String text) {
        try {
            return new LeadId(text);
        } catch (IllegalArgumentException foreign) {
            throw unknown();
        }
    }

    private Engagement of(LeadId lead, Caller caller) {
        return engagements.of(caller.workspace(), lead).orElseThrow(TimelineController::unknown);
    }

    static ProblemException unknown() {
        return new ProblemException(ProblemType.NOT_FOUND, "There is no such lead.");
    }

    private static ProblemException refused(String detail, String pointer, String reason) {
        return new ProblemException(
                ProblemType.INVALID_REQUEST, detail, List.of(new FieldError(pointer, reason)));
    }
}
