package io.prox.features.behaviour;

import io.prox.features.behaviour.Engagement.Codes;
import io.prox.tables.CellFormat;
import io.prox.tables.ColumnSchema;
import io.prox.tables.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// An engagement at an instant, as one row of named cells: the same lines in training, where the
/// instant is that of a snapshot, and live, where it is now.
///
/// Time enters in whole hours: an activity of the running hour is 0 hours old, and between two
/// hours no cell changes. A *recent* count is a sum of halvings: an activity counts 1, after the
/// half-life 1/2, after two of them 1/4 (forward decay with an exponential: Cormode, Shkapenyuk,
/// Srivastava, Xu, "Forward Decay", ICDE 2009). It is written in steps of a thousandth, so that
/// what has nearly faded is nothing.
///
/// The engagement is of the activities until the instant, as known then.
public final class EngagementFeatures {
    /// Of recent counts, in hours: a day, a week, about a month.
    private static final int DAY = 24;

    private static final int WEEK = 7 * DAY;
    private static final int MONTH = 30 * DAY;

    /// Days for visits and active days.
    private static final int LATELY = 30;

    private static final int QUARTER = 90;

    /// Of counts that are kept by the day, the middle stands for all.
    private static final int MIDDLE_OF_DAY = 12;

    private static final int SECONDS_PER_MINUTE = 60;
    private static final int STEPS = 1000;
    private static final String PREFIX = "Activity: ";

    /// A lead without any activity has each of these cells too, with 0.
    private static final List<ActivityKind> KINDS =
            Arrays.stream(ActivityKind.values()).filter(ActivityKind::isDeed).toList();

    private static final CellFormat NUMBERS = new CellFormat.Numbers('.', ',', Set.of());
    private static final CellFormat WAYS =
            new CellFormat.Levels(
                    Arrays.stream(Touch.values()).map(Touch::words).toList(), Set.of());

    /// Of who did nothing, at any instant.
    private static final SequencedMap<String, String> NOTHING =
            counted(Engagement.NONE, Instant.EPOCH);

    private EngagementFeatures() {}

    private static final String FIRST = PREFIX + "first way of coming";
    private static final String LAST = PREFIX + "last way of coming";

    /// The names of all cells that a row may have.
    public static List<String> names() {
        var names = new TreeSet<String>(row(Engagement.NONE, Instant.EPOCH).keySet());
        names.add(PREFIX + "days since the first");
        names.add(PREFIX + "hours since the last");
        names.add(FIRST);
        names.add(LAST);
        names.add(PREFIX + "pages per visit");
        names.add(PREFIX + "share of opened mails clicked");
        return List.copyOf(names);
    }

    /// How the cells are to be read: numbers, but for the ways of coming.
    public static List<ColumnSchema> schemas() {
        return names().stream().map(EngagementFeatures::schema).toList();
    }

    private static ColumnSchema schema(String name) {
        return name.equals(FIRST) || name.equals(LAST)
                ? new ColumnSchema(name, Kind.CATEGORY, "ways of coming", WAYS)
                : new ColumnSchema(name, Kind.NUMBER, "counted by ProX", NUMBERS);
    }

    /// Whether a cell of this name is one of these.
    public static boolean isOne(String name) {
        return name.startsWith(PREFIX);
    }

    /// The row, by name in the order of code points. Counts are always there; what there is nothing
    /// to tell of, as the hours since the last activity where there was none, has no entry.
    public static SequencedMap<String, String> row(Engagement engagement, Instant asOf) {
        return engagement.isNone() ? NOTHING : counted(engagement, asOf);
    }

    private static SequencedMap<String, String> counted(Engagement engagement, Instant asOf) {
        var sums = new Sums(hour(asOf));
        engagement.slots().forEach(sums::slot);
        engagement.days().forEach(sums::day);
        engagement.before().forEach(sums::before);
        var row = new TreeMap<String, String>();
        row.put(PREFIX + "recent, by the day", decimal(sums.all[0]));
        row.put(PREFIX + "recent, by the week", decimal(sums.all[1]));
        row.put(PREFIX + "recent, by the month", decimal(sums.all[2]));
        for (ActivityKind kind : KINDS) {
            int code = Codes.of(kind);
            row.put(PREFIX + "recent " + kind.words(), decimal(sums.week[code]));
            row.put(PREFIX + kind.words(), Long.toString(sums.ever[code]));
        }
        for (Topic topic : Topic.values()) {
            row.put(
                    PREFIX + "recent pages: " + topic.words(),
                    decimal(sums.month[Codes.of(topic)]));
        }
        row.put(PREFIX + "different topics", Long.toString(topics(sums)));
        row.put(
                PREFIX + "minutes on pages",
                Long.toString(sums.ever[Codes.SECONDS] / SECONDS_PER_MINUTE));
        row.put(PREFIX + "pages read to the end", Long.toString(sums.ever[Codes.READ_TO_END]));
        row.put(PREFIX + "visits in 30 days", Integer.toString(sums.visits));
        row.put(PREFIX + "active days in 30 days", Integer.toString(sums.daysLately.size()));
        row.put(PREFIX + "active days in 90 days", Integer.toString(sums.daysOfQuarter.size()));
        row.put(PREFIX + "active weeks in 90 days", Long.toString(sums.weeksOfQuarter()));
        putWhatThereIs(row, engagement, sums, asOf);
        return Collections.unmodifiableSequencedMap(row);
    }

    private static void putWhatThereIs(
            Map<String, String> row, Engagement engagement, Sums sums, Instant asOf) {
        engagement
                .first()
                .ifPresent(
                        first ->
                                row.put(
                                        PREFIX + "days since the first",
                                        Long.toString(
                                                Math.max(
                                                        0,
                                                        (hour(asOf) - hour(first))
                                                                / Engagement.HOURS_PER_DAY))));
        engagement
                .last()
                .ifPresent(
                        last ->
                                row.put(
                                        PREFIX + "hours since the last",
                                        Long.toString(Math.max(0, hour(asOf) - hour(last)))));
        engagement.firstTouch().ifPresent(touch -> row.put(FIRST, touch.words()));
        engagement.lastTouch().ifPresent(touch -> row.put(LAST, touch.words()));
        if (sums.visits > 0) {
            row.put(PREFIX + "pages per visit", decimal((double) sums.pagesLately / sums.visits));
        }
        long opened = sums.ever[Codes.of(ActivityKind.MAIL_OPEN)];
        if (opened > 0) {
            long clicked = sums.ever[Codes.of(ActivityKind.MAIL_CLICK)];
            row.put(
                    PREFIX + "share of opened mails clicked",
                    decimal(Math.min(1, (double) clicked / opened)));
        }
    }

    private static long topics(Sums sums) {
        return Arrays.stream(Topic.values())
                .filter(topic -> topic != Topic.OTHER)
                .filter(topic -> sums.ever[Codes.of(topic)] > 0)
                .count();
    }

    /// Whole hours since 1970.
    private static long hour(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), Duration.ofHours(1).toSeconds());
    }

    private static String decimal(double value) {
        long steps = Math.round(value * STEPS);
        long whole = steps / STEPS;
        long fraction = steps % STEPS;
        if (fraction == 0) {
            return Long.toString(whole);
        }
        var text = new StringBuilder().append(whole).append('.');
        for (long place = STEPS / 10; fraction > 0; place /= 10) {
            text.append(fraction / place);
            fraction %= place;
        }
        return text.toString();
    }

    /// All that is summed of an engagement, in the order in which its counts stand.
    private static final class Sums {
        private static final int VISIT_GAP = 3;

        private final long hour;

        /// Of everything, by half-life.
        private final double[] all = new double[3];

        private final double[] week = new double[Counts.CODES];
        private final double[] month = new double[Counts.CODES];
        private final long[] ever = new long[Counts.CODES];
        private final TreeSet<Long> daysLately = new TreeSet<>();
        private final TreeSet<Long> daysOfQuarter = new TreeSet<>();
        private int visits;
        private long pagesLately;
        private long lastSlot = Long.MIN_VALUE;

        Sums(long hour) {
            this.hour = hour;
        }

        void slot(long slot, int code, long count) {
            long age = age(Math.floorDiv(slot, (long) Engagement.SLOTS_PER_HOUR));
            add(age, code, count);
            if (isKind(code) && age < (long) LATELY * DAY) {
                if (lastSlot == Long.MIN_VALUE || slot - lastSlot > VISIT_GAP) {
                    visits++;
                }
                lastSlot = slot;
                daysLately.add(age / DAY);
                if (code == Codes.of(ActivityKind.PAGE_VIEW)) {
                    pagesLately += count;
                }
            }
        }

        void day(long day, int code, long count) {
            add(age(day * Engagement.HOURS_PER_DAY + MIDDLE_OF_DAY), code, count);
        }

        void before(long bucket, int code, long count) {
            ever[code] += count;
        }

        private long age(long other) {
            return Math.max(0, hour - other);
        }

        private void add(long age, int code, long count) {
            ever[code] += count;
            week[code] += count * halved(age, WEEK);
            month[code] += count * halved(age, MONTH);
            if (isKind(code)) {
                all[0] += count * halved(age, DAY);
                all[1] += count * halved(age, WEEK);
                all[2] += count * halved(age, MONTH);
                if (age < (long) QUARTER * DAY) {
                    daysOfQuarter.add(age / DAY);
                }
            }
        }

        private long weeksOfQuarter() {
            return daysOfQuarter.stream().map(day -> day / 7).distinct().count();
        }

        private static boolean isKind(int code) {
            return code < Codes.KINDS;
        }

        /// The same on every machine, to the last bit.
        private static double halved(long age, int halfLife) {
            return StrictMath.pow(2, -(double) age / halfLife);
        }
    }
}
