package io.prox.tables;

/// A column of values: quantities, instants in seconds since 1970-01-01T00Z, or codes of levels.
/// Missing is NaN, an unknown level [CellFormat#NEW_LEVEL]. Immutable; storage is as narrow as the
/// values allow.
public final class ValueColumn implements Column {
    private final ColumnSchema schema;
    private final double[] values;

    private ValueColumn(ColumnSchema schema, double[] values) {
        if (!schema.kind().isValue()) {
            throw new IllegalArgumentException("kind holds no values: " + schema.kind().words());
        }
        this.schema = schema;
        this.values = values;
    }

    /// @param values one for each row; copied
    public static ValueColumn of(ColumnSchema schema, double[] values) {
        return new ValueColumn(schema, values.clone());
    }

    @Override
    public ColumnSchema schema() {
        return schema;
    }

    @Override
    public int rows() {
        return values.length;
    }

    @Override
    public boolean isMissing(int row) {
        return Double.isNaN(values[row]);
    }

    /// @return the quantity, seconds since 1970-01-01T00Z, or code of the level; NaN where missing
    public double value(int row) {
        return values[row];
    }
}
