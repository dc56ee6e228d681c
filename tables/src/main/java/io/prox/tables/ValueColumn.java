package io.prox.tables;

/// A column of values: quantities, instants in seconds since 1970-01-01T00Z, or codes of levels.
/// Missing is NaN, an unknown level [CellFormat#NEW_LEVEL]. Immutable; storage is as narrow as the
/// values allow without losing a bit.
public final class ValueColumn implements Column {
    private final ColumnSchema schema;
    private final Values values;

    private ValueColumn(ColumnSchema schema, Values values) {
        if (!schema.kind().isValue()) {
            throw new IllegalArgumentException("kind holds no values: " + schema.kind().words());
        }
        this.schema = schema;
        this.values = values;
    }

    /// @param values one for each row; copied
    public static ValueColumn of(ColumnSchema schema, double[] values) {
        return new ValueColumn(schema, Values.of(values));
    }

    /// Reads each cell by the format of the schema.
    public static ValueColumn of(ColumnSchema schema, Cells cells) {
        return new ValueColumn(schema, Values.read(cells, schema.format()));
    }

    @Override
    public ColumnSchema schema() {
        return schema;
    }

    @Override
    public int rows() {
        return values.rows();
    }

    @Override
    public boolean isMissing(int row) {
        return Double.isNaN(values.value(row));
    }

    /// @return the quantity, seconds since 1970-01-01T00Z, or code of the level; NaN where missing
    public double value(int row) {
        return values.value(row);
    }

    /// All values in a new array, one for each row; NaN where missing.
    public double[] toArray() {
        var array = new double[rows()];
        for (int row = 0; row < array.length; row++) {
            array[row] = values.value(row);
        }
        return array;
    }
}
