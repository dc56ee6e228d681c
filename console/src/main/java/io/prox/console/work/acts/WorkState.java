package io.prox.console.work.acts;

import io.prox.console.work.Qualifier;
import io.prox.console.work.Status;
import java.time.Instant;
import java.util.Optional;

/// What became of a lead here.
///
/// @param version counts its changes; 0 before any
/// @param owner user whose lead it is
/// @param status as people set it, whatever the outcome says
/// @param statusAt when
/// @param reason of a disqualification
/// @param changedAt when anything of this changed
/// @param handedOffAt when the rules of assignment took it up, which they do once
/// @param outcome won or lost, as the log says; whatever people set stands behind it
public record WorkState(
        long version,
        Optional<String> owner,
        Status status,
        Optional<Instant> statusAt,
        Optional<Reason> reason,
        Optional<Instant> changedAt,
        Optional<Qualifier> qualifiedBy,
        Optional<Instant> qualifiedAt,
        Optional<Instant> handedOffAt,
        Optional<String> outcome) {
    /// A lead that nobody has touched.
    public static WorkState untouched(Optional<String> outcome) {
        return new WorkState(
                0,
                Optional.empty(),
                Status.NEW,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                outcome);
    }

    public boolean isOwnedBy(String user) {
        return owner.filter(user::equals).isPresent();
    }

    public WorkState ownedBy(Optional<String> user, Instant now) {
        return new WorkState(
                version + 1,
                user,
                status,
                statusAt,
                reason,
                Optional.of(now),
                qualifiedBy,
                qualifiedAt,
                handedOffAt,
                outcome);
    }

    /// With another status, as part of the change that gave it its version.
    public WorkState as(Status next, Optional<Reason> why, Instant now) {
        boolean keepsQualification = next == Status.QUALIFIED || next == Status.CONTACTED;
        return new WorkState(
                version,
                owner,
                next,
                Optional.of(now),
                why,
                Optional.of(now),
                keepsQualification ? qualifiedBy : Optional.empty(),
                keepsQualification ? qualifiedAt : Optional.empty(),
                handedOffAt,
                outcome);
    }

    public WorkState qualified(Qualifier by, Instant now) {
        return new WorkState(
                version,
                owner,
                Status.QUALIFIED,
                Optional.of(now),
                Optional.empty(),
                Optional.of(now),
                Optional.of(by),
                Optional.of(now),
                by == Qualifier.THRESHOLD ? Optional.of(now) : handedOffAt,
                outcome);
    }
}
