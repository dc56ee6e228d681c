package io.prox.learning.calibration;

import io.prox.learning.calibration.Calibration.Beta;
import io.prox.learning.calibration.Calibration.Identity;
import io.prox.learning.calibration.Calibration.Isotonic;
import io.prox.learning.calibration.Calibration.Platt;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/// Chooses a calibration by evidence: each method is fitted on four fifths and judged by its
/// log-loss on the last fifth; a richer method replaces a simpler one only when it wins by more
/// than the standard error of the difference.
public final class Calibrator {
    private static final int PARTS = 5;

    /// Below this many of the rarer outcome a curve with free form would follow chance.
    private static final int ENOUGH_FOR_ISOTONIC = 300;

    private static final int FEWEST_ROWS_OF_BLOCK = 30;

    /// Fits one method.
    private interface Method extends BiFunction<double[], byte[], Calibration> {}

    private Calibrator() {}

    /// @param logOdds of rows that the model had not seen
    /// @param labels 1 for converted, 0 for not, in the same order, which must not depend on the
    ///   outcome
    public static Calibration choose(double[] logOdds, byte[] labels) {
        List<Method> methods = new ArrayList<>();
        methods.add((_, _) -> new Identity());
        methods.add(Calibrator::platt);
        methods.add(Calibrator::beta);
        int converted = 0;
        for (byte label : labels) {
            converted += label;
        }
        if (Math.min(converted, labels.length - converted) >= ENOUGH_FOR_ISOTONIC) {
            methods.add(Calibrator::isotonic);
        }
        Method best = methods.getFirst();
        double[] bestLosses = losses(best, logOdds, labels);
        for (Method method : methods.subList(1, methods.size())) {
            double[] losses = losses(method, logOdds, labels);
            if (PairedLosses.isBetter(losses, bestLosses)) {
                best = method;
                bestLosses = losses;
            }
        }
        return best.apply(logOdds, labels);
    }

    private static double[] losses(Method method, double[] logOdds, byte[] labels) {
        double[] losses = new double[labels.length];
        for (int part = 0; part < PARTS; part++) {
            int held = part;
            int[] rest =
                    IntStream.range(0, labels.length).filter(row -> row % PARTS != held).toArray();
            double[] restOdds = new double[rest.length];
            byte[] restLabels = new byte[rest.length];
            for (int index = 0; index < rest.length; index++) {
                restOdds[index] = logOdds[rest[index]];
                restLabels[index] = labels[rest[index]];
            }
            Calibration fitted = method.apply(restOdds, restLabels);
            for (int row = part; row < labels.length; row += PARTS) {
                double calibrated = fitted.apply(logOdds[row]);
                losses[row] = -Beta.logProbability(labels[row] == 1 ? calibrated : -calibrated);
            }
        }
        return losses;
    }

    /// The best straight line.
    public static Calibration.Platt straight(double[] logOdds, byte[] labels) {
        return platt(logOdds, labels);
    }

    static Calibration.Platt platt(double[] logOdds, byte[] labels) {
        double[][] features = new double[logOdds.length][];
        for (int row = 0; row < logOdds.length; row++) {
            features[row] = new double[] {logOdds[row], 1};
        }
        double[] solution = newton(features, labels, new double[] {1, 0});
        return solution[0] > 1e-3 ? new Platt(solution[0], solution[1]) : flat(labels);
    }

    static Calibration beta(double[] logOdds, byte[] labels) {
        double[][] features = new double[logOdds.length][];
        for (int row = 0; row < logOdds.length; row++) {
            features[row] =
                    new double[] {
                        Beta.logProbability(logOdds[row]), -Beta.logProbability(-logOdds[row]), 1
                    };
        }
        double[] solution = newton(features, labels, new double[] {1, 1, 0});
        return solution[0] > 1e-3 && solution[1] > 1e-3
                ? new Beta(solution[0], solution[1], solution[2])
                : platt(logOdds, labels);
    }

    /// A model without any signal: nearly the base rate for all.
    private static Calibration.Platt flat(byte[] labels) {
        double converted = 0.5;
        for (byte label : labels) {
            converted += label;
        }
        return new Platt(1e-3, Math.log(converted / (labels.length + 1 - converted)));
    }

    static Calibration isotonic(double[] logOdds, byte[] labels) {
        int[] order =
                IntStream.range(0, labels.length)
                        .boxed()
                        .sorted(Comparator.comparingDouble(row -> logOdds[row]))
                        .mapToInt(Integer::intValue)
                        .toArray();
        double[] sums = new double[order.length];
        double[] hits = new double[order.length];
        int[] sizes = new int[order.length];
        int blocks = 0;
        int next = 0;
        while (next < order.length) {
            // Rows of one log-odds are one block from the start: their order is chance.
            double here = logOdds[order[next]];
            sums[blocks] = 0;
            hits[blocks] = 0;
            sizes[blocks] = 0;
            for (; next < order.length && logOdds[order[next]] == here; next++) {
                sums[blocks] += here;
                hits[blocks] += labels[order[next]];
                sizes[blocks]++;
            }
            blocks++;
            while (blocks > 1
                    && hits[blocks - 2] * sizes[blocks - 1]
                            >= hits[blocks - 1] * sizes[blocks - 2]) {
                blocks--;
                sums[blocks - 1] += sums[blocks];
                hits[blocks - 1] += hits[blocks];
                sizes[blocks - 1] += sizes[blocks];
            }
        }
        return new Isotonic(knots(sums, hits, sizes, blocks));
    }

    /// One knot a block, at its mean log-odds and its rate; blocks of few rows join their
    /// neighbour, since the rate of three leads is no evidence.
    private static Knots knots(double[] sums, double[] hits, int[] sizes, int blocks) {
        int joined = 0;
        for (int block = 0; block < blocks; block++) {
            boolean joins = joined > 0 && sizes[joined - 1] < FEWEST_ROWS_OF_BLOCK;
            int into = joins ? joined - 1 : joined;
            sums[into] = (joins ? sums[into] : 0) + sums[block];
            hits[into] = (joins ? hits[into] : 0) + hits[block];
            sizes[into] = (joins ? sizes[into] : 0) + sizes[block];
            joined = into + 1;
        }
        if (joined > 1 && sizes[joined - 1] < FEWEST_ROWS_OF_BLOCK) {
            joined--;
            sums[joined - 1] += sums[joined];
            hits[joined - 1] += hits[joined];
            sizes[joined - 1] += sizes[joined];
        }
        double[] from = new double[joined];
        double[] to = new double[joined];
        int kept = 0;
        for (int block = 0; block < joined; block++) {
            double mean = sums[block] / sizes[block];
            double rate = (hits[block] + 0.5) / (sizes[block] + 1);
            double logOdds = Math.log(rate / (1 - rate));
            // Means of neighbours may be equal by rounding.
            if (kept == 0 || mean > from[kept - 1]) {
                from[kept] = mean;
                to[kept] = kept == 0 ? logOdds : Math.max(logOdds, to[kept - 1]);
                kept++;
            }
        }
        return new Knots(Arrays.copyOf(from, kept), Arrays.copyOf(to, kept));
    }

    /// Logistic regression of few features by Newton's method, with a ridge of 1e-3 towards the
    /// start. A step that would not lower the loss is halved: from a start on the wrong side the
    /// whole step goes to and fro for ever.
    private static double[] newton(double[][] features, byte[] labels, double[] start) {
        int size = start.length;
        double[] point = start.clone();
        double loss = loss(point, features, labels, start);
        for (int step = 0; step < 50; step++) {
            double[] gradient = new double[size];
            double[][] hessian = new double[size][size];
            for (int row = 0; row < labels.length; row++) {
                double logOdds = 0;
                for (int index = 0; index < size; index++) {
                    logOdds += point[index] * features[row][index];
                }
                double probability = 1 / (1 + Math.exp(-logOdds));
                double weight = probability * (1 - probability);
                for (int index = 0; index < size; index++) {
                    gradient[index] += (probability - labels[row]) * features[row][index];
                    for (int other = 0; other < size; other++) {
                        hessian[index][other] +=
                                weight * features[row][index] * features[row][other];
                    }
                }
            }
            for (int index = 0; index < size; index++) {
                gradient[index] += 1e-3 * (point[index] - start[index]);
                hessian[index][index] += 1e-3;
            }
            double[] change = solve(hessian, gradient);
            double length = 0;
            for (double part : change) {
                length += part * part;
            }
            double share = 1;
            double[] next = step(point, change, share);
            double nextLoss = loss(next, features, labels, start);
            while (!(nextLoss <= loss) && share > 1e-6) {
                share /= 2;
                next = step(point, change, share);
                nextLoss = loss(next, features, labels, start);
            }
            if (!(nextLoss <= loss)) {
                break;
            }
            point = next;
            loss = nextLoss;
            if (length < 1e-18) {
                break;
            }
        }
        return point;
    }

    private static double[] step(double[] from, double[] change, double share) {
        double[] to = from.clone();
        for (int index = 0; index < to.length; index++) {
            to[index] -= share * change[index];
        }
        return to;
    }

    private static double loss(double[] point, double[][] features, byte[] labels, double[] start) {
        double loss = 0;
        for (int row = 0; row < labels.length; row++) {
            double logOdds = 0;
            for (int index = 0; index < point.length; index++) {
                logOdds += point[index] * features[row][index];
            }
            loss -= Beta.logProbability(labels[row] == 1 ? logOdds : -logOdds);
        }
        for (int index = 0; index < point.length; index++) {
            double distance = point[index] - start[index];
            loss += 1e-3 / 2 * distance * distance;
        }
        return loss;
    }

    /// Gaussian elimination without pivoting: the matrix is symmetric and positive definite.
    private static double[] solve(double[][] matrix, double[] right) {
        int size = right.length;
        double[] solution = right.clone();
        for (int pivot = 0; pivot < size; pivot++) {
            for (int row = pivot + 1; row < size; row++) {
                double factor = matrix[row][pivot] / matrix[pivot][pivot];
                for (int column = pivot; column < size; column++) {
                    matrix[row][column] -= factor * matrix[pivot][column];
                }
                solution[row] -= factor * solution[pivot];
            }
        }
        for (int row = size - 1; row >= 0; row--) {
            for (int column = row + 1; column < size; column++) {
                solution[row] -= matrix[row][column] * solution[column];
            }
            solution[row] /= matrix[row][row];
        }
        return solution;
    }
}
