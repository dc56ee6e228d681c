package io.prox.learning.explaining;

import io.prox.tables.ColumnSchema;
import io.prox.tables.Kind;
import io.prox.tables.ValueColumn;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/// What is usual in a column, among the leads that a model learnt from: five quantiles, each of
/// them the value of some lead, without a word of whose. Immutable.
public final class ColumnSummary {
    private static final double[] SHARES = {0.05, 0.25, 0.5, 0.75, 0.95};

    /// Quartile distances beyond the middle half from which on a value is far out even if one lead
    /// in twenty shares it, as where a column ends at a bound: the fence of Tukey, "Exploratory
    /// Data Analysis", 1977.
    private static final double FENCE = 1.5;

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

    /// What a person reads about the value, column included: `Visits is 12, far above the usual 3`,
    /// `Email is not given`.
    ///
    /// The levels of a derived yes-or-no column say what its source is or does, so they follow the
    /// source's name and no other words.
    ///
    /// @param schema of the column
    /// @param value of the cell; NaN where missing
    public String sentence(ColumnSchema schema, double value) {
        boolean derived = !schema.name().equals(schema.source());
        if (derived && schema.kind() == Kind.BOOLEAN && isLevel(schema, value)) {
            return schema.source() + " " + schema.levels().get((int) value);
        }
        return schema.name() + " " + describe(schema, value);
    }

    /// The value in words, beside what is usual: `is 1,428, far above the usual 248`.
    private String describe(ColumnSchema schema, double value) {
        if (Double.isNaN(value)) {
            return "is not given";
        }
        return switch (schema.kind()) {
            case NUMBER -> describeNumber(value);
            case DATE -> describeDate(value);
            case ORDERED, CATEGORY, MANY_VALUED, BOOLEAN -> describeLevel(schema, value);
            case TEXT, EMAIL, PHONE, URL, IDENTIFIER, CONSTANT, DUPLICATE ->
                    throw new IllegalArgumentException("no values: " + schema.kind().words());
        };
    }

    private static boolean isLevel(ColumnSchema schema, double value) {
        return value >= 0 && value < schema.levels().size();
    }

    private static String describeLevel(ColumnSchema schema, double value) {
        return isLevel(schema, value)
                ? "is " + ValueWords.level(schema.levels().get((int) value))
                : "is a value not seen before";
    }

    private String describeDate(double value) {
        String words = "is " + ValueWords.date(value);
        if (quantiles.length == 0) {
            return words;
        }
        if (value > quantiles[3]) {
            return words + ", later than usual";
        }
        return value < quantiles[1] ? words + ", earlier than usual" : words;
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
        double fence = FENCE * (quantiles[3] - quantiles[1]);
        if (value > quantiles[3]) {
            boolean far =
                    value > quantiles[4] || (value == quantiles[4] && value > quantiles[3] + fence);
            return words + (far ? ", far above the usual " : ", above the usual ") + usual;
        }
        if (value < quantiles[1]) {
            boolean far =
                    value < quantiles[0] || (value == quantiles[0] && value < quantiles[1] - fence);
            return words + (far ? ", far below the usual " : ", below the usual ") + usual;
        }
        String least = ValueWords.number(quantiles[1]);
        String most = ValueWords.number(quantiles[3]);
        return least.equals(most)
                ? words + ", near the usual " + usual
                : words + ", within the usual " + least + " to " + most;
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
