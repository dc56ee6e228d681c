package io.prox.simulators.company;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A lead with all that there is to know of it, its future included.
///
/// @param number in order of creation, from 0
/// @param firstKnown whether the person had not been a lead before; others come back by any source
/// @param phoneGiven whether the phone number was given at once
/// @param newsletter whether it was asked for
/// @param consent to marketing, when the lead came
/// @param owner the representative
/// @param probability of being won within the horizon, for whom only the profile is known
/// @param converts whether it is won within the horizon
/// @param ending empty where nobody ever closes the lead
/// @param changes in order of time, all of them before the ending
/// @param doings likewise, some of them before the creation
record Lead(
        int number,
        Profile profile,
        Person person,
        boolean firstKnown,
        String campaign,
        boolean phoneGiven,
        boolean newsletter,
        boolean consent,
        LawfulBasis lawfulBasis,
        String owner,
        double probability,
        boolean converts,
        Optional<Ending> ending,
        List<Change> changes,
        List<Doing> doings) {
    /// Numbers from here on belong to rows that are no leads.
    static final int MOST = 50_000_000;

    Lead {
        changes = List.copyOf(changes);
        doings = List.copyOf(doings);
    }

    Source source() {
        return profile.source();
    }

    Instant createdAt() {
        return profile.createdAt();
    }

    /// Its key in the source's own system: `WF-00000123`.
    String externalId() {
        String digits = Integer.toString(number);
        return source().prefix + "-" + "0".repeat(8 - digits.length()) + digits;
    }

    /// The ending, if it was known before an instant.
    Optional<Ending> endingBefore(Instant instant) {
        return ending.filter(known -> known.at().isBefore(instant));
    }

    /// The value of a field just before an instant; empty where it has not changed until then.
    Optional<String> changedBefore(Instant instant, Change.Field field) {
        return changes.stream()
                .filter(change -> change.field() == field && change.at().isBefore(instant))
                .reduce((_, later) -> later)
                .map(Change::value);
    }

    /// The stage just before an instant.
    String stageBefore(Instant instant) {
        return endingBefore(instant)
                .map(
                        known ->
                                switch (known) {
                                    case Ending.Won _ -> Stage.WON.label;
                                    case Ending.Lost _ -> Stage.LOST.label;
                                })
                .or(() -> changedBefore(instant, Change.Field.STAGE))
                .orElse(Stage.NEW.label);
    }

    /// The phone number, if it was known before an instant.
    Optional<String> phoneBefore(Instant instant) {
        return changedBefore(instant, Change.Field.PHONE)
                .or(() -> phoneGiven ? person.phone() : Optional.empty());
    }

    boolean consentBefore(Instant instant) {
        return changedBefore(instant, Change.Field.MARKETING_CONSENT)
                .map(Boolean::parseBoolean)
                .orElse(consent);
    }
}
