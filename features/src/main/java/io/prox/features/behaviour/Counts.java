package io.prox.features.behaviour;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.NoSuchElementException;
import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;

/// Whole numbers by bucket of the calendar and by what is counted, in the order of buckets. Never
/// changed.
final class Counts {
    /// Codes of what is counted are below this.
    static final int CODES = 128;

    static final Counts NONE = new Counts(new long[0], new long[0]);

    /// Bucket and code in one number, rising.
    private final long[] keys;

    /// Of the key at the same place, above 0.
    private final long[] counts;

    private Counts(long[] keys, long[] counts) {
        this.keys = keys;
        this.counts = counts;
    }

    /// One count of one thing.
    record Count(long bucket, int code, long count) {}

    /// Told each count, in the order of buckets and codes.
    interface Each {
        void count(long bucket, int code, long count);
    }

    /// The sum of the counts, in any order and with any repetition of a bucket and code.
    static Counts of(Iterable<Count> all) {
        var keys = LongStream.builder();
        var counts = LongStream.builder();
        for (Count each : all) {
            if (each.code() < 0 || each.code() >= CODES || each.count() < 0) {
                throw new IllegalArgumentException("no count: " + each);
            }
            keys.add(each.bucket() * CODES + each.code());
            counts.add(each.count());
        }
        return summed(keys.build().toArray(), counts.build().toArray());
    }

    private static Counts summed(long[] keys, long[] counts) {
        Integer[] order = new Integer[keys.length];
        Arrays.setAll(order, place -> place);
        Arrays.sort(order, (one, other) -> Long.compare(keys[one], keys[other]));
        var sum = new Sum(keys.length);
        for (int place : order) {
            sum.add(keys[place], counts[place]);
        }
        return sum.counts();
    }

    /// Keys that come in rising order, equal ones as one.
    private static final class Sum {
        private final long[] keys;
        private final long[] counts;
        private int size;

        Sum(int most) {
            keys = new long[most];
            counts = new long[most];
        }

        void add(long key, long count) {
            if (count == 0) {
                return;
            }
            if (size > 0 && keys[size - 1] == key) {
                counts[size - 1] += count;
            } else {
                keys[size] = key;
                counts[size] = count;
                size++;
            }
        }

        Counts counts() {
            return size == 0
                    ? NONE
                    : new Counts(Arrays.copyOf(keys, size), Arrays.copyOf(counts, size));
        }
    }

    Counts plus(Counts other) {
        if (other.keys.length == 0) {
            return this;
        }
        if (keys.length == 0) {
            return other;
        }
        var sum = new Sum(keys.length + other.keys.length);
        int here = 0;
        int there = 0;
        while (here < keys.length || there < other.keys.length) {
            boolean mine =
                    there == other.keys.length
                            || (here < keys.length && keys[here] <= other.keys[there]);
            if (mine) {
                sum.add(keys[here], counts[here]);
                here++;
            } else {
                sum.add(other.keys[there], other.counts[there]);
                there++;
            }
        }
        return sum.counts();
    }

    boolean isEmpty() {
        return keys.length == 0;
    }

    /// @throws NoSuchElementException if there is none
    long lastBucket() {
        if (isEmpty()) {
            throw new NoSuchElementException("no bucket");
        }
        return bucket(keys[keys.length - 1]);
    }

    /// Those of earlier buckets.
    Counts before(long bucket) {
        return part(0, placeOf(bucket));
    }

    /// Those of the bucket and later ones.
    Counts from(long bucket) {
        return part(placeOf(bucket), keys.length);
    }

    private int placeOf(long bucket) {
        int place = Arrays.binarySearch(keys, bucket * CODES);
        return place < 0 ? -place - 1 : place;
    }

    private Counts part(int from, int to) {
        if (from == 0 && to == keys.length) {
            return this;
        }
        return from == to
                ? NONE
                : new Counts(
                        Arrays.copyOfRange(keys, from, to), Arrays.copyOfRange(counts, from, to));
    }

    /// The same in coarser buckets.
    ///
    /// @param coarser bucket of a bucket, a later one never of an earlier one's
    Counts in(LongUnaryOperator coarser) {
        long[] moved = new long[keys.length];
        Arrays.setAll(
                moved,
                place ->
                        coarser.applyAsLong(bucket(keys[place])) * CODES
                                + Math.floorMod(keys[place], (long) CODES));
        return summed(moved, counts);
    }

    void forEach(Each each) {
        for (int place = 0; place < keys.length; place++) {
            each.count(bucket(keys[place]), Math.floorMod(keys[place], CODES), counts[place]);
        }
    }

    private static long bucket(long key) {
        return Math.floorDiv(key, (long) CODES);
    }

    /// Bytes that [#write] needs at most.
    int mostBytes() {
        return Varints.MOST_BYTES * (1 + 2 * keys.length);
    }

    void write(ByteBuffer bytes) {
        Varints.write(bytes, keys.length);
        long before = 0;
        for (int place = 0; place < keys.length; place++) {
            Varints.writeSigned(bytes, keys[place] - before);
            Varints.write(bytes, counts[place]);
            before = keys[place];
        }
    }

    static Counts read(ByteBuffer bytes) {
        int size = Math.toIntExact(Varints.read(bytes));
        if (size < 0 || size > bytes.remaining()) {
            throw new IllegalArgumentException("counts are cut off");
        }
        long[] keys = new long[size];
        long[] counts = new long[size];
        long key = 0;
        for (int place = 0; place < size; place++) {
            key += Varints.readSigned(bytes);
            keys[place] = key;
            counts[place] = Varints.read(bytes);
        }
        return size == 0 ? NONE : new Counts(keys, counts);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Counts counted
                && Arrays.equals(keys, counted.keys)
                && Arrays.equals(counts, counted.counts);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(keys) + Arrays.hashCode(counts);
    }
}
