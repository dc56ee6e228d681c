package io.prox.learning;

import io.prox.learning.Learned.OutOfFold;
import io.prox.learning.Proof.CalibrationBin;
import io.prox.learning.Proof.Contender;
import io.prox.learning.Proof.GainsPoint;
import io.prox.learning.Proof.Metrics;
import io.prox.learning.blend.Blend;
import io.prox.learning.evaluation.Measures;
import io.prox.learning.evaluation.PlainRegression;
import io.prox.learning.evaluation.SingleColumn;
import io.prox.learning.leaks.Alone;
import io.prox.tables.ValueColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Predictions of leads that the predictor had not seen, by the model and by simpler ways of
/// ranking, gathered fold by fold.
final class Trial {
    private final byte[] labels;
    private final long seed;
    private final List<OutOfFold> predictions = new ArrayList<>();
    private final List<Double> base = new ArrayList<>();
    private final List<Double> single = new ArrayList<>();
    private final List<Double> regression = new ArrayList<>();
    private final Map<String, Integer> bestColumns = new HashMap<>();
    private Optional<Measures> measures = Optional.empty();

    Trial(byte[] labels, long seed) {
        this.labels = labels;
        this.seed = seed;
    }

    void add(int fold, List<ValueColumn> columns, int[] train, int[] test, Blend blend) {
        double[] logOdds = blend.logOdds(columns, test);
        double rate =
                (double) Arrays.stream(train).filter(row -> labels[row] == 1).count()
                        / train.length;
        ValueColumn best =
                columns.parallelStream()
                        .map(
                                column ->
                                        Map.entry(
                                                column,
                                                Alone.of(column, train, labels).explained()))
                        .max(Comparator.comparingDouble(Map.Entry::getValue))
                        .orElseThrow()
                        .getKey();
        bestColumns.merge(best.schema().source(), 1, Integer::sum);
        SingleColumn alone = SingleColumn.fit(best, train, labels);
        double[] plain = new PlainRegression(columns, train, labels).probabilities(test);
        for (int index = 0; index < test.length; index++) {
            predictions.add(
                    new OutOfFold(
                            test[index],
                            labels[test[index]] == 1,
                            fold,
                            Model.probability(logOdds[index])));
            base.add(rate);
            single.add(alone.probability(test[index]));
            regression.add(plain[index]);
        }
    }

    List<OutOfFold> predictions() {
        return predictions;
    }

    Metrics metrics() {
        return measures().metrics();
    }

    List<GainsPoint> gains() {
        return measures().gains();
    }

    List<CalibrationBin> calibration() {
        return measures().calibration();
    }

    /// The model first, then from the best of the simpler ways to none.
    List<Contender> comparison() {
        String column =
                bestColumns.entrySet().stream()
                        .max(
                                Map.Entry.<String, Integer>comparingByValue()
                                        .thenComparing(Map.Entry.comparingByKey()))
                        .orElseThrow()
                        .getKey();
        return List.of(
                new Contender("ProX", metrics()),
                new Contender("Logistic regression", of(regression).metrics()),
                new Contender("Best single column (%s)".formatted(column), of(single).metrics()),
                new Contender("Base rate", of(base).metrics()));
    }

    private Measures measures() {
        if (measures.isEmpty()) {
            measures = Optional.of(of(predictions.stream().map(OutOfFold::probability).toList()));
        }
        return measures.get();
    }

    private Measures of(List<Double> probabilities) {
        byte[] outcomes = new byte[predictions.size()];
        for (int index = 0; index < outcomes.length; index++) {
            outcomes[index] = (byte) (predictions.get(index).converted() ? 1 : 0);
        }
        return new Measures(
                probabilities.stream().mapToDouble(Double::doubleValue).toArray(), outcomes, seed);
    }
}
