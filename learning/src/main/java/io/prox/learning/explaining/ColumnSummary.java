package io.prox.learning.explaining;

import io.prox.tables.ColumnSchema;
import io.prox.tables.ValueColumn;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/// What is usual in a column, among the leads that a model learnt from: five quantiles, each of
/// them the value of some lead, without a word of whose. Immutable.
public final class ColumnSummary {
    private static final double[] SHARES = {0.05, 0.25, 0.5, 0.75, 0.95};

    private final double[] quantiles;

    private ColumnSummary(double[] quantiles) {
        this.quantiles = quantiles;
    }

    /// @param rows to summarise
    public static ColumnSummary of(ValueColumn column, int[] rows) {
        double[] sorted =
                Arrays.stream(rows)
                        .mapToDouble(column::value)
                        .filter(value -> !Double.isNaN(value))
                        .sorted()
                        .toArray();
        return new ColumnSummary(
                sorted.length == 0
                        ? new double[0]
                        : Arrays.stream(SHARES)
                                .map(share -> sorted[(int) (share * (sorted.length - 1))])
                                .toArray());
    }

    /// The value in words, beside what is usual: `is 1,428, far above the usual 248`.
    ///
    /// @param schema of the column
    /// @param value of the cell; NaN where missing
    public String describe(ColumnSchema schema, double value) {
        if (Double.isNaN(value)) {
            return "is not given";
        }
        return switch (schema.kind()) {
            case NUMBER -> describeNumber(value);
            case DATE -> "is " + ValueWords.date(value);
            case ORDERED, CATEGORY, MANY_VALUED, BOOLEAN -> describeLevel(schema, value);
            case TEXT, EMAIL, PHONE, URL, IDENTIFIER, CONSTANT, DUPLICATE ->
                    throw new IllegalArgumentException("no values: " + schema.kind().words());
        };
    }

    private static String describeLevel(ColumnSchema schema, double value) {
        int code = (int) value;
        if (code < 0 || code >= schema.levels().size()) {
            return "is a value not seen before";
        }
        return "is " + schema.levels().get(code);
    }

    private String describeNumber(double value) {
        String words = "is " + ValueWords.number(value);
        if (quantiles.length == 0) {
            return words;
        }
        String usual = ValueWords.number(quantiles[2]);
        if (ValueWords.number(value).equals(usual)) {
            return words + ", as usual";
        }
        if (value > quantiles[4]) {
            return words + ", far above the usual " + usual;
        }
        if (value > quantiles[3]) {
            return words + ", above the usual " + usual;
        }
        if (value < quantiles[0]) {
            return words + ", far below the usual " + usual;
        }
        if (value < quantiles[1]) {
            return words + ", below the usual " + usual;
        }
        return words + ", near the usual " + usual;
    }

    public void write(DataOutput output) throws IOException {
        output.writeBoolean(quantiles.length > 0);
        for (double quantile : quantiles) {
            output.writeDouble(quantile);
        }
    }

    public static ColumnSummary read(DataInput input) throws IOException {
        double[] quantiles = new double[input.readBoolean() ? SHARES.length : 0];
        for (int index = 0; index < quantiles.length; index++) {
            quantiles[index] = input.readDouble();
        }
        return new ColumnSummary(quantiles);
    }
}
