package io.prox.ingestion.imports;

import java.util.Arrays;

/// Many numbers in little memory: open addressing, at most half full.
final class LongSet {
    private static final int FIRST = 1 << 12;

    private long[] table = new long[FIRST];
    private boolean hasZero;
    private int size;

    /// @return false if it was there
    boolean add(long number) {
        if (number == 0) {
            boolean isNew = !hasZero;
            hasZero = true;
            return isNew;
        }
        if (size * 2 >= table.length) {
            grow();
        }
        int place = place(number);
        if (table[place] == number) {
            return false;
        }
        table[place] = number;
        size++;
        return true;
    }

    boolean contains(long number) {
        return number == 0 ? hasZero : table[place(number)] == number;
    }

    private int place(long number) {
        int mask = table.length - 1;
        int place = (int) ((number * 0x9E3779B97F4A7C15L) >>> 32) & mask;
        while (table[place] != 0 && table[place] != number) {
            place = (place + 1) & mask;
        }
        return place;
    }

    private void grow() {
        long[] before = table;
        table = new long[before.length * 2];
        Arrays.stream(before)
                .filter(number -> number != 0)
                .forEach(number -> table[place(number)] = number);
    }

    /// A number of a text, of which two texts hardly ever have the same.
    static long of(String text) {
        long hash = 0xCBF29CE484222325L;
        for (int index = 0; index < text.length(); index++) {
            hash = (hash ^ text.charAt(index)) * 0x100000001B3L;
            hash ^= hash >>> 29;
        }
        return hash;
    }
}
