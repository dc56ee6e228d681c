package io.prox.benchmarks;

import io.prox.learning.evaluation.Measures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// Leads with what a model said of them and what became of them. The measures are written out here
/// once more, apart from the learner's own.
///
/// @param leads at least one
record Predicted(List<Lead> leads) {
    private static final int BINS = 10;

    Predicted {
        leads = List.copyOf(leads);
    }

    /// @param row from 0
    /// @param fold in which it was held back
    /// @param probability in (0, 1)
    record Lead(int row, boolean converted, int fold, double probability) {}

    /// Reads the file that `evaluate --predictions` writes.
    static Predicted read(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        if (lines.isEmpty() || !lines.getFirst().equals("row,outcome,fold,probability")) {
            throw new IOException("not a file of predictions: " + file);
        }
        return new Predicted(
                lines.stream()
                        .skip(1)
                        .map(line -> line.split(",", -1))
                        .map(
                                cells ->
                                        new Lead(
                                                Integer.parseInt(cells[0]),
                                                cells[1].equals("1"),
                                                Integer.parseInt(cells[2]),
                                                Double.parseDouble(cells[3])))
                        .toList());
    }

    /// The mean of a measure over the folds.
    double overFolds(ToDoubleFunction<Predicted> measure) {
        return leads.stream()
                .mapToInt(Lead::fold)
                .distinct()
                .mapToObj(
                        fold ->
                                new Predicted(
                                        leads.stream()
                                                .filter(lead -> lead.fold() == fold)
                                                .toList()))
                .mapToDouble(measure)
                .average()
                .orElseThrow();
    }

    double rocAuc() {
        double[] scores = leads.stream().mapToDouble(Lead::probability).toArray();
        byte[] labels = new byte[scores.length];
        for (int index = 0; index < labels.length; index++) {
            labels[index] = (byte) (leads.get(index).converted() ? 1 : 0);
        }
        return Measures.rocAuc(scores, labels);
    }

    /// Mean negative log-likelihood, natural logarithm.
    double logLoss() {
        return leads.stream()
                .mapToDouble(
                        lead ->
                                -Math.log(
                                        lead.converted()
                                                ? lead.probability()
                                                : 1 - lead.probability()))
                .average()
                .orElseThrow();
    }

    /// Mean distance of predicted and observed rate over ten bins of equal size. Never 0: even a
    /// perfect model shows the luck of the draw.
    double calibrationError() {
        List<Lead> sorted =
                leads.stream().sorted(Comparator.comparingDouble(Lead::probability)).toList();
        double error = 0;
        for (int bin = 0; bin < BINS; bin++) {
            int from = (int) ((long) bin * sorted.size() / BINS);
            int to = (int) ((long) (bin + 1) * sorted.size() / BINS);
            double apart = 0;
            for (Lead lead : sorted.subList(from, to)) {
                apart += lead.probability() - (lead.converted() ? 1 : 0);
            }
            error += Math.abs(apart) / sorted.size();
        }
        return error;
    }
}
