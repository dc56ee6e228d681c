package io.prox.learning.linear;

import java.util.Arrays;

/// Logistic regression in which each group of columns has a penalty of its own, that follows from
/// the data: groups that say nothing are shrunk to nothing, strong ones hardly at all. No rows need
/// to be held back for it.
///
/// Automatic relevance determination: a group's coefficients have a normal prior of one variance,
/// and the variances are those that make the outcomes most probable, the coefficients integrated
/// out by Laplace's method (MacKay, "Bayesian Interpolation", Neural Computation 4, 1992, and "The
/// Evidence Framework Applied to Classification Networks", same volume; Neal, Bayesian Learning for
/// Neural Networks, 1996). With `k` coefficients `w` of a group and the covariance `S` of the
/// posterior, the penalty `a` is set to `(k - a · trace S) / |w|²`, a few times over: `k - a ·
/// trace S` is how many of the `k` the data determine.
public final class AutomaticRelevance {
    /// Up to so many columns each coefficient is weighed together with all others; above, penalties
    /// follow from what the rows say of each coefficient by itself.
    public static final int MOST_EXACT = Information.MOST_WHOLE - 1;

    /// The first penalty of every group: effects of about 0.3 in log-odds.
    private static final double START = 10;

    private static final double LEAST = 0.3;
    private static final double MOST = 1e4;

    /// More changed nothing that could be measured on leads not learnt from.
    private static final int ROUNDS = 5;

    /// Relative length of the gradient at which a search ends whose result only sets penalties.
    private static final double ROUGHLY = 1e-2;

    private final SparseMatrix matrix;
    private final byte[] labels;
    private final int[] groups;

    private AutomaticRelevance(SparseMatrix matrix, byte[] labels, int[] groups) {
        this.matrix = matrix;
        this.labels = labels;
        this.groups = groups;
    }

    /// Fits.
    ///
    /// @param matrix the rows
    /// @param labels 1 for converted, 0 for not, one for each row
    /// @param groups the group of each column, numbered from 0
    public static LogisticRegression fit(SparseMatrix matrix, byte[] labels, int[] groups) {
        return new AutomaticRelevance(matrix, labels, groups).run();
    }

    private LogisticRegression run() {
        double[] penalties = new double[matrix.columns()];
        Arrays.fill(penalties, START);
        double[] point = new double[matrix.columns() + 1];
        Information information = Information.at(matrix, point);
        for (int round = 0; round < ROUNDS; round++) {
            point = fit(point, penalties, information, ROUGHLY).point();
            information = Information.at(matrix, point);
            penalties = penalties(point, penalties, information);
        }
        return fit(point, penalties, information, LogisticRegression.TOLERANCE);
    }

    private LogisticRegression fit(
            double[] start, double[] penalties, Information information, double tolerance) {
        return LogisticRegression.fit(
                matrix, labels, penalties, start, information.plus(penalties), tolerance);
    }

    /// The next penalties, one for each column.
    ///
    /// @param point coefficients found under the penalties before
    /// @param information at that point
    private double[] penalties(double[] point, double[] before, Information information) {
        double[] variances = information.plus(before).inverseDiagonal();
        int count = Arrays.stream(groups).max().orElse(-1) + 1;
        double[] determined = new double[count];
        double[] squares = new double[count];
        for (int column = 0; column < before.length; column++) {
            int group = groups[column];
            determined[group] += 1 - before[column] * variances[column];
            squares[group] += point[column] * point[column];
        }
        double[] next = new double[before.length];
        for (int column = 0; column < next.length; column++) {
            int group = groups[column];
            // Rounding may leave a group that nothing is known of just below 0.
            double known = Math.max(0, determined[group]);
            next[column] = squares[group] > 0 ? known / squares[group] : MOST;
            next[column] = Math.clamp(next[column], LEAST, MOST);
        }
        return next;
    }
}
