package io.prox.learning;

import io.prox.learning.blend.Blend;
import io.prox.learning.blend.Explained;
import io.prox.learning.explaining.ColumnSummary;
import io.prox.tables.ColumnSchema;
import io.prox.tables.Table;
import io.prox.tables.ValueColumn;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// A trained model, ready to score. Immutable and safe for use by several threads.
public final class Model {
    /// From so many rows on it pays to share the work among processors. In log-odds, beyond what
    /// the order of sums can make.
    private static final double ROUNDING = 1e-9;

    private static final int MANY = 16;

    private final List<ColumnSchema> inputs;
    private final List<UsedColumn> columns;
    private final DateIntervals intervals;
    private final Blend blend;
    private final Population population;
    private final Proof proof;

    Model(
            List<ColumnSchema> inputs,
            List<UsedColumn> columns,
            DateIntervals intervals,
            Blend blend,
            Population population,
            Proof proof) {
        this.inputs = List.copyOf(inputs);
        this.columns = List.copyOf(columns);
        this.intervals = intervals;
        this.blend = blend;
        this.population = population;
        this.proof = proof;
    }

    /// A column that the blend reads.
    record UsedColumn(ColumnSchema schema, Side side, ColumnSummary summary) {}

    /// Reads a model file.
    ///
    /// @throws LearningException if the file is no model, damaged, or of a newer version
    /// @throws java.io.UncheckedIOException if it cannot be read
    public static Model load(Path file) {
        return ModelFile.read(file);
    }

    /// Writes the model file. The same model gives the same bytes.
    ///
    /// @throws java.io.UncheckedIOException if it cannot be written
    public void save(Path file) {
        ModelFile.write(this, file);
    }

    /// Reads a model as [#toBytes] wrote it.
    ///
    /// @throws LearningException if the bytes are no model, damaged, or of a newer version
    public static Model of(byte[] bytes) {
        return ModelFile.read(bytes);
    }

    /// As it stands in a model file. The same model gives the same bytes.
    public byte[] toBytes() {
        return ModelFile.bytes(this);
    }

    /// How the columns of the customer's file are read. A later file is read with these formats,
    /// then derived, then scored.
    public List<ColumnSchema> inputs() {
        return inputs;
    }

    /// The proof that came with the model.
    public Proof proof() {
        return proof;
    }

    /// The columns of the customer's file that the score depends on.
    public List<String> usedColumns() {
        var names = new LinkedHashSet<String>();
        columns.forEach(column -> names.add(column.schema().source()));
        return List.copyOf(names);
    }

    /// Scores each row.
    ///
    /// @param table derived as for training; a column that is missing counts as missing in every
    ///   row, one that is not used is passed over
    public List<Scored> score(Table table) {
        return score(vectors(table));
    }

    /// What the score of each row depends on, and nothing else.
    ///
    /// @param table as for [#score(Table)]
    public List<FeatureVector> vectors(Table table) {
        List<Optional<ValueColumn>> values = new ArrayList<>();
        Table whole = intervals.addTo(table);
        for (UsedColumn column : columns) {
            values.add(
                    whole.column(column.schema().name())
                            .filter(ValueColumn.class::isInstance)
                            .map(ValueColumn.class::cast));
        }
        return IntStream.range(0, table.rows())
                .mapToObj(
                        row ->
                                new FeatureVector(
                                        values.stream()
                                                .mapToDouble(
                                                        column ->
                                                                column.map(own -> own.value(row))
                                                                        .orElse(Double.NaN))
                                                .toArray()))
                .toList();
    }

    /// Scores a vector of this model, today and in a year alike, bit for bit.
    ///
    /// @throws IllegalArgumentException if the vector is of another model
    public Scored score(FeatureVector vector) {
        return score(List.of(vector)).getFirst();
    }

    /// Scores vectors of this model, each as it would be alone, bit for bit. Many at once cost less
    /// than one by one.
    ///
    /// @throws IllegalArgumentException if a vector is of another model
    public List<Scored> score(List<FeatureVector> vectors) {
        double[][] rows = vectors.stream().map(this::values).toArray(double[][]::new);
        List<Explained> explained = blend.explain(rows);
        IntStream each = IntStream.range(0, rows.length);
        return (rows.length < MANY ? each : each.parallel())
                .mapToObj(row -> scored(rows[row], explained.get(row)))
                .toList();
    }

    /// Whether a vector has a score for sure. It is told without the reasons, at a fraction of
    /// their cost; so near to the border of two scores that another order of sums might decide, it
    /// is not sure.
    ///
    /// @throws IllegalArgumentException if the vector is of another model
    public boolean surelyScores(FeatureVector vector, int score) {
        double logOdds = blend.logOdds(values(vector));
        return population.score(logOdds - ROUNDING) == score
                && population.score(logOdds + ROUNDING) == score;
    }

    private double[] values(FeatureVector vector) {
        double[] values = vector.values();
        if (values.length != columns.size()) {
            throw new IllegalArgumentException(
                    "vector has %d values, the model %d columns"
                            .formatted(values.length, columns.size()));
        }
        return values;
    }

    private Scored scored(double[] values, Explained explained) {
        double fit = 0;
        double engagement = 0;
        Map<String, Part> parts = new LinkedHashMap<>();
        for (int index = 0; index < values.length; index++) {
            double contribution = explained.contribution(index);
            switch (columns.get(index).side()) {
                case FIT -> fit += contribution;
                case ENGAGEMENT -> engagement += contribution;
            }
            int own = index;
            parts.computeIfAbsent(columns.get(index).schema().source(), _ -> new Part())
                    .add(own, contribution);
        }
        List<Scored.Reason> reasons =
                parts.entrySet().stream()
                        .map(
                                entry ->
                                        new Scored.Reason(
                                                entry.getKey(),
                                                entry.getValue().sum,
                                                words(entry.getValue().strongest, values)))
                        .sorted(
                                Comparator.comparingDouble(
                                        reason -> -Math.abs(reason.contribution())))
                        .toList();
        return new Scored(
                probability(explained.logOdds()),
                probability(explained.low()),
                probability(explained.high()),
                population.score(explained.logOdds()),
                population.hasFit() ? Optional.of(population.fit(fit)) : Optional.empty(),
                population.hasEngagement()
                        ? Optional.of(population.engagement(engagement))
                        : Optional.empty(),
                reasons,
                explained.base());
    }

    /// What the columns of one source contribute together, and which of them most.
    private static final class Part {
        double sum;
        int strongest = -1;
        double most = -1;

        void add(int column, double contribution) {
            sum += contribution;
            if (Math.abs(contribution) > most) {
                most = Math.abs(contribution);
                strongest = column;
            }
        }
    }

    private String words(int index, double[] values) {
        UsedColumn column = columns.get(index);
        return column.summary().sentence(column.schema(), values[index]);
    }

    static double probability(double logOdds) {
        return 1 / (1 + Math.exp(-logOdds));
    }

    List<UsedColumn> columns() {
        return columns;
    }

    DateIntervals intervals() {
        return intervals;
    }

    Blend blend() {
        return blend;
    }

    Population population() {
        return population;
    }
}
