package io.prox.simulators.company;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalInt;

/// All that a scorer can see of a lead when it comes, and all that its probability depends on. What
/// was not asked or not answered is empty; an unasked yes-or-no is no.
///
/// @param employees a number; some sources show the [SizeBand] alone
/// @param teamSize people to be planned
/// @param pages viewed before the form was sent
/// @param months since the past began
record Profile(
        Source source,
        Instant createdAt,
        double months,
        MailKind mail,
        Optional<JobTitle> title,
        Optional<Country> country,
        Optional<Industry> industry,
        OptionalInt employees,
        Optional<Tool> tool,
        OptionalInt teamSize,
        Optional<UseCase> useCase,
        Optional<Budget> budget,
        boolean trial,
        boolean demo,
        OptionalInt pages) {

    boolean is(Source one) {
        return source == one;
    }

    boolean is(MailKind one) {
        return mail == one;
    }

    boolean is(Seniority one) {
        return title.filter(known -> known.seniority() == one).isPresent();
    }

    boolean is(Department one) {
        return title.filter(known -> known.department() == one).isPresent();
    }

    boolean is(Market one) {
        return country.filter(known -> known.market == one).isPresent();
    }

    boolean is(Industry one) {
        return industry.filter(known -> known == one).isPresent();
    }

    boolean is(Tool one) {
        return tool.filter(known -> known == one).isPresent();
    }

    boolean is(UseCase one) {
        return useCase.filter(known -> known == one).isPresent();
    }

    boolean is(Budget one) {
        return budget.filter(known -> known == one).isPresent();
    }

    boolean is(SizeBand one) {
        return employees.isPresent() && SizeBand.of(employees.getAsInt()) == one;
    }

    /// Whether the company has fewer than 50 people.
    boolean isSmall() {
        return is(SizeBand.MICRO) || is(SizeBand.SMALL);
    }

    /// Whether the company has 1,000 people or more.
    boolean isLarge() {
        return is(SizeBand.LARGE) || is(SizeBand.VERY_LARGE);
    }

    /// Whether at least so many pages were viewed.
    boolean viewed(int least) {
        return pages.orElse(0) >= least;
    }

    /// Whether it came on a Saturday or Sunday, in UTC.
    boolean onWeekend() {
        DayOfWeek day = createdAt.atZone(ZoneOffset.UTC).getDayOfWeek();
        return day == DayOfWeek.SATURDAY || day == DayOfWeek.SUNDAY;
    }
}
