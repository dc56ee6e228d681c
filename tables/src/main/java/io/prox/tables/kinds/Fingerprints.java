package io.prox.tables.kinds;

import java.util.Arrays;

/// Counts how often each text occurs, by a fingerprint of 64 bits, when there are too many to keep
/// the texts. Two texts share a fingerprint with a chance of about n² / 2^65: 3 in a million for
/// ten million texts. Open addressing, at most half full: 16 to 32 bytes a text, and half as much
/// again for its count.
final class Fingerprints {
    private final boolean counting;
    private long[] keys = new long[64];
    private int[] counts;
    private int size;

    private Fingerprints(boolean counting) {
        this.counting = counting;
        this.counts = new int[counting ? keys.length : 0];
    }

    static Fingerprints counting() {
        return new Fingerprints(true);
    }

    /// Only tells how many texts differ.
    static Fingerprints distinct() {
        return new Fingerprints(false);
    }

    int size() {
        return size;
    }

    void add(String text, int cells) {
        int slot = slot(of(text));
        if (counting) {
            counts[slot] += cells;
        }
        if (size * 2 > keys.length) {
            grow();
        }
    }

    int count(String text) {
        long fingerprint = of(text);
        int mask = keys.length - 1;
        int slot = (int) fingerprint & mask;
        while (keys[slot] != 0) {
            if (keys[slot] == fingerprint) {
                return counts[slot];
            }
            slot = (slot + 1) & mask;
        }
        return 0;
    }

    /// The least count that at most so many texts reach.
    int countReachedByAtMost(int texts) {
        int[] sorted = Arrays.stream(counts).filter(count -> count > 0).sorted().toArray();
        if (sorted.length <= texts) {
            return 1;
        }
        return sorted[sorted.length - texts - 1] + 1;
    }

    private int slot(long fingerprint) {
        int mask = keys.length - 1;
        int slot = (int) fingerprint & mask;
        while (keys[slot] != 0 && keys[slot] != fingerprint) {
            slot = (slot + 1) & mask;
        }
        if (keys[slot] == 0) {
            keys[slot] = fingerprint;
            size++;
        }
        return slot;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldCounts = counts;
        keys = new long[oldKeys.length * 2];
        counts = new int[oldCounts.length * 2];
        size = 0;
        for (int slot = 0; slot < oldKeys.length; slot++) {
            if (oldKeys[slot] != 0) {
                int moved = slot(oldKeys[slot]);
                if (counting) {
                    counts[moved] = oldCounts[slot];
                }
            }
        }
    }

    /// Never 0, which marks a free slot. The final mix is that of MurmurHash3 (Appleby).
    static long of(String text) {
        long hash = 0xCBF29CE484222325L ^ text.length();
        for (int index = 0; index < text.length(); index++) {
            hash = (hash ^ text.charAt(index)) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 29;
        }
        hash = (hash ^ (hash >>> 33)) * 0xFF51AFD7ED558CCDL;
        hash = (hash ^ (hash >>> 33)) * 0xC4CEB9FE1A85EC53L;
        hash ^= hash >>> 33;
        return hash == 0 ? 1 : hash;
    }
}
