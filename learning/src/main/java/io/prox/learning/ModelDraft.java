package io.prox.learning;

import io.prox.learning.Model.UsedColumn;
import io.prox.learning.Proof.ModelCard;
import io.prox.learning.blend.Blend;
import io.prox.learning.blend.Explained;
import io.prox.learning.blend.Fitting.Fitted;
import io.prox.learning.explaining.ColumnSummary;
import io.prox.tables.ValueColumn;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// The model that was trained on all leads, on its way to a [Model]: its columns, and what it says
/// about a sample of them.
final class ModelDraft {
    /// Leads whose contributions are computed to describe drivers and quartiles.
    private static final int SAMPLE = 2_000;

    private final LearningTask task;
    private final Study study;
    private final List<ValueColumn> values;
    private final List<UsedColumn> columns;
    private final Blend blend;
    private final int[] sample;
    private final List<Explained> explained;
    private final Population population;

    ModelDraft(LearningTask task, Study study, Selection selection, Fitted fitted, Blend blend) {
        this.task = task;
        this.study = study;
        this.blend = blend;
        values = selection.columns();
        columns =
                values.stream()
                        .map(
                                column ->
                                        new UsedColumn(
                                                column.schema(),
                                                side(column),
                                                ColumnSummary.of(column, study.rows())))
                        .toList();
        sample = sample(study.rows(), task.seed());
        explained =
                blend.explain(
                        Arrays.stream(sample)
                                .mapToObj(
                                        row ->
                                                values.stream()
                                                        .mapToDouble(column -> column.value(row))
                                                        .toArray())
                                .toArray(double[][]::new));
        population =
                Population.of(fitted.heldBack().logOdds(), sums(Side.FIT), sums(Side.ENGAGEMENT));
    }

    private static int[] sample(int[] rows, long seed) {
        if (rows.length <= SAMPLE) {
            return rows;
        }
        return Arrays.stream(rows)
                .filter(
                        row ->
                                Seeds.of(Seeds.mix(seed, 31), row).nextDouble() * rows.length
                                        < SAMPLE)
                .toArray();
    }

    private Side side(ValueColumn column) {
        Side chosen = task.sides().get(column.schema().source());
        return chosen == null ? SideGuess.of(column.schema()) : chosen;
    }

    /// What the columns of one side contribute to each lead of the sample; empty where there are
    /// none.
    private double[] sums(Side side) {
        if (columns.stream().noneMatch(column -> column.side() == side)) {
            return new double[0];
        }
        return explained.stream()
                .mapToDouble(
                        one ->
                                IntStream.range(0, columns.size())
                                        .filter(index -> columns.get(index).side() == side)
                                        .mapToDouble(one::contribution)
                                        .sum())
                .toArray();
    }

    List<UsedColumn> columns() {
        return columns;
    }

    List<ValueColumn> values() {
        return values;
    }

    /// Rows of the sample.
    int[] sampleRows() {
        return sample;
    }

    /// One for each row of the sample.
    List<Explained> explained() {
        return explained;
    }

    /// The model with its proof, whose card gets the model's id.
    Model model(Proof proof) {
        Model draft = with(proof);
        ModelCard card = proof.model();
        return with(
                proof.withModel(
                        new ModelCard(
                                ModelFile.id(draft),
                                card.trainedOn(),
                                card.seed(),
                                card.folds(),
                                card.facts())));
    }

    private Model with(Proof proof) {
        return new Model(task.inputs(), columns, study.intervals(), blend, population, proof);
    }
}
