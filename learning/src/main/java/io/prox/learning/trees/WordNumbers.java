package io.prox.learning.trees;

/// Gives each different word a number, from 0, in the order in which they first come.
final class WordNumbers {
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private final long[] words;
    private final int[] numbers;

    /// In which round a place was taken; places of earlier rounds are free.
    private final int[] taken;

    private final int shift;
    private int round = 1;
    private int size;

    /// @param most how many different words come between two calls of [#clear]
    WordNumbers(int most) {
        int bits = Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(1, most)) + 1;
        words = new long[1 << bits];
        numbers = new int[words.length];
        taken = new int[words.length];
        shift = Long.SIZE - bits;
    }

    /// Begins anew.
    void clear() {
        round++;
        size = 0;
    }

    /// How many different words came.
    int size() {
        return size;
    }

    int number(long word) {
        int place = (int) ((word * SPREAD) >>> shift);
        while (taken[place] == round && words[place] != word) {
            place = (place + 1) & (words.length - 1);
        }
        if (taken[place] != round) {
            taken[place] = round;
            words[place] = word;
            numbers[place] = size++;
        }
        return numbers[place];
    }
}
