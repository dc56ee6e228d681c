package io.prox.learning.encoding;

import io.prox.tables.ValueColumn;

/// How often each level occurs and converts, in all training rows and in each part of them. The
/// last place counts the missing.
final class LevelCounts {
    private static final int PARTS = Encoder.PARTS;

    private final int[][] counts;
    private final int[][] converted;
    private final int[] allCounts;
    private final int[] allConverted;

    /// @param parts the part of each training row
    LevelCounts(ValueColumn column, int[] rows, byte[] labels, int[] parts) {
        int places = column.schema().levels().size() + 1;
        counts = new int[PARTS][places];
        converted = new int[PARTS][places];
        allCounts = new int[places];
        allConverted = new int[places];
        for (int index = 0; index < rows.length; index++) {
            double value = column.value(rows[index]);
            int place = Double.isNaN(value) ? places - 1 : (int) value;
            if (place >= 0) {
                counts[parts[index]][place]++;
                converted[parts[index]][place] += labels[rows[index]];
                allCounts[place]++;
                allConverted[place] += labels[rows[index]];
            }
        }
    }

    TargetEncoding encoding() {
        return TargetEncoding.fit(allCounts, allConverted, TargetEncoding.codes(allCounts));
    }

    /// Learnt from all rows but those of one part.
    TargetEncoding encodingWithout(int part) {
        return TargetEncoding.fit(
                without(allCounts, counts[part]),
                without(allConverted, converted[part]),
                TargetEncoding.codes(allCounts));
    }

    private static int[] without(int[] all, int[] part) {
        int[] rest = new int[all.length];
        for (int place = 0; place < all.length; place++) {
            rest[place] = all[place] - part[place];
        }
        return rest;
    }
}
