package io.prox.features.behaviour;

import static java.util.Objects.requireNonNull;

import io.prox.features.behaviour.Counts.Count;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BinaryOperator;

/// What a lead did, as whole numbers: counts by kind, topic and way of coming, the latest 35 days
/// in buckets of ten minutes, those until 400 days ago by the day, all before as one. Days are
/// counted back from the day of the newest activity, in UTC.
///
/// Engagements can be added in any order, and the sum of two is that of all their activities. So
/// any order of the same activities gives the same engagement, which [#encoded] writes as the same
/// bytes. An activity that is told twice counts twice: whoever folds knows each by an identifier.
///
/// Size is bounded: at most 5,040 fine buckets and 365 days, of each those codes that occurred.
/// Immutable.
public final class Engagement {
    /// Buckets of ten minutes in an hour.
    static final int SLOTS_PER_HOUR = 6;

    static final int HOURS_PER_DAY = 24;
    private static final int SLOTS_PER_DAY = SLOTS_PER_HOUR * HOURS_PER_DAY;
    private static final long MILLIS_PER_SLOT = 600_000;

    /// Days in ten minutes, with the newest.
    static final int FINE_DAYS = 35;

    /// Days that are kept apart, with the fine ones.
    static final int DAYS = 400;

    private static final byte FORMAT = 1;
    private static final int HEAD_BYTES = 1 + 4 * (2 * Varints.MOST_BYTES);

    /// Nobody has seen this lead do anything.
    public static final Engagement NONE =
            new Engagement(
                    Counts.NONE,
                    Counts.NONE,
                    Counts.NONE,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());

    private final Counts slots;
    private final Counts days;
    private final Counts before;
    private final Optional<Instant> first;
    private final Optional<Instant> last;
    private final Optional<Touched> firstTouch;
    private final Optional<Touched> lastTouch;

    private Engagement(
            Counts slots,
            Counts days,
            Counts before,
            Optional<Instant> first,
            Optional<Instant> last,
            Optional<Touched> firstTouch,
            Optional<Touched> lastTouch) {
        this.slots = slots;
        this.days = days;
        this.before = before;
        this.first = first;
        this.last = last;
        this.firstTouch = firstTouch;
        this.lastTouch = lastTouch;
    }

    /// A way of coming, and when.
    ///
    /// @param at in whole milliseconds
    record Touched(Instant at, Touch touch) implements Comparable<Touched> {
        /// Of two at the same instant the one with the lower number is the earlier.
        @Override
        public int compareTo(Touched other) {
            int byTime = at.compareTo(other.at);
            return byTime == 0 ? Integer.compare(touch.code(), other.touch.code()) : byTime;
        }
    }

    /// The fold of activities, in any order.
    public static Engagement of(Collection<Activity> activities) {
        var counts = new ArrayList<Count>();
        Optional<Instant> first = Optional.empty();
        Optional<Instant> last = Optional.empty();
        Optional<Touched> firstTouch = Optional.empty();
        Optional<Touched> lastTouch = Optional.empty();
        for (Activity activity : activities) {
            Instant at = Instant.ofEpochMilli(activity.at().toEpochMilli());
            counts.addAll(counts(activity, slot(at)));
            first = either(first, Optional.of(at), Engagement::earlier);
            last = either(last, Optional.of(at), Engagement::later);
            Optional<Touched> touched = activity.touch().map(touch -> new Touched(at, touch));
            firstTouch = either(firstTouch, touched, Engagement::earlier);
            lastTouch = either(lastTouch, touched, Engagement::later);
        }
        return trimmed(
                Counts.of(counts), Counts.NONE, Counts.NONE, first, last, firstTouch, lastTouch);
    }

    private static List<Count> counts(Activity activity, long slot) {
        var counts = new ArrayList<Count>();
        if (activity.kind().isDeed()) {
            counts.add(new Count(slot, Codes.of(activity.kind()), 1));
        }
        activity.topic().ifPresent(topic -> counts.add(new Count(slot, Codes.of(topic), 1)));
        activity.touch().ifPresent(touch -> counts.add(new Count(slot, Codes.of(touch), 1)));
        counts.add(new Count(slot, Codes.SECONDS, activity.seconds()));
        counts.add(new Count(slot, Codes.READ_TO_END, activity.readToEnd() ? 1 : 0));
        return counts;
    }

    /// The engagement of both sides' activities together.
    public Engagement plus(Engagement other) {
        return trimmed(
                slots.plus(other.slots),
                days.plus(other.days),
                before.plus(other.before),
                either(first, other.first, Engagement::earlier),
                either(last, other.last, Engagement::later),
                either(firstTouch, other.firstTouch, Engagement::earlier),
                either(lastTouch, other.lastTouch, Engagement::later));
    }

    /// What is too old for its buckets goes into coarser ones, by the newest activity alone.
    private static Engagement trimmed(
            Counts slots,
            Counts days,
            Counts before,
            Optional<Instant> first,
            Optional<Instant> last,
            Optional<Touched> firstTouch,
            Optional<Touched> lastTouch) {
        if (last.isEmpty()) {
            return NONE;
        }
        long newest = dayOfSlot(slot(last.get()));
        long firstFine = newest - FINE_DAYS + 1;
        long firstDay = newest - DAYS + 1;
        Counts byDay = days.plus(slots.before(firstFine * SLOTS_PER_DAY).in(Engagement::dayOfSlot));
        return new Engagement(
                slots.from(firstFine * SLOTS_PER_DAY),
                byDay.from(firstDay),
                before.plus(byDay.before(firstDay).in(day -> 0)),
                first,
                last,
                firstTouch,
                lastTouch);
    }

    private static long slot(Instant at) {
        return Math.floorDiv(at.toEpochMilli(), MILLIS_PER_SLOT);
    }

    private static long dayOfSlot(long slot) {
        return Math.floorDiv(slot, (long) SLOTS_PER_DAY);
    }

    private static <T> Optional<T> either(
            Optional<T> one, Optional<T> other, BinaryOperator<T> choice) {
        return one.isEmpty() || other.isEmpty()
                ? one.or(() -> other)
                : Optional.of(choice.apply(one.get(), other.get()));
    }

    private static <T extends Comparable<T>> T earlier(T one, T other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    private static <T extends Comparable<T>> T later(T one, T other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    /// Whether nobody has seen the lead do anything.
    public boolean isNone() {
        return last.isEmpty();
    }

    Counts slots() {
        return slots;
    }

    Counts days() {
        return days;
    }

    Counts before() {
        return before;
    }

    /// When the lead was first seen to do something.
    public Optional<Instant> first() {
        return first;
    }

    /// When the lead was last seen to do something.
    public Optional<Instant> last() {
        return last;
    }

    /// By which way the lead first came.
    public Optional<Touch> firstTouch() {
        return firstTouch.map(Touched::touch);
    }

    /// By which way the lead last came.
    public Optional<Touch> lastTouch() {
        return lastTouch.map(Touched::touch);
    }

    /// As bytes: equal engagements give the same ones.
    public byte[] encoded() {
        ByteBuffer bytes =
                ByteBuffer.allocate(
                        HEAD_BYTES + slots.mostBytes() + days.mostBytes() + before.mostBytes());
        bytes.put(FORMAT);
        write(bytes, first.map(at -> new Touched(at, Touch.DIRECT)));
        write(bytes, last.map(at -> new Touched(at, Touch.DIRECT)));
        write(bytes, firstTouch);
        write(bytes, lastTouch);
        slots.write(bytes);
        days.write(bytes);
        before.write(bytes);
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    /// @throws IllegalArgumentException if the bytes are no engagement, or of a later format
    public static Engagement decoded(byte[] encoded) {
        ByteBuffer bytes = ByteBuffer.wrap(encoded);
        if (!bytes.hasRemaining() || bytes.get() != FORMAT) {
            throw new IllegalArgumentException("engagement of a format that is not known here");
        }
        Optional<Instant> first = readTouched(bytes).map(Touched::at);
        Optional<Instant> last = readTouched(bytes).map(Touched::at);
        Optional<Touched> firstTouch = readTouched(bytes);
        Optional<Touched> lastTouch = readTouched(bytes);
        Counts slots = Counts.read(bytes);
        Counts days = Counts.read(bytes);
        Counts before = Counts.read(bytes);
        if (bytes.hasRemaining()) {
            throw new IllegalArgumentException(
                    "engagement with %d bytes too many".formatted(bytes.remaining()));
        }
        return new Engagement(slots, days, before, first, last, firstTouch, lastTouch);
    }

    /// 0 where there is none.
    private static void write(ByteBuffer bytes, Optional<Touched> touched) {
        Varints.write(bytes, touched.map(each -> each.touch().code() + 1).orElse(0));
        touched.ifPresent(each -> Varints.writeSigned(bytes, each.at().toEpochMilli()));
    }

    private static Optional<Touched> readTouched(ByteBuffer bytes) {
        int touch = Math.toIntExact(Varints.read(bytes));
        if (touch == 0) {
            return Optional.empty();
        }
        return Optional.of(
                new Touched(
                        Instant.ofEpochMilli(Varints.readSigned(bytes)), Touch.ofCode(touch - 1)));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Engagement engagement
                && slots.equals(engagement.slots)
                && days.equals(engagement.days)
                && before.equals(engagement.before)
                && first.equals(engagement.first)
                && last.equals(engagement.last)
                && firstTouch.equals(engagement.firstTouch)
                && lastTouch.equals(engagement.lastTouch);
    }

    @Override
    public int hashCode() {
        return Objects.hash(slots, days, before, first, last, firstTouch, lastTouch);
    }

    @Override
    public String toString() {
        return "engagement from %s to %s".formatted(first, last);
    }

    /// What is counted, as numbers that stay.
    static final class Codes {
        static final int SECONDS = 96;
        static final int READ_TO_END = 97;

        /// Codes of kinds are below this.
        static final int KINDS = 32;

        private static final int TOPICS = 32;
        private static final int TOUCHES = 64;

        private Codes() {}

        static int of(ActivityKind kind) {
            return requireNonNull(kind, "kind").code();
        }

        static int of(Topic topic) {
            return TOPICS + topic.code();
        }

        static int of(Touch touch) {
            return TOUCHES + touch.code();
        }
    }
}
