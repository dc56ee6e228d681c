package io.prox.tables.kinds;

import io.prox.tables.BooleanWords;
import io.prox.tables.CellFormat;
import io.prox.tables.Cells;
import io.prox.tables.ColumnSchema;
import io.prox.tables.DatePattern;
import io.prox.tables.DatePattern.Order;
import io.prox.tables.Kind;
import io.prox.tables.kinds.LevelList.Level;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// The rules that tell what one column holds, asked in this order: nothing to tell, yes and no,
/// numbers and what digits may stand for, dates, addresses, orders, and at last what kind of text.
final class KindRules {
    /// A column is of a kind if all of its cells are, but for fewer than one in so many.
    private static final int STRAY_CELLS = 100;

    /// More levels than this make a column many-valued.
    private static final int FEW_LEVELS = 60;

    /// Integers of this many values may be codes of a few things.
    private static final int FEW_CODES = 100;

    /// Sequence numbers need this many rows to be told from a small table of quantities.
    private static final int SEQUENCE_ROWS = 30;

    /// 2001-09-09 and 2033-05-18: seconds since 1970 from here to there have ten digits and could
    /// be when something happened to a lead.
    private static final double EARLIEST_EPOCH = 1.0e9;

    private static final double LATEST_EPOCH = 2.0e9;

    private final ColumnProfile profile;
    private final Cells cells;
    private final Conventions conventions;
    private final NameWords name;
    private final List<String> notes = new ArrayList<>();

    KindRules(ColumnProfile profile, Cells cells, Conventions conventions) {
        this.profile = profile;
        this.cells = cells;
        this.conventions = conventions;
        this.name = profile.words();
    }

    Decision verbatim() {
        return decision(
                Kind.TEXT,
                "kept as it stands",
                new CellFormat.Verbatim(MissingWords.ALWAYS),
                profile.distinct());
    }

    Decision decide() {
        return uninformative()
                .or(this::yesOrNo)
                .or(this::numbers)
                .or(this::dates)
                .or(this::addresses)
                .or(this::ordered)
                .orElseGet(this::text);
    }

    // ---- nothing to tell ----

    private Optional<Decision> uninformative() {
        if (profile.given() == 0) {
            return Optional.of(textual(Kind.CONSTANT, "no value in any row"));
        }
        if (profile.distinct() > 1 || profile.rows() == 1) {
            return Optional.empty(); // of a single row nobody can tell what the next one would hold
        }
        if (profile.given() == profile.rows()) {
            return Optional.of(textual(Kind.CONSTANT, "the same value in every row"));
        }
        return Optional.of(
                levels(
                        Kind.CATEGORY,
                        "one value, given in %s of %s rows"
                                .formatted(grouped(profile.given()), grouped(profile.rows()))));
    }

    // ---- yes and no ----

    Optional<Decision> yesOrNo() {
        Set<String> values = profile.fewValues();
        if (values.stream().anyMatch(value -> !isBoolean(value))
                || values.stream().noneMatch(BooleanWords::isYes)
                || values.stream().noneMatch(BooleanWords::isNo)) {
            return Optional.empty();
        }
        return Optional.of(bool("yes and no, written "));
    }

    private static boolean isBoolean(String value) {
        return BooleanWords.isYes(value) || BooleanWords.isNo(value);
    }

    Decision bool(String reason) {
        LevelList list = LevelList.of(cells, MissingWords.both(), profile.distinct());
        String no = usual(list, true);
        String yes = usual(list, false);
        return decision(
                Kind.BOOLEAN,
                reason + "`" + yes + "` and `" + no + "`",
                new CellFormat.Levels(List.of(no, yes), MissingWords.both()),
                2);
    }

    /// The usual word for no, or for yes.
    private static String usual(LevelList list, boolean no) {
        return list.levels().stream()
                .filter(level -> no == BooleanWords.isNo(level.key()))
                .map(Level::spelling)
                .findFirst()
                .orElseThrow();
    }

    // ---- numbers, and what digits may stand for ----

    private Optional<Decision> numbers() {
        NumberTally tally = profile.numbers();
        char mark = decimalMark();
        NumberTally.Reading reading = tally.under(mark);
        if (!isAlmostAll(reading.numbers())) {
            return Optional.empty();
        }
        if (profile.sure() == 0) {
            return Optional.empty();
        }
        Optional<Decision> digits = digitsAlone(reading);
        return digits.isPresent() ? digits : Optional.of(number(mark, reading));
    }

    private Optional<Decision> digitsAlone(NumberTally.Reading reading) {
        NumberTally tally = profile.numbers();
        boolean onlyDigits = tally.plainDigits() == reading.numbers();
        if (name.sayPhone() && isMostly(profile.phones())) {
            return Optional.of(textual(Kind.PHONE, grouped(profile.sure()) + " phone numbers"));
        }
        if (onlyDigits && tally.leadingZeros() * 20 >= reading.numbers()) {
            return Optional.of(codes("digits with leading zeros, which a quantity does not have"));
        }
        if (onlyDigits && !name.sayPhone()) {
            Optional<Decision> date = digitsAsDate(reading);
            if (date.isPresent()) {
                return date;
            }
        }
        if (!reading.isWhole()) {
            return Optional.empty();
        }
        double unique = profile.sureDistinct() / (double) profile.sure();
        if (name.sayKey() && unique >= 0.95) {
            return Optional.of(textual(Kind.IDENTIFIER, "whole numbers, " + everyValueDiffers()));
        }
        if (unique == 1
                && profile.sure() >= SEQUENCE_ROWS
                && reading.most() - reading.least() < profile.sure() * 1.05) {
            return Optional.of(
                    textual(Kind.IDENTIFIER, "numbers given in sequence, every one differs"));
        }
        if (name.sayPersonKey() && profile.sureDistinct() > FEW_LEVELS && unique >= 0.01) {
            return Optional.of(
                    textual(
                            Kind.IDENTIFIER,
                            "keys, %s different ones in %s rows"
                                    .formatted(
                                            grouped(profile.sureDistinct()),
                                            grouped(profile.sure()))));
        }
        if (name.sayCode() && reading.least() >= 0 && profile.numbers().under('.').isWhole()) {
            boolean few = profile.sureDistinct() <= FEW_CODES;
            if (few || name.sayPostalOrKey()) {
                return Optional.of(
                        unique >= 0.5 && name.sayKey() && !few
                                ? textual(Kind.IDENTIFIER, "codes, " + mostValuesDiffer())
                                : levels(
                                        levelKind(),
                                        "%s different numbers, which its name calls codes"
                                                .formatted(grouped(profile.sureDistinct()))));
            }
        }
        return Optional.empty();
    }

    private Decision codes(String reason) {
        double unique = profile.sureDistinct() / (double) profile.sure();
        return unique >= 0.9
                ? textual(Kind.IDENTIFIER, reason + "; " + everyValueDiffers())
                : levels(levelKind(), reason);
    }

    Optional<Decision> digitsAsDate(NumberTally.Reading reading) {
        NumberTally tally = profile.numbers();
        if (isAlmostAll(profile.dates().compact())
                && (name.sayDate() || (profile.sureDistinct() >= 3 && !name.sayKey()))) {
            return Optional.of(
                    date(
                            new DatePattern(Order.COMPACT, tally.mostDigits() > 8),
                            "digits that are year, month and day"));
        }
        boolean clear =
                name.sayDate()
                        || (profile.sureDistinct() >= 10 && !name.sayKey() && !name.sayCode());
        if (clear && tally.leastDigits() == 10 && isEpoch(reading, 1)) {
            return Optional.of(
                    date(new DatePattern(Order.EPOCH_SECONDS, true), "seconds since 1970"));
        }
        if (clear && tally.leastDigits() == 13 && isEpoch(reading, 1000)) {
            return Optional.of(
                    date(
                            new DatePattern(Order.EPOCH_MILLISECONDS, true),
                            "milliseconds since 1970"));
        }
        return Optional.empty();
    }

    private static boolean isEpoch(NumberTally.Reading reading, double perSecond) {
        return reading.least() / perSecond >= EARLIEST_EPOCH
                && reading.most() / perSecond <= LATEST_EPOCH;
    }

    private Decision number(char mark, NumberTally.Reading reading) {
        NumberTally tally = profile.numbers();
        if (!tally.isDecided() && tally.ambiguous() > 0 && !conventions.decimalIsShown()) {
            notes.add(
                    ("%s: such cells as `1,234` and `1.234` can mean two numbers; they are read with"
                                    + " `%c` before the fraction, since nothing in the file shows"
                                    + " otherwise.")
                            .formatted(profile.name(), mark));
        }
        String range = "%s to %s".formatted(plain(reading.least()), plain(reading.most()));
        String strays = strays(profile.sure() - reading.numbers(), "no number");
        return decision(
                Kind.NUMBER,
                "%s different numbers, %s%s"
                        .formatted(grouped(profile.sureDistinct()), range, strays),
                new CellFormat.Numbers(mark, mark == ',' ? '.' : ',', MissingWords.both()),
                profile.sureDistinct());
    }

    char decimalMark() {
        NumberTally tally = profile.numbers();
        return tally.isDecided() ? tally.decidedMark() : conventions.decimalMark();
    }

    // ---- dates ----

    Optional<Decision> dates() {
        DateTally tally = profile.dates();
        for (Order order : List.of(Order.YEAR_MONTH_DAY, Order.YEAR_MONTH, Order.MONTH_YEAR)) {
            if (isAlmostAll(tally.dates(order))) {
                String what =
                        order == Order.YEAR_MONTH_DAY ? "dates, year first" : "months of a year";
                return Optional.of(dateWithStrays(order, what));
            }
        }
        if (!isAlmostAll(tally.dayAndMonth())) {
            return Optional.empty();
        }
        Order order = dayOrMonthFirst(tally);
        if (!isAlmostAll(tally.dates(order))) {
            notes.add(
                    ("%s: some dates have the day first, others the month (%s and %s cells can"
                                    + " only be read so); it is no date column.")
                            .formatted(
                                    profile.name(),
                                    grouped(tally.onlyDayFirst()),
                                    grouped(tally.onlyMonthFirst())));
            return Optional.empty();
        }
        return Optional.of(
                dateWithStrays(
                        order,
                        order == Order.DAY_MONTH_YEAR ? "dates, day first" : "dates, month first"));
    }

    private Order dayOrMonthFirst(DateTally tally) {
        String both = "day or month first";
        if (tally.onlyDayFirst() != tally.onlyMonthFirst()) {
            boolean day = tally.onlyDayFirst() > tally.onlyMonthFirst();
            if (tally.eitherFirst() > 0) {
                notes.add(
                        "%s: dates are read %s first; %s cells can be read no other way."
                                .formatted(
                                        profile.name(),
                                        day ? "day" : "month",
                                        grouped(
                                                Math.max(
                                                        tally.onlyDayFirst(),
                                                        tally.onlyMonthFirst()))));
            }
            return day ? Order.DAY_MONTH_YEAR : Order.MONTH_DAY_YEAR;
        }
        if (tally.firstPartIsFixed() != tally.secondPartIsFixed()) {
            boolean day = tally.firstPartIsFixed();
            notes.add(
                    ("%s: no cell shows whether %s; read %s first, since that part is the same"
                                    + " in every cell.")
                            .formatted(profile.name(), both, day ? "day" : "month"));
            return day ? Order.DAY_MONTH_YEAR : Order.MONTH_DAY_YEAR;
        }
        if (conventions.dayAndMonth() != Order.YEAR_MONTH_DAY) {
            boolean day = conventions.dayAndMonth() == Order.DAY_MONTH_YEAR;
            notes.add(
                    "%s: no cell shows whether %s; read %s first, as the other dates of the file."
                            .formatted(profile.name(), both, day ? "day" : "month"));
            return conventions.dayAndMonth();
        }
        boolean month = tally.hasSlash() && conventions.decimalMark() == '.';
        notes.add(
                ("%s: nothing in the file shows whether %s; read %s first, as is usual with such"
                                + " marks. If that is wrong, write the dates as 2024-03-31.")
                        .formatted(profile.name(), both, month ? "month" : "day"));
        return month ? Order.MONTH_DAY_YEAR : Order.DAY_MONTH_YEAR;
    }

    private Decision dateWithStrays(Order order, String what) {
        return date(
                new DatePattern(order, profile.dates().hasTime()),
                what + strays(profile.sure() - profile.dates().dates(order), "no date"));
    }

    Decision date(DatePattern pattern, String reason) {
        return decision(
                Kind.DATE,
                reason,
                new CellFormat.Dates(pattern, MissingWords.both()),
                profile.sureDistinct());
    }

    // ---- addresses ----

    private Optional<Decision> addresses() {
        long sure = Math.max(1, profile.sure());
        // One address among other text identifies someone too, hence the low bound.
        if (profile.emails() * 2 >= sure) {
            return Optional.of(
                    textual(Kind.EMAIL, grouped(profile.emails()) + " e-mail addresses"));
        }
        if (isMostly(profile.urls()) && !areFewPages()) {
            return Optional.of(textual(Kind.URL, grouped(profile.urls()) + " web addresses"));
        }
        boolean phones =
                isMostly(profile.phones()) && (name.sayPhone() || profile.surePhones() * 2 >= sure);
        return phones
                ? Optional.of(textual(Kind.PHONE, grouped(profile.phones()) + " phone numbers"))
                : Optional.empty();
    }

    /// Addresses that stand in many rows each are pages of a site, which is a category.
    private boolean areFewPages() {
        return profile.hasFewValues() && profile.sureDistinct() * 20L <= profile.sure();
    }

    // ---- orders ----

    Optional<Decision> ordered() {
        Set<String> values = profile.fewValues();
        Set<String> missing = MissingWords.both();
        if (profile.saysNone() && OrderedText.hasPlaceForNone(values)) {
            values = new LinkedHashSet<>(values);
            values.add(MissingWords.NONE);
            missing = new HashSet<>(missing);
            missing.remove(MissingWords.NONE);
        }
        Optional<OrderedText.Order> order = OrderedText.of(values, name);
        if (order.isEmpty()) {
            return Optional.empty();
        }
        LevelList list = LevelList.of(cells, missing, profile.distinct());
        noteSpellings(list);
        List<String> levels = list.spellings(order.get().levels());
        return Optional.of(
                decision(
                        Kind.ORDERED,
                        "%s: `%s` up to `%s`"
                                .formatted(
                                        order.get().reason(), levels.getFirst(), levels.getLast()),
                        new CellFormat.Levels(levels, missing),
                        levels.size()));
    }

    // ---- other text ----

    private Decision text() {
        double unique = profile.sureDistinct() / (double) Math.max(1, profile.sure());
        boolean manyNames = profile.sureDistinct() > FEW_LEVELS || unique >= 0.3;
        if (name.sayGivenName() || (manyNames && name.sayName())) {
            return textual(Kind.IDENTIFIER, "names of people or companies, as its name says");
        }
        if (unique >= 0.3 && (profile.meanWords() >= 4 || profile.meanLength() >= 60)) {
            return textual(
                    Kind.TEXT,
                    "%s different texts of %.0f words on average"
                            .formatted(grouped(profile.sureDistinct()), profile.meanWords()));
        }
        if (unique >= 0.9) {
            return textual(Kind.IDENTIFIER, everyValueDiffers());
        }
        boolean key = isMostly(profile.hashes()) || name.sayKey() || name.sayCompany();
        if (key && unique >= 0.5) {
            return textual(Kind.IDENTIFIER, "keys, " + mostValuesDiffer());
        }
        if (key && name.sayPersonKey() && profile.sureDistinct() > FEW_LEVELS && unique >= 0.01) {
            return textual(
                    Kind.IDENTIFIER,
                    "keys, %s different ones in %s rows"
                            .formatted(grouped(profile.sureDistinct()), grouped(profile.sure())));
        }
        if (unique >= 0.5 && profile.likeNames() * 5 >= profile.sure() * 4) {
            return textual(Kind.IDENTIFIER, "written like names, " + mostValuesDiffer());
        }
        return levels(levelKind(), categoryReason());
    }

    private String categoryReason() {
        long numbers =
                Math.max(
                        profile.numbers().under('.').numbers(),
                        profile.numbers().under(',').numbers());
        return "%s values, %s"
                .formatted(
                        grouped(profile.distinct()),
                        numbers == 0
                                ? "none of them a number"
                                : "not all of them numbers: %s of %s cells are"
                                        .formatted(grouped(numbers), grouped(profile.sure())));
    }

    private String everyValueDiffers() {
        return profile.sureDistinct() == profile.sure()
                ? "every value differs"
                : mostValuesDiffer();
    }

    private String mostValuesDiffer() {
        return "%s different values in %s rows"
                .formatted(grouped(profile.sureDistinct()), grouped(profile.sure()));
    }

    Kind levelKind() {
        int levels = profile.distinct();
        boolean seldom = levels > FEW_LEVELS / 3 && profile.given() < levels * 5L;
        return levels > FEW_LEVELS || seldom ? Kind.MANY_VALUED : Kind.CATEGORY;
    }

    Decision levels(Kind kind, String reason) {
        Set<String> missing = MissingWords.alwaysExcept(profile.keepsNa());
        LevelList list = LevelList.of(cells, missing, profile.distinct());
        noteSpellings(list);
        if (list.seldom() > 0) {
            notes.add(
                    "%s: the %s most frequent values are kept, the other %s count as one new value."
                            .formatted(
                                    profile.name(),
                                    grouped(list.levels().size()),
                                    grouped(list.seldom())));
        }
        if (list.addresses() > 0) {
            notes.add(
                    "%s: e-mail addresses among the values (%s) count as one new value; a model holds none."
                            .formatted(profile.name(), grouped(list.addresses())));
        }
        return decision(
                kind, reason, new CellFormat.Levels(list.spellings(), missing), profile.distinct());
    }

    private void noteSpellings(LevelList list) {
        List<Level> several = list.writtenInSeveralWays();
        if (!several.isEmpty()) {
            Level first = several.getFirst();
            notes.add(
                    "%s: `%s` and `%s` count as one value%s."
                            .formatted(
                                    profile.name(),
                                    first.spelling(),
                                    String.join("`, `", first.otherSpellings()),
                                    several.size() == 1
                                            ? ""
                                            : ", and %s more are written in several ways"
                                                    .formatted(grouped(several.size() - 1))));
        }
    }

    // ---- what all rules share ----

    Decision textual(Kind kind, String reason) {
        return decision(
                kind, reason, new CellFormat.Verbatim(MissingWords.both()), profile.sureDistinct());
    }

    Decision decision(Kind kind, String reason, CellFormat format, int distinct) {
        var words = new HashSet<>(profile.missingWords());
        words.retainAll(format.missingWords());
        return new Decision(
                new ColumnSchema(profile.name(), kind, reason, format), distinct, words, notes);
    }

    void noteUnreadable(long strays, String what) {
        if (strays > 0) {
            notes.add(
                    "%s: %s of %s cells are %s and count as missing."
                            .formatted(
                                    profile.name(),
                                    grouped(strays),
                                    grouped(profile.sure()),
                                    what));
        }
    }

    /// For a decision that only begins with what the rules found.
    void forgetNotes() {
        notes.clear();
    }

    boolean isAlmostAll(long ofKind) {
        return ofKind > 0 && (profile.sure() - ofKind) * STRAY_CELLS < profile.sure();
    }

    boolean isMostly(long ofKind) {
        return ofKind > 0 && ofKind * 10 >= profile.sure() * 9;
    }

    private String strays(long strays, String what) {
        noteUnreadable(strays, what);
        return strays == 0 ? "" : "; %s cells are %s".formatted(grouped(strays), what);
    }

    static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /// Up to four digits stand without a mark: they may be years.
    private static String plain(double number) {
        if (number != Math.rint(number) || Math.abs(number) >= 1e15) {
            return Double.toString(number);
        }
        return Math.abs(number) < 10_000 ? Long.toString((long) number) : grouped((long) number);
    }
}
