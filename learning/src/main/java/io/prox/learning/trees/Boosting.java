package io.prox.learning.trees;

import java.util.ArrayList;
import java.util.List;

/// Trains gradient-boosted trees for a yes-or-no outcome, through LightGBM.
///
/// The same rows, parameters and rounds give the same trees, bit for bit, on one kind of machine.
/// Each call trains on the calling thread alone; callers train folds side by side on several
/// threads. While the rows are read, native memory holds one copy of them (8 bytes a value), and
/// after that 1 to 2 bytes a value.
public final class Boosting {
    /// LightGBM keeps a category set as a bit for each code up to its highest.
    static final int MAX_CATEGORY = 1_000_000;

    private Boosting() {}

    /// Trains `rounds` trees, or fewer if no further split is possible.
    public static TreeEnsemble train(
            FeatureMatrix features, boolean[] labels, BoostingParameters parameters, int rounds) {
        return train(LabelledRows.of(features, labels), parameters, rounds);
    }

    /// Trains `rounds` trees, or fewer if no further split is possible.
    public static TreeEnsemble train(LabelledRows rows, BoostingParameters parameters, int rounds) {
        return TreeEnsemble.parse(modelText(rows, parameters, rounds));
    }

    /// The trees as LightGBM writes them, to hold its own evaluator against ours.
    public static String modelText(LabelledRows rows, BoostingParameters parameters, int rounds) {
        requireRounds(rounds, parameters);
        requireBothOutcomes(rows);
        requireCodes(rows.features());
        NativeLibrary.load();
        String settings = settings(rows.features(), parameters);
        try (var dataset = new LightGbm.Dataset(rows, settings, null);
                var booster = new LightGbm.Booster(dataset, settings)) {
            for (int round = 0; round < rounds; round++) {
                if (booster.grow()) {
                    break;
                }
            }
            return booster.text(rounds);
        }
    }

    /// Trains until the log-loss on other rows has not fallen for `patience` rounds.
    ///
    /// @param valid rows with the same columns as `train`, which no tree learns from
    /// @param maxRounds trees at most
    public static Trained trainWithEarlyStopping(
            LabelledRows train,
            LabelledRows valid,
            BoostingParameters parameters,
            int maxRounds,
            int patience) {
        requireRounds(maxRounds, parameters);
        if (patience < 1) {
            throw new IllegalArgumentException("patience is below 1: " + patience);
        }
        requireBothOutcomes(train);
        requireSameColumns(train.features(), valid.features());
        requireCodes(train.features());
        NativeLibrary.load();
        String settings = settings(train.features(), parameters);
        try (var trainSet = new LightGbm.Dataset(train, settings, null);
                var validSet = new LightGbm.Dataset(valid, settings, trainSet);
                var booster = new LightGbm.Booster(trainSet, settings)) {
            booster.validateOn(validSet);
            List<Double> losses = new ArrayList<>();
            int best = 0;
            while (losses.size() < maxRounds && losses.size() - best < patience) {
                boolean finished = booster.grow();
                if (finished && !losses.isEmpty()) {
                    break;
                }
                losses.add(booster.validMetric());
                if (best == 0 || losses.getLast() < losses.get(best - 1)) {
                    best = losses.size();
                }
                if (finished) {
                    break;
                }
            }
            return new Trained(TreeEnsemble.parse(booster.text(losses.size())), best, losses);
        }
    }

    private static String settings(FeatureMatrix features, BoostingParameters parameters) {
        var settings = new StringBuilder();
        // One thread and a fixed order of sums: the same input gives the same bits.
        settings.append("objective=binary metric=binary_logloss verbosity=-1 num_threads=1")
                .append(" deterministic=true force_col_wise=true")
                .append(" num_leaves=")
                .append(parameters.leaves())
                .append(" max_depth=")
                .append(parameters.depth() == 0 ? -1 : parameters.depth())
                .append(" learning_rate=")
                .append(parameters.learningRate())
                .append(" min_data_in_leaf=")
                .append(parameters.minLeafRows())
                .append(" min_sum_hessian_in_leaf=")
                .append(parameters.minLeafHessian())
                .append(" lambda_l2=")
                .append(parameters.l2())
                .append(" lambda_l1=")
                .append(parameters.l1())
                .append(" min_gain_to_split=")
                .append(parameters.minSplitGain())
                .append(" feature_fraction=")
                .append(parameters.featureFraction())
                .append(" feature_fraction_bynode=")
                .append(parameters.nodeFeatureFraction())
                .append(" bagging_fraction=")
                .append(parameters.baggingFraction())
                .append(" bagging_freq=")
                .append(parameters.baggingFraction() < 1 ? 1 : 0)
                .append(" max_bin=")
                .append(parameters.maxBins())
                .append(" min_data_in_bin=")
                .append(parameters.minBinRows())
                .append(" path_smooth=")
                .append(parameters.pathSmoothing())
                .append(" cat_l2=")
                .append(parameters.categoryL2())
                .append(" cat_smooth=")
                .append(parameters.categorySmoothing())
                .append(" min_data_per_group=")
                .append(parameters.minCategoryRows())
                .append(" max_cat_threshold=")
                .append(parameters.maxCategories())
                .append(" extra_trees=")
                .append(parameters.extraTrees())
                .append(" seed=")
                .append(nativeSeed(parameters.seed()));
        appendCategorical(settings, features);
        return settings.toString();
    }

    private static void appendCategorical(StringBuilder settings, FeatureMatrix features) {
        String separator = " categorical_feature=";
        for (int column = 0; column < features.columns(); column++) {
            if (features.categorical(column)) {
                settings.append(separator).append(column);
                separator = ",";
            }
        }
    }

    /// LightGBM takes a non-negative int: every bit of ours takes part in it.
    private static int nativeSeed(long seed) {
        long mixed = (seed ^ (seed >>> 32)) * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 33);
    }

    private static void requireRounds(int rounds, BoostingParameters parameters) {
        if (rounds < 1) {
            throw new IllegalArgumentException("rounds are below 1: " + rounds);
        }
        if ((long) rounds * parameters.leaves() > TreeEnsemble.MAX_LEAVES) {
            throw new IllegalArgumentException(
                    "%d rounds of %d leaves exceed the %d leaves of an ensemble: take fewer"
                            .formatted(rounds, parameters.leaves(), TreeEnsemble.MAX_LEAVES));
        }
    }

    private static void requireBothOutcomes(LabelledRows rows) {
        int converted = 0;
        for (int row = 0; row < rows.rows(); row++) {
            converted += rows.label(row) ? 1 : 0;
        }
        if (converted == 0 || converted == rows.rows()) {
            throw new IllegalArgumentException(
                    "training rows hold one outcome only: %d of %d converted"
                            .formatted(converted, rows.rows()));
        }
    }

    private static void requireSameColumns(FeatureMatrix train, FeatureMatrix valid) {
        if (train.columns() != valid.columns()) {
            throw new IllegalArgumentException(
                    "validation rows have %d columns, training rows %d"
                            .formatted(valid.columns(), train.columns()));
        }
    }

    /// In training, a code is a whole number; in scoring, anything else counts as unseen.
    private static void requireCodes(FeatureMatrix features) {
        for (int column = 0; column < features.columns(); column++) {
            if (!features.categorical(column)) {
                continue;
            }
            double[] values = features.sharedColumn(column);
            for (int row = 0; row < values.length; row++) {
                double code = values[row];
                boolean valid = code >= 0 && code <= MAX_CATEGORY && code == (int) code;
                if (!valid && !Double.isNaN(code)) {
                    throw new IllegalArgumentException(
                            "categorical column %d, row %d is not a code from 0 to %d or NaN: %s"
                                    .formatted(column, row, MAX_CATEGORY, code));
                }
            }
        }
    }
}
