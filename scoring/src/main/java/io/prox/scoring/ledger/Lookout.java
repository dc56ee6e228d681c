package io.prox.scoring.ledger;

import io.prox.contracts.LeadId;
import io.prox.features.LeadFeatures;
import io.prox.features.Profile;
import io.prox.features.behaviour.Engagement;
import io.prox.scoring.ranking.Features;
import io.prox.scoring.ranking.Ranking;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// Finds when time alone may move scores. What a lead did fades by the whole hour, and its age
/// grows by the day; between these nothing moves.
final class Lookout {
    /// So many hours are tried; if none of them moves a score, it is looked at again after.
    private static final int HOURS = 24;

    private final Ranking ranking;
    private final Instant now;

    Lookout(Ranking ranking, Instant now) {
        this.ranking = ranking;
        this.now = now;
    }

    /// A lead as it was just scored.
    record Scored(LeadId lead, Profile profile, Engagement engagement, int score) {
        private SequencedMap<String, String> row(Instant asOf) {
            return LeadFeatures.row(profile, engagement, asOf);
        }
    }

    /// The next hour at which a score may move, without a trial.
    Instant soonest(Scored scored) {
        return fades(scored) ? nextHour() : older(scored.profile());
    }

    private boolean fades(Scored scored) {
        return ranking.readsBehaviour() && !scored.engagement().isNone();
    }

    private Instant nextHour() {
        return now.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
    }

    /// The hour at which a lead is a day older.
    private Instant older(Profile profile) {
        Duration age = Duration.between(profile.createdAt(), now);
        Instant day =
                profile.createdAt().plus(Duration.ofDays(age.isNegative() ? 0 : age.toDays() + 1));
        Instant hour = day.truncatedTo(ChronoUnit.HOURS);
        return hour.isBefore(day) ? hour.plus(1, ChronoUnit.HOURS) : hour;
    }

    /// The next hour at which each score does move, as far as that can be told without its reasons;
    /// found by trying the hours.
    Map<LeadId, Instant> next(List<Scored> all) {
        Map<LeadId, Instant> next = new HashMap<>();
        List<Scored> left = new ArrayList<>();
        for (Scored scored : all) {
            if (fades(scored)) {
                left.add(scored);
            } else {
                next.put(scored.lead(), older(scored.profile()));
            }
        }
        Instant hour = nextHour();
        for (int number = 1; number < HOURS && !left.isEmpty(); number++) {
            Instant then = hour;
            List<Features> features =
                    ranking.features(left.stream().map(scored -> scored.row(then)).toList());
            List<Scored> still = new ArrayList<>();
            for (int index = 0; index < left.size(); index++) {
                Scored scored = left.get(index);
                if (ranking.surelyScores(features.get(index), scored.score())) {
                    still.add(scored);
                } else {
                    next.put(scored.lead(), then);
                }
            }
            left = still;
            hour = hour.plus(1, ChronoUnit.HOURS);
        }
        for (Scored scored : left) {
            next.put(scored.lead(), hour);
        }
        return next;
    }
}
