package io.prox.scoring.history;

import io.prox.learning.Seeds;
import io.prox.scoring.history.LeadPast.Ending;
import io.prox.scoring.history.Snapshot.Label;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/// Chooses the instants of a lead's life to learn from, and labels them.
///
/// The first is the lead's creation; the others lie at ages drawn from the horizon by seed, without
/// a look at what became of the lead, and count only if it was still open then. So of all leads of
/// one age that are still open, the share that converts is the true one; instants drawn between
/// creation and outcome would show the early end of those who convert too often.
///
/// Each lies at a whole hour, since time enters features by these, and what was learnt within an
/// hour is known at its end: the first at the end of the hour of the creation, or at the creation
/// itself where the lead was not open any more by then.
///
/// The label is the outcome within the horizon after the instant. A *mature* snapshot is one whose
/// horizon has passed; learning from these alone keeps the share of conversions true. A lead that
/// came later tells sooner that it converted than that it did not.
public final class Snapshots {
    private final Instant now;
    private final Duration horizon;
    private final int perLead;
    private final boolean matureOnly;
    private final long seed;

    /// @param now when the set is made
    /// @param horizon within which an outcome counts
    /// @param perLead at most, at least 1
    /// @param matureOnly whether to pass over snapshots whose outcome is known before their horizon
    ///   has passed
    /// @param seed of the ages
    public Snapshots(Instant now, Duration horizon, int perLead, boolean matureOnly, long seed) {
        if (perLead < 1) {
            throw new IllegalArgumentException("snapshots of a lead: " + perLead);
        }
        this.now = now;
        this.horizon = horizon;
        this.perLead = perLead;
        this.matureOnly = matureOnly;
        this.seed = seed;
    }

    /// The snapshots of one lead, in the order of their instants as chosen.
    public List<Snapshot> of(LeadPast past) {
        SplittableRandom ages = Seeds.of(seed, past.lead().value().hashCode());
        var snapshots = new ArrayList<Snapshot>();
        for (int number = 0; number < perLead; number++) {
            Instant at =
                    number == 0
                            ? first(past)
                            : endOfHour(
                                    past.createdAt()
                                            .plusSeconds(ages.nextLong(horizon.toSeconds())));
            boolean lived = number == 0 || isThere(past, at);
            boolean tooSoon = matureOnly && past.ending().isPresent() && !isMature(at);
            if (lived && !tooSoon) {
                snapshots.add(
                        new Snapshot(past.lead(), at, label(past.ending(), at), past.row(at)));
            }
        }
        return snapshots;
    }

    private Instant first(LeadPast past) {
        Instant hour = endOfHour(past.createdAt());
        return isThere(past, hour) ? hour : past.createdAt();
    }

    private boolean isThere(LeadPast past, Instant at) {
        return isOpen(past.ending(), at) && !at.isAfter(now);
    }

    private static Instant endOfHour(Instant at) {
        Instant begun = at.truncatedTo(ChronoUnit.HOURS);
        return begun.equals(at) ? at : begun.plus(1, ChronoUnit.HOURS);
    }

    private static boolean isOpen(Optional<Ending> ending, Instant at) {
        return ending.map(known -> known.at().isAfter(at)).orElse(true);
    }

    private boolean isMature(Instant at) {
        return !at.plus(horizon).isAfter(now);
    }

    private Label label(Optional<Ending> ending, Instant at) {
        if (ending.isEmpty()) {
            return isMature(at) ? Label.NOT_CONVERTED : Label.OPEN;
        }
        Ending known = ending.get();
        return known.won() && !known.at().isAfter(at.plus(horizon))
                ? Label.CONVERTED
                : Label.NOT_CONVERTED;
    }
}
