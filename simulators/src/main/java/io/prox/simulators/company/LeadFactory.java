package io.prox.simulators.company;

import java.util.List;
import java.util.function.IntFunction;

/// Makes a lead of an arrival. Every lead follows from the seed and its number, apart from the
/// person who comes back.
final class LeadFactory {
    static final List<String> REPRESENTATIVES =
            List.of(
                    "Mara Lindqvist",
                    "Jonas Adeyemi",
                    "Ewa Sobczak",
                    "Rafael Mendes",
                    "Priya Raman");

    /// Of all leads, those of a person who had been a lead before.
    static final double COMES_BACK = 0.035;

    private final CompanySettings settings;
    private final People people;
    private final Answers answers;

    LeadFactory(CompanySettings settings) {
        this.settings = settings;
        people = new People(new Accounts(settings.seed()));
        answers = new Answers(settings.start());
    }

    /// @param known how many earlier leads there are to come back
    /// @param earlier a lead before this one
    /// @param keep whether the person's address is to be given to nobody who comes later
    Lead make(int number, Arrival arrival, int known, IntFunction<Lead> earlier, boolean keep) {
        Dice origin = dice(Dice.Purpose.ORIGIN, number);
        boolean comesBack = origin.chance(COMES_BACK) && known > 0;
        Person person =
                comesBack
                        ? earlier.apply(origin.below(known)).person()
                        : people.invent(
                                number, arrival.country(), keep, dice(Dice.Purpose.PERSON, number));
        Source source = arrival.source();
        Dice dice = dice(Dice.Purpose.ANSWERS, number);
        Profile profile = answers.draw(arrival, person, dice);
        boolean phoneGiven =
                source.asks(Question.PHONE) && person.phone().isPresent() && dice.chance(0.7);
        LawfulBasis basis = basis(profile, dice);
        Fate fate =
                Fate.draw(
                        profile,
                        person,
                        phoneGiven,
                        dice(Dice.Purpose.FATE, number),
                        dice(Dice.Purpose.JOURNEY, number),
                        dice(Dice.Purpose.DOINGS, number));
        return new Lead(
                number,
                profile,
                person,
                !comesBack,
                dice.oneOf(source.campaigns),
                phoneGiven,
                source.asks(Question.NEWSLETTER) && dice.chance(0.45),
                basis == LawfulBasis.CONSENT || dice.chance(0.2),
                basis,
                dice.oneOf(REPRESENTATIVES),
                Conversion.probability(Conversion.logOdds(profile)),
                fate.converts(),
                fate.ending(),
                fate.changes(),
                fate.doings());
    }

    private Dice dice(Dice.Purpose purpose, int number) {
        return new Dice(settings.seed(), purpose, number);
    }

    private static LawfulBasis basis(Profile profile, Dice dice) {
        return switch (profile.source()) {
            case OUTBOUND, PARTNER -> LawfulBasis.LEGITIMATE_INTEREST;
            case WEB_FORM -> profile.trial() ? LawfulBasis.CONTRACT : LawfulBasis.CONSENT;
            case WEBINAR, CONTENT -> LawfulBasis.CONSENT;
            case TRADE_FAIR ->
                    dice.chance(0.8) ? LawfulBasis.CONSENT : LawfulBasis.LEGITIMATE_INTEREST;
        };
    }
}
