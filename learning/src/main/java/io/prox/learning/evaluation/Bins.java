package io.prox.learning.evaluation;

import io.prox.tables.ValueColumn;
import java.util.Arrays;

/// Levels as they are, or quantities in thirty parts of equal size; place 0 is for missing and
/// unknown values.
public final class Bins {
    private static final int PARTS = 30;

    private final boolean levels;
    private final double[] bounds;
    private final int count;

    private Bins(boolean levels, double[] bounds, int count) {
        this.levels = levels;
        this.bounds = bounds;
        this.count = count;
    }

    public static Bins of(ValueColumn column, int[] rows) {
        if (column.schema().kind().hasLevels()) {
            return new Bins(true, new double[0], column.schema().levels().size() + 1);
        }
        double[] sorted =
                Arrays.stream(rows)
                        .mapToDouble(column::value)
                        .filter(value -> !Double.isNaN(value))
                        .sorted()
                        .toArray();
        double[] bounds = new double[PARTS - 1];
        for (int part = 1; part < PARTS; part++) {
            bounds[part - 1] =
                    sorted.length == 0 ? 0 : sorted[(int) ((long) part * sorted.length / PARTS)];
        }
        double[] distinct = Arrays.stream(bounds).distinct().toArray();
        return new Bins(false, distinct, distinct.length + 2);
    }

    public int count() {
        return count;
    }

    public int of(double value) {
        if (Double.isNaN(value)) {
            return 0;
        }
        if (levels) {
            return value < 0 ? 0 : 1 + (int) value;
        }
        int found = Arrays.binarySearch(bounds, value);
        return 1 + (found >= 0 ? found + 1 : -found - 1);
    }
}
