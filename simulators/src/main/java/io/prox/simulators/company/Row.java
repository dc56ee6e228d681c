package io.prox.simulators.company;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/// A lead as one row of an export shows it.
///
/// @param until what became known from here on is not there
record Row(Lead lead, Defect defect, Handwriting hand, Instant until) {
    private Person person() {
        return lead.person();
    }

    private Profile profile() {
        return lead.profile();
    }

    private boolean isAnonymous() {
        return defect == Defect.NO_IDENTITY;
    }

    Cell key() {
        return isAnonymous() || defect == Defect.BROKEN_ADDRESS
                ? new Cell.Missing()
                : new Cell.Text(lead.externalId());
    }

    Cell firstName() {
        return isAnonymous() ? new Cell.Missing() : hand.name(person().first());
    }

    Cell lastName() {
        return isAnonymous() ? new Cell.Missing() : hand.name(person().last());
    }

    Cell fullName() {
        return isAnonymous() ? new Cell.Missing() : hand.fullName(person());
    }

    Cell email() {
        return switch (defect) {
            case NONE, IMPOSSIBLE_DATE -> hand.email(person().email());
            case NO_IDENTITY -> new Cell.Missing();
            case BROKEN_ADDRESS -> hand.brokenAddress(person().email());
        };
    }

    Cell phone() {
        return switch (defect) {
            case NONE, IMPOSSIBLE_DATE -> hand.phone(lead.phoneBefore(until));
            case NO_IDENTITY, BROKEN_ADDRESS -> new Cell.Missing();
        };
    }

    Cell company() {
        return hand.typed(Optional.of(person().account().name()));
    }

    Cell title() {
        return hand.typed(profile().title().map(JobTitle::text));
    }

    Cell country() {
        return hand.country(profile().country());
    }

    Cell industry() {
        return worded(profile().industry(), known -> known.english, known -> known.german);
    }

    Cell tool() {
        return worded(profile().tool(), known -> known.english, known -> known.german);
    }

    Cell useCase() {
        return worded(profile().useCase(), known -> known.english, known -> known.german);
    }

    Cell budget() {
        return worded(profile().budget(), known -> known.english, known -> known.german);
    }

    private <T> Cell worded(
            Optional<T> value, Function<T, String> english, Function<T, String> german) {
        return hand.choice(value.map(hand.isGerman() ? german : english));
    }

    /// How many people the company employs, as a range.
    Cell sizeBand() {
        return hand.choice(
                profile().employees().stream()
                        .mapToObj(number -> SizeBand.of(number).label)
                        .findFirst());
    }

    /// How many people the company employs.
    Cell employees() {
        return hand.number(profile().employees().stream().boxed().findFirst());
    }

    Cell teamSize() {
        return hand.number(profile().teamSize().stream().boxed().findFirst());
    }

    Cell pages() {
        return hand.number(profile().pages().stream().boxed().findFirst());
    }

    Cell newsletter() {
        return new Cell.YesNo(lead.newsletter());
    }

    Cell trial() {
        return new Cell.YesNo(profile().trial());
    }

    Cell demo() {
        return new Cell.YesNo(profile().demo());
    }

    Cell campaign() {
        return new Cell.Text(lead.campaign());
    }

    Cell createdAt() {
        return defect == Defect.IMPOSSIBLE_DATE
                ? hand.impossibleDate()
                : new Cell.Moment(lead.createdAt());
    }

    Cell consent() {
        return new Cell.YesNo(lead.consentBefore(until));
    }

    Cell lawfulBasis() {
        return new Cell.Text(lead.lawfulBasis().key);
    }

    Cell owner() {
        return new Cell.Text(lead.owner());
    }

    Cell stage() {
        return new Cell.Text(lead.stageBefore(until));
    }

    /// `won` or `lost`; missing as long as the lead is open.
    Cell outcome() {
        return ending(
                known ->
                        new Cell.Text(
                                switch (known) {
                                    case Ending.Won _ -> hand.isGerman() ? "gewonnen" : "won";
                                    case Ending.Lost _ -> hand.isGerman() ? "verloren" : "lost";
                                }));
    }

    Cell closedAt() {
        return ending(known -> new Cell.Moment(known.at()));
    }

    Cell lostReason() {
        return ending(
                known ->
                        switch (known) {
                            case Ending.Won _ -> new Cell.Missing();
                            case Ending.Lost lost -> new Cell.Text(lost.reason().label);
                        });
    }

    Cell value() {
        return ending(
                known ->
                        switch (known) {
                            case Ending.Won won -> new Cell.Quantity(won.value());
                            case Ending.Lost _ -> new Cell.Missing();
                        });
    }

    private Cell ending(Function<Ending, Cell> cell) {
        return lead.endingBefore(until).map(cell).orElseGet(Cell.Missing::new);
    }
}
