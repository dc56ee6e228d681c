package io.prox.learning.evaluation;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/// Predictions beside outcomes, best first. Every figure is computed for a weight per row, so that
/// a bootstrap repetition is one pass over rows that were sorted once. Rows of equal probability
/// count as one block: their order is chance and must not matter.
final class Ranking {
    /// Bins of equal size in which predicted and observed rates are compared.
    static final int BINS = 10;

    private final double[] probabilities;
    private final boolean[] converted;
    private final int[] source;
    private final int[] blockEnds;

    /// @param probabilities in (0, 1)
    /// @param labels 1 for converted, 0 for not
    Ranking(double[] probabilities, byte[] labels) {
        int rows = labels.length;
        source =
                IntStream.range(0, rows)
                        .boxed()
                        .sorted(Comparator.comparingDouble(row -> -probabilities[row]))
                        .mapToInt(Integer::intValue)
                        .toArray();
        this.probabilities = new double[rows];
        converted = new boolean[rows];
        int[] ends = new int[rows];
        int blocks = 0;
        for (int rank = 0; rank < rows; rank++) {
            this.probabilities[rank] = probabilities[source[rank]];
            converted[rank] = labels[source[rank]] == 1;
            if (rank > 0 && this.probabilities[rank] != this.probabilities[rank - 1]) {
                ends[blocks] = rank;
                blocks++;
            }
        }
        if (rows > 0) {
            ends[blocks] = rows;
            blocks++;
        }
        blockEnds = Arrays.copyOf(ends, blocks);
    }

    int rows() {
        return converted.length;
    }

    /// Every row once.
    int[] ones() {
        int[] weights = new int[rows()];
        Arrays.fill(weights, 1);
        return weights;
    }

    /// The chance that a random converted row stands above a random other, ties counting half; 0.5
    /// without either kind.
    double rocAuc(int[] weights) {
        double above = 0;
        double hits = 0;
        double others = 0;
        int rank = 0;
        for (int end : blockEnds) {
            double blockHits = 0;
            double blockOthers = 0;
            for (; rank < end; rank++) {
                if (converted[rank]) {
                    blockHits += weights[rank];
                } else {
                    blockOthers += weights[rank];
                }
            }
            above += blockOthers * (hits + blockHits / 2);
            hits += blockHits;
            others += blockOthers;
        }
        double pairs = hits * others;
        return pairs == 0 ? 0.5 : above / pairs;
    }

    /// Average precision.
    double prAuc(int[] weights) {
        double area = 0;
        double hits = 0;
        double called = 0;
        int rank = 0;
        for (int end : blockEnds) {
            double blockHits = 0;
            for (; rank < end; rank++) {
                called += weights[rank];
                if (converted[rank]) {
                    blockHits += weights[rank];
                }
            }
            hits += blockHits;
            if (called > 0) {
                area += blockHits * hits / called;
            }
        }
        return hits == 0 ? 0 : area / hits;
    }

    double logLoss(int[] weights) {
        double loss = 0;
        double total = 0;
        for (int rank = 0; rank < rows(); rank++) {
            double probability = Math.clamp(probabilities[rank], 1e-12, 1 - 1e-12);
            loss -= weights[rank] * Math.log(converted[rank] ? probability : 1 - probability);
            total += weights[rank];
        }
        return loss / total;
    }

    double brier(int[] weights) {
        double loss = 0;
        double total = 0;
        for (int rank = 0; rank < rows(); rank++) {
            double error = probabilities[rank] - (converted[rank] ? 1 : 0);
            loss += weights[rank] * error * error;
            total += weights[rank];
        }
        return loss / total;
    }

    /// Mean distance of predicted and observed rate over [#BINS] bins of equal size.
    double calibrationError(int[] weights) {
        double error = 0;
        double total = 0;
        for (double[] bin : bins(weights)) {
            error += Math.abs(bin[1] - bin[2]);
            total += bin[0];
        }
        return error / total;
    }

    /// The bins, from the lowest probability up: rows, sum of probabilities, conversions. Rows of
    /// equal probability count with the rate of all of them, whichever bins they fall into.
    double[][] bins(int[] weights) {
        long total = 0;
        for (int weight : weights) {
            total += weight;
        }
        double[][] bins = new double[BINS][3];
        long before = 0;
        for (int block = blockEnds.length - 1; block >= 0; block--) {
            int start = block == 0 ? 0 : blockEnds[block - 1];
            long size = 0;
            double hits = 0;
            for (int rank = start; rank < blockEnds[block]; rank++) {
                size += weights[rank];
                hits += converted[rank] ? weights[rank] : 0;
            }
            long end = before + size;
            while (before < end) {
                int bin = (int) (before * BINS / total);
                // The first place whose tenth is the next one.
                long next = Math.min(end, ((bin + 1) * total + BINS - 1) / BINS);
                double part = next - before;
                bins[bin][0] += part;
                bins[bin][1] += part * probabilities[start];
                bins[bin][2] += part * hits / size;
                before = next;
            }
        }
        return bins;
    }

    /// The shares of all conversions among the best leads.
    ///
    /// @param shares of the leads, rising, in [0, 1]
    double[] captured(int[] weights, double[] shares) {
        double total = 0;
        double conversions = 0;
        for (int rank = 0; rank < rows(); rank++) {
            total += weights[rank];
            conversions += converted[rank] ? weights[rank] : 0;
        }
        double[] result = new double[shares.length];
        double called = 0;
        double hits = 0;
        int next = 0;
        int rank = 0;
        for (int end : blockEnds) {
            double block = 0;
            double blockHits = 0;
            for (; rank < end; rank++) {
                block += weights[rank];
                blockHits += converted[rank] ? weights[rank] : 0;
            }
            while (next < shares.length && shares[next] * total <= called + block) {
                double part = block == 0 ? 0 : (shares[next] * total - called) / block;
                result[next] = conversions == 0 ? 0 : (hits + part * blockHits) / conversions;
                next++;
            }
            called += block;
            hits += blockHits;
        }
        for (; next < shares.length; next++) {
            result[next] = 1;
        }
        return result;
    }
}
