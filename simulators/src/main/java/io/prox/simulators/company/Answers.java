package io.prox.simulators.company;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/// What a lead answers when it comes, and what it leaves out. Who leaves something out is not the
/// same as who does not: beginners hide their title, people without a tool or a budget do not
/// answer.
final class Answers {
    private static final double DAYS_OF_MONTH = 365.25 / 12;

    private final Instant start;

    Answers(Instant start) {
        this.start = start;
    }

    Profile draw(Arrival arrival, Person person, Dice dice) {
        Account account = person.account();
        Source source = arrival.source();
        boolean free = person.mailKind() == MailKind.FREE;
        Tool tool = Tool.SHARES.draw(dice);
        Budget budget = Budget.SHARES.draw(dice);
        int team = team(account.employees(), dice);
        boolean small = SizeBand.of(account.employees()) == SizeBand.MICRO;
        boolean junior = person.title().seniority() == Seniority.JUNIOR;
        double days = Duration.between(start, arrival.at()).toSeconds() / 86_400.0;
        return new Profile(
                source,
                arrival.at(),
                days / DAYS_OF_MONTH,
                person.mailKind(),
                given(person.title(), junior ? 0.2 : 0.06, dice),
                given(person.country(), free ? 0.12 : 0.04, dice),
                asked(source, Question.INDUSTRY, account.industry(), 0.1, dice),
                number(
                        asked(
                                source,
                                Question.EMPLOYEES,
                                account.employees(),
                                small ? 0.25 : 0.08,
                                dice)),
                asked(source, Question.TOOL, tool, tool == Tool.NOTHING ? 0.35 : 0.15, dice),
                number(asked(source, Question.TEAM_SIZE, team, 0.12, dice)),
                asked(source, Question.USE_CASE, UseCase.SHARES.draw(dice), 0.08, dice),
                asked(source, Question.BUDGET, budget, budget == Budget.NOT_YET ? 0.5 : 0.2, dice),
                source.asks(Question.TRIAL) && dice.chance(0.25),
                source.asks(Question.DEMO) && dice.chance(source == Source.PARTNER ? 0.35 : 0.22),
                number(asked(source, Question.PAGES, pages(dice), 0.04, dice)));
    }

    private static <T> Optional<T> given(T value, double missing, Dice dice) {
        return dice.chance(missing) ? Optional.empty() : Optional.of(value);
    }

    private static <T> Optional<T> asked(
            Source source, Question question, T value, double missing, Dice dice) {
        // drawn in any case, so that a question more or less changes no other answer
        Optional<T> answer = given(value, missing, dice);
        return source.asks(question) ? answer : Optional.empty();
    }

    private static OptionalInt number(Optional<Integer> value) {
        return value.map(OptionalInt::of).orElse(OptionalInt.empty());
    }

    /// A part of the company, the smaller the larger the company is.
    private static int team(int employees, Dice dice) {
        return (int) Math.max(1, Math.round(StrictMath.pow(employees, 0.4 + 0.5 * dice.even())));
    }

    private static int pages(Dice dice) {
        return 1 + (int) Math.min(60, StrictMath.exp(1.1 + 0.8 * dice.normal()));
    }
}
