package io.prox.engagement.folding;

import io.prox.contracts.ActivityFact.ActivityHappened;
import io.prox.contracts.ActivityFact.Clues;
import io.prox.contracts.ActivityFact.Deed;
import io.prox.contracts.EventFact.Channel;
import io.prox.features.behaviour.Activity;
import io.prox.features.behaviour.ActivityKind;
import io.prox.features.behaviour.Engagement;
import io.prox.features.behaviour.Topic;
import io.prox.features.behaviour.Touch;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Optional;

/// What activities as they are published say to the fold.
final class Folding {
    /// What everybody can write is taken for so long after.
    static final Duration LATEST_OF_BROWSERS = Duration.ofDays(30);

    private Folding() {}

    /// The fold of what counts.
    static Engagement of(Collection<Deed> deeds) {
        return Engagement.of(deeds.stream().map(Folding::activity).toList());
    }

    private static Activity activity(Deed deed) {
        return new Activity(
                ActivityKind.ofWord(deed.kind()),
                deed.at(),
                deed.topic().flatMap(Topic::ofWord),
                deed.touch().flatMap(Touch::ofWord),
                deed.seconds(),
                deed.readToEnd());
    }

    /// Whether something is in the fold; it is in the timeline in any case.
    static boolean counts(Deed deed, Judgement judgement) {
        boolean isTooLate =
                deed.channel() == Channel.BROWSER
                        && deed.at().plus(LATEST_OF_BROWSERS).isBefore(deed.receivedAt());
        return !isTooLate
                && !judgement.isMachine()
                && ActivityKind.ofWord(deed.kind()) != ActivityKind.MAIL_DELIVERED;
    }

    /// Which mail it is about.
    static Optional<String> mail(Deed deed) {
        return deed.clues().flatMap(Clues::mail);
    }

    /// The beginning of the hour in which a lead's activity was learnt. History was known to who
    /// tells it when it happened.
    static Instant hour(ActivityHappened fact) {
        Instant learnt =
                fact.deed().channel() == Channel.HISTORY ? fact.deed().at() : fact.knownAt();
        return learnt.truncatedTo(ChronoUnit.HOURS);
    }
}
