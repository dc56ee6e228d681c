package io.prox.learning.evaluation;

import io.prox.tables.ValueColumn;

/// Ranks leads by one column alone: by the rate of the training rows that share their level, or
/// their bin of a thirtieth of the rows, shrunk towards the base rate. What a person with a pivot
/// table can do.
public final class SingleColumn {
    private static final double PRIOR = 5;

    private final ValueColumn column;
    private final Bins bins;
    private final double[] rates;

    private SingleColumn(ValueColumn column, Bins bins, double[] rates) {
        this.column = column;
        this.bins = bins;
        this.rates = rates;
    }

    /// @param labels of all rows
    public static SingleColumn fit(ValueColumn column, int[] rows, byte[] labels) {
        Bins bins = Bins.of(column, rows);
        double[] counts = new double[bins.count()];
        double[] hits = new double[bins.count()];
        double base = 0;
        for (int row : rows) {
            int bin = bins.of(column.value(row));
            counts[bin]++;
            hits[bin] += labels[row];
            base += labels[row];
        }
        base = (base + 0.5) / (rows.length + 1);
        double[] rates = new double[bins.count()];
        for (int bin = 0; bin < rates.length; bin++) {
            rates[bin] = (hits[bin] + PRIOR * base) / (counts[bin] + PRIOR);
        }
        return new SingleColumn(column, bins, rates);
    }

    public double probability(int row) {
        return rates[bins.of(column.value(row))];
    }
}
