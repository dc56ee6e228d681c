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
    public static Calibration straight(double[] logOdds, byte[] labels) {
        return platt(logOdds, labels);
    }

    static Calibration platt(double[] logOdds, byte[] labels) {
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
    private static Calibration flat(byte[] labels) {
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
        for (int row : order) {
            sums[blocks] = logOdds[row];
            hits[blocks] = labels[row];
            sizes[blocks] = 1;
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
        List<double[]> points = new ArrayList<>();
        double sum = 0;
        double hit = 0;
        double size = 0;
        for (int block = 0; block < blocks; block++) {
            sum += sums[block];
            hit += hits[block];
            size += sizes[block];
            if (size >= 30 || block == blocks - 1) {
                double rate = (hit + 0.5) / (size + 1);
                points.add(new double[] {sum / size, Math.log(rate / (1 - rate))});
                sum = 0;
                hit = 0;
                size = 0;
            }
        }
        double[] from = new double[points.size()];
        double[] to = new double[points.size()];
        int kept = 0;
        for (double[] point : points) {
            if (kept == 0 || point[0] > from[kept - 1]) {
                from[kept] = point[0];
                to[kept] = kept == 0 ? point[1] : Math.max(point[1], to[kept - 1]);
                kept++;
            }
        }
        return new Knots(Arrays.copyOf(from, kept), Arrays.copyOf(to, kept));
    }

    /// Logistic regression of few features by Newton's method, with a ridge of 1e-3 towards the
    /// start.
    private static double[] newton(double[][] features, byte[] labels, double[] start) {
        int size = start.length;
        double[] point = start.clone();
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
            double shrink = Math.min(1, 4 / Math.sqrt(length + 1e-300));
            for (int index = 0; index < size; index++) {
                point[index] -= shrink * change[index];
            }
            if (length < 1e-18) {
                break;
            }
        }
        return point;
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
