package io.prox.learning.trees;

import com.microsoft.ml.lightgbm.PredictionType;
import io.github.metarank.lightgbm4j.LGBMBooster;
import io.github.metarank.lightgbm4j.LGBMException;

/// LightGBM's own answers, by the binding's public calls.
final class NativeModel implements AutoCloseable {
    private final LGBMBooster booster;

    NativeModel(String modelText) {
        LightGbm.load();
        try {
            booster = LGBMBooster.loadModelFromString(modelText);
        } catch (LGBMException e) {
            throw new AssertionError("LightGBM refuses its own text", e);
        }
    }

    /// One raw score a row.
    double[] raw(FeatureMatrix rows) {
        return predict(rows, PredictionType.C_API_PREDICT_RAW_SCORE);
    }

    /// For each row, one contribution a column and the expected value.
    double[][] contributions(FeatureMatrix rows) {
        double[] flat = predict(rows, PredictionType.C_API_PREDICT_CONTRIB);
        var split = new double[rows.rows()][rows.columns() + 1];
        for (int row = 0; row < split.length; row++) {
            System.arraycopy(flat, row * split[row].length, split[row], 0, split[row].length);
        }
        return split;
    }

    private double[] predict(FeatureMatrix rows, PredictionType type) {
        var flat = new double[rows.rows() * rows.columns()];
        for (int row = 0; row < rows.rows(); row++) {
            System.arraycopy(rows.row(row), 0, flat, row * rows.columns(), rows.columns());
        }
        try {
            return booster.predictForMat(
                    flat, rows.rows(), rows.columns(), true, type, "num_threads=1 verbosity=-1");
        } catch (LGBMException e) {
            throw new AssertionError("LightGBM does not predict", e);
        }
    }

    @Override
    public void close() {
        try {
            booster.close();
        } catch (LGBMException e) {
            throw new AssertionError("LightGBM does not close", e);
        }
    }
}
