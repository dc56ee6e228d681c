package io.prox.learning.blend;

import java.util.Arrays;
import java.util.List;

/// How much the parts count: the point of a grid on which they add up to 1 with the least log-loss
/// on held-back rows. The arrays are not to be changed.
final class Weights {
    private static final int STEPS = 20;

    private final List<Double> weights;
    private final double[] blended;

    private Weights(List<Double> weights, double[] blended) {
        this.weights = weights;
        this.blended = blended;
    }

    /// @param first log-odds by the first kind of trees
    /// @param second log-odds by the second kind of trees
    /// @param linear log-odds by the regression
    /// @param labels of the same rows
    static Weights choose(double[] first, double[] second, double[] linear, byte[] labels) {
        double[] best = blend(first, 1, second, 0, linear, 0);
        List<Double> weights = List.of(1.0, 0.0, 0.0);
        double bestLoss = LogLoss.of(best, labels);
        for (int one = 0; one <= STEPS; one++) {
            for (int two = 0; two <= STEPS - one; two++) {
                if (one + two == 0) {
                    continue;
                }
                double a = (double) one / STEPS;
                double b = (double) two / STEPS;
                double c = (double) (STEPS - one - two) / STEPS;
                double[] blended = blend(first, a, second, b, linear, c);
                double loss = LogLoss.of(blended, labels);
                if (loss < bestLoss) {
                    bestLoss = loss;
                    best = blended;
                    weights = List.of(a, b, c);
                }
            }
        }
        return new Weights(weights, best);
    }

    private static double[] blend(
            double[] first, double a, double[] second, double b, double[] linear, double c) {
        double[] blended = new double[first.length];
        Arrays.setAll(blended, row -> a * first[row] + b * second[row] + c * linear[row]);
        return blended;
    }

    double first() {
        return weights.get(0);
    }

    double second() {
        return weights.get(1);
    }

    double linear() {
        return weights.get(2);
    }

    /// The weighted log-odds.
    double[] blended() {
        return blended;
    }
}
