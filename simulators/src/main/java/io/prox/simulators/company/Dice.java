package io.prox.simulators.company;

import java.util.List;
import java.util.SplittableRandom;

/// The luck of one thing for one purpose. A lead's fate must not change because somebody asked one
/// more question about its name, so each [Purpose] has dice of its own. All that is computed of
/// them uses [StrictMath], which gives the same bits everywhere. Used by one thread.
final class Dice {
    /// What is drawn.
    enum Purpose {
        ACCOUNT(1),
        ARRIVAL(2),
        CONTINUATION(3),
        ORIGIN(4),
        PERSON(5),
        ANSWERS(6),
        FATE(7),
        JOURNEY(8),
        EXPORT(9),
        DOINGS(10);

        private final int salt;

        Purpose(int salt) {
            this.salt = salt;
        }
    }

    private final SplittableRandom random;

    /// @param number of the thing among its like
    Dice(long seed, Purpose purpose, long number) {
        random = new SplittableRandom(mix(mix(mix(seed) + purpose.salt) + number));
    }

    /// The finaliser of SplitMix64 (Steele, Lea, Flood, OOPSLA 2014): spreads close values apart.
    private static long mix(long value) {
        long bits = value + 0x9e3779b97f4a7c15L;
        bits = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L;
        bits = (bits ^ (bits >>> 27)) * 0x94d049bb133111ebL;
        return bits ^ (bits >>> 31);
    }

    /// Whether something happens that has this probability.
    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    /// Evenly from 0 to 1, without 1.
    double even() {
        return random.nextDouble();
    }

    /// Evenly from 0, without the bound.
    int below(int bound) {
        return random.nextInt(bound);
    }

    /// Normal with mean 0 and deviation 1.
    double normal() {
        return random.nextGaussian();
    }

    /// Exponential with mean 1.
    double waiting() {
        return -StrictMath.log1p(-random.nextDouble());
    }

    <T> T oneOf(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
