package io.prox.simulators.company;

import static java.util.Objects.requireNonNull;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// When leads come: each source has its days and its hours, the hours in the time of the lead's
/// country.
final class Arrivals {
    private static final Period WEEK = Period.ofDays(7);

    /// Weights of the 24 hours of a day, one digit each.
    private static final String OFFICE_HOURS = "000000148899679987521000";

    private static final String DAY_AND_EVENING = "100000136788777877655432";
    private static final String FAIR_HOURS = "000000000599989994000000";
    private static final String LIST_HOURS = "000000002960000000000000";

    /// ISO weeks with a trade fair, which runs from Tuesday to Thursday.
    private static final List<Integer> FAIR_WEEKS = List.of(9, 17, 24, 38, 45);

    private final CompanySettings settings;
    private final Map<Source, Shares<LocalDate>> days = new EnumMap<>(Source.class);
    private final Map<Source, Shares<Integer>> hours = new EnumMap<>(Source.class);

    Arrivals(CompanySettings settings) {
        this.settings = settings;
        LocalDate first = date(settings.start());
        List<LocalDate> all = first.datesUntil(date(settings.now()).plusDays(1)).toList();
        for (Source source : Source.values()) {
            days.put(source, Shares.of(all, day -> weight(source, day, share(day, all))));
            String digits =
                    switch (source) {
                        case WEB_FORM, CONTENT -> DAY_AND_EVENING;
                        case WEBINAR, PARTNER -> OFFICE_HOURS;
                        case TRADE_FAIR -> FAIR_HOURS;
                        case OUTBOUND -> LIST_HOURS;
                    };
            hours.put(
                    source,
                    Shares.of(
                            IntStream.range(0, 24).boxed().toList(),
                            hour -> digits.charAt(hour) - '0'));
        }
    }

    private static LocalDate date(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }

    /// How much of the past lies before the day.
    private static double share(LocalDate day, List<LocalDate> all) {
        return (day.toEpochDay() - all.getFirst().toEpochDay()) / (double) all.size();
    }

    private static double weight(Source source, LocalDate day, double share) {
        boolean weekend = day.getDayOfWeek().getValue() > DayOfWeek.FRIDAY.getValue();
        return switch (source) {
            case WEB_FORM -> (1 + 0.6 * share) * (weekend ? 0.3 : 1) * season(day);
            case WEBINAR -> webinar(day);
            case TRADE_FAIR -> fair(day, weekend);
            case PARTNER -> (weekend ? 0.05 : 1) * (day.getMonthValue() % 3 == 0 ? 1.7 : 1);
            case OUTBOUND -> outbound(day, weekend);
            case CONTENT ->
                    (1 + 0.5 * StrictMath.sin(2 * Math.PI * day.toEpochDay() / 45))
                            * (weekend ? 0.7 : 1)
                            * season(day);
        };
    }

    /// Less in August, least about the turn of the year.
    private static double season(LocalDate day) {
        int dayOfYear = day.getDayOfYear();
        if (dayOfYear <= 4 || dayOfYear >= 355) {
            return 0.4;
        }
        return day.getMonthValue() == 8 ? 0.75 : 1;
    }

    /// Every second Wednesday there is a webinar; people register on that day and some days before.
    private static double webinar(LocalDate day) {
        // 1970-01-07 was a Wednesday
        int before = (int) Math.floorMod(6 - day.toEpochDay(), 14L);
        if (before == 0) {
            return 6;
        }
        return before <= 5 ? 1.5 : 0.05;
    }

    /// Some cards are typed in later.
    private static double fair(LocalDate day, boolean weekend) {
        int weekday = day.getDayOfWeek().getValue();
        boolean open =
                FAIR_WEEKS.contains(day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR))
                        && weekday >= 2
                        && weekday <= 4;
        return open ? 1 : weekend ? 0 : 0.002;
    }

    /// A list a month, on its first Tuesday; a few single finds in between.
    private static double outbound(LocalDate day, boolean weekend) {
        if (day.getDayOfWeek() == DayOfWeek.TUESDAY && day.getDayOfMonth() <= 7) {
            return 20;
        }
        return weekend ? 0 : 0.15;
    }

    /// All arrivals of the past, the earliest first.
    List<Arrival> past() {
        var arrivals = new ArrayList<Arrival>(settings.leads());
        for (int number = 0; number < settings.leads(); number++) {
            Dice dice = new Dice(settings.seed(), Dice.Purpose.ARRIVAL, number);
            Source source = Source.SHARES.draw(dice);
            Country country = Country.SHARES.draw(dice);
            arrivals.add(new Arrival(source, country, instant(source, country, dice)));
        }
        arrivals.sort(Comparator.comparing(Arrival::at));
        return List.copyOf(arrivals);
    }

    private Instant instant(Source source, Country country, Dice dice) {
        LocalDate day = drawn(days, source, dice);
        LocalDateTime local =
                day.atTime(drawn(hours, source, dice), dice.below(60), dice.below(60));
        Instant instant = local.atZone(country.zone).toInstant();
        if (!instant.isBefore(settings.now())) {
            return instant.minus(WEEK);
        }
        return instant.isBefore(settings.start()) ? instant.plus(WEEK) : instant;
    }

    private static <T> T drawn(Map<Source, Shares<T>> shares, Source source, Dice dice) {
        return requireNonNull(shares.get(source), "source").draw(dice);
    }

    /// The arrival after another one, when the company lives on: any source, at any hour.
    ///
    /// @param gap seconds on average
    Arrival next(int number, Instant last, double gap) {
        Dice dice = new Dice(settings.seed(), Dice.Purpose.CONTINUATION, number);
        long millis = Math.max(1, Math.round(1000 * gap * dice.waiting()));
        return new Arrival(
                Source.SHARES.draw(dice), Country.SHARES.draw(dice), last.plusMillis(millis));
    }
}
