package io.prox.learning.encoding;

import io.prox.learning.Seeds;
import io.prox.learning.linear.SparseMatrix;
import io.prox.learning.trees.FeatureMatrix;
import io.prox.tables.ColumnSchema;
import io.prox.tables.Kind;
import io.prox.tables.ValueColumn;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Columns into the features of both models, learnt from training rows alone. Immutable.
///
/// Each feature belongs to exactly one column, so that contributions of features add up to
/// contributions of columns.
public final class Encoder {
    /// A category with more levels than this is target-encoded.
    private static final int MOST_LEVELS = 24;

    /// Parts of the training rows: those of one part are target-encoded by the others.
    static final int PARTS = 5;

    private final List<ColumnEncoding> encodings;
    private final int treeWidth;
    private final int linearWidth;
    private final int[] treeColumns;
    private final int[] linearColumns;

    private Encoder(List<ColumnEncoding> encodings) {
        this.encodings = List.copyOf(encodings);
        treeColumns = owners(encodings.stream().mapToInt(ColumnEncoding::treeWidth).toArray());
        linearColumns = owners(encodings.stream().mapToInt(ColumnEncoding::linearWidth).toArray());
        treeWidth = treeColumns.length;
        linearWidth = linearColumns.length;
    }

    private static int[] owners(int[] widths) {
        int[] owners = new int[Arrays.stream(widths).sum()];
        int feature = 0;
        for (int column = 0; column < widths.length; column++) {
            Arrays.fill(owners, feature, feature + widths[column], column);
            feature += widths[column];
        }
        return owners;
    }

    /// An encoder and the rows that it learnt from, each of which is encoded by outcomes other than
    /// its own.
    public static final class Training {
        private final Encoder encoder;
        private final List<ValueColumn> columns;
        private final int[] rows;
        private final EncodingsOfRow encodingsOfRow;

        private Training(
                Encoder encoder,
                List<ValueColumn> columns,
                int[] rows,
                EncodingsOfRow encodingsOfRow) {
            this.encoder = encoder;
            this.columns = columns;
            this.rows = rows;
            this.encodingsOfRow = encodingsOfRow;
        }

        public Encoder encoder() {
            return encoder;
        }

        /// The training rows for the trees; made anew at each call.
        public FeatureMatrix trees() {
            return encoder.treeMatrix(columns, rows, encodingsOfRow);
        }

        /// The training rows for the regression; made anew at each call.
        public SparseMatrix linear() {
            return encoder.linearMatrix(columns, rows, encodingsOfRow);
        }
    }

    /// Learns how to encode.
    ///
    /// @param columns what to encode
    /// @param rows training rows
    /// @param labels of all rows of the columns: 1 for converted, 0 for not
    /// @param seed parts the training rows
    public static Training fit(List<ValueColumn> columns, int[] rows, byte[] labels, long seed) {
        int[] parts = new int[rows.length];
        for (int index = 0; index < rows.length; index++) {
            parts[index] = Seeds.of(seed, rows[index]).nextInt(PARTS);
        }
        List<ColumnEncoding> whole = new ArrayList<>();
        List<List<ColumnEncoding>> withoutPart = new ArrayList<>();
        for (int part = 0; part < PARTS; part++) {
            withoutPart.add(new ArrayList<>());
        }
        for (ValueColumn column : columns) {
            if (isTargetEncoded(column.schema())) {
                LevelCounts counts = new LevelCounts(column, rows, labels, parts);
                whole.add(counts.encoding());
                for (int part = 0; part < PARTS; part++) {
                    withoutPart.get(part).add(counts.encodingWithout(part));
                }
            } else {
                ColumnEncoding encoding = fit(column, rows);
                whole.add(encoding);
                withoutPart.forEach(part -> part.add(encoding));
            }
        }
        return new Training(
                new Encoder(whole), columns, rows, index -> withoutPart.get(parts[index]));
    }

    private static boolean isTargetEncoded(ColumnSchema schema) {
        return schema.kind() == Kind.MANY_VALUED
                || (schema.kind() == Kind.CATEGORY && schema.levels().size() > MOST_LEVELS);
    }

    private static ColumnEncoding fit(ValueColumn column, int[] rows) {
        ColumnSchema schema = column.schema();
        return switch (schema.kind()) {
            case CATEGORY, BOOLEAN -> {
                int[] counts = new int[schema.levels().size()];
                int missing = 0;
                for (int row : rows) {
                    double value = column.value(row);
                    if (Double.isNaN(value)) {
                        missing++;
                    } else if (value >= 0) {
                        counts[(int) value]++;
                    }
                }
                yield LevelEncoding.fit(counts, missing);
            }
            case NUMBER, ORDERED -> {
                double least = schema.kind() == Kind.ORDERED ? 0 : Double.NEGATIVE_INFINITY;
                double[] sorted = sortedValues(column, rows, least);
                yield NumberEncoding.fit(sorted, rows.length - sorted.length, least);
            }
            case DATE -> {
                double[] sorted = sortedValues(column, rows, Double.NEGATIVE_INFINITY);
                yield DateEncoding.fit(sorted, rows.length - sorted.length);
            }
            case MANY_VALUED, TEXT, EMAIL, PHONE, URL, IDENTIFIER, CONSTANT, DUPLICATE ->
                    throw new IllegalArgumentException(
                            "column '%s' is not encoded as %s"
                                    .formatted(column.name(), schema.kind().words()));
        };
    }

    private static double[] sortedValues(ValueColumn column, int[] rows, double least) {
        return Arrays.stream(rows)
                .mapToDouble(column::value)
                .filter(value -> value >= least)
                .sorted()
                .toArray();
    }

    /// The features of other rows for the trees.
    public FeatureMatrix trees(List<ValueColumn> columns, int[] rows) {
        return treeMatrix(columns, rows, _ -> encodings);
    }

    /// The features of other rows for the regression.
    public SparseMatrix linear(List<ValueColumn> columns, int[] rows) {
        return linearMatrix(columns, rows, _ -> encodings);
    }

    /// The tree features of one row.
    ///
    /// @param values one for each column
    /// @param into as long as [#treeWidth]
    public void trees(double[] values, double[] into) {
        int from = 0;
        for (int column = 0; column < values.length; column++) {
            ColumnEncoding encoding = encodings.get(column);
            encoding.trees(values[column], into, from);
            from += encoding.treeWidth();
        }
    }

    /// The non-zero linear features of one row, handed over one by one.
    public void linear(double[] values, LinearSink sink) {
        int from = 0;
        for (int column = 0; column < values.length; column++) {
            ColumnEncoding encoding = encodings.get(column);
            encoding.linear(values[column], from, sink::add);
            from += encoding.linearWidth();
        }
    }

    /// Receives linear features.
    @FunctionalInterface
    public interface LinearSink {
        void add(int feature, double value);
    }

    private interface EncodingsOfRow {
        List<ColumnEncoding> at(int index);
    }

    private FeatureMatrix treeMatrix(
            List<ValueColumn> columns, int[] rows, EncodingsOfRow encodingsOfRow) {
        boolean[] categorical = new boolean[treeWidth];
        int feature = 0;
        for (ColumnEncoding encoding : encodings) {
            for (int own = 0; own < encoding.treeWidth(); own++) {
                categorical[feature] = encoding.isCategorical(own);
                feature++;
            }
        }
        double[][] matrix = new double[treeWidth][rows.length];
        double[] features = new double[treeWidth];
        for (int index = 0; index < rows.length; index++) {
            List<ColumnEncoding> own = encodingsOfRow.at(index);
            int from = 0;
            for (int column = 0; column < columns.size(); column++) {
                ColumnEncoding encoding = own.get(column);
                encoding.trees(columns.get(column).value(rows[index]), features, from);
                from += encoding.treeWidth();
            }
            for (int at = 0; at < treeWidth; at++) {
                matrix[at][index] = features[at];
            }
        }
        return FeatureMatrix.ofColumns(matrix, categorical);
    }

    private SparseMatrix linearMatrix(
            List<ValueColumn> columns, int[] rows, EncodingsOfRow encodingsOfRow) {
        SparseMatrix.Builder matrix = new SparseMatrix.Builder(rows.length, linearWidth);
        for (int index = 0; index < rows.length; index++) {
            List<ColumnEncoding> own = encodingsOfRow.at(index);
            int from = 0;
            for (int column = 0; column < columns.size(); column++) {
                ColumnEncoding encoding = own.get(column);
                encoding.linear(columns.get(column).value(rows[index]), from, matrix::add);
                from += encoding.linearWidth();
            }
            matrix.endRow();
        }
        return matrix.build();
    }

    /// How many columns it encodes.
    public int columns() {
        return encodings.size();
    }

    public int treeWidth() {
        return treeWidth;
    }

    public int linearWidth() {
        return linearWidth;
    }

    /// The column that a tree feature belongs to.
    public int columnOfTreeFeature(int feature) {
        return treeColumns[feature];
    }

    /// The column that a linear feature belongs to.
    public int columnOfLinearFeature(int feature) {
        return linearColumns[feature];
    }

    public void write(DataOutput output) throws IOException {
        output.writeInt(encodings.size());
        for (ColumnEncoding encoding : encodings) {
            ColumnEncoding.writeTagged(encoding, output);
        }
    }

    public static Encoder read(DataInput input) throws IOException {
        int size = input.readInt();
        if (size < 0 || size > 1_000_000) {
            throw new IOException("impossible number of encodings " + size);
        }
        List<ColumnEncoding> encodings = new ArrayList<>();
        for (int index = 0; index < size; index++) {
            encodings.add(ColumnEncoding.readTagged(input));
        }
        return new Encoder(encodings);
    }
}
