package io.prox.learning.trees;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import com.microsoft.ml.lightgbm.lightgbmlibConstants;
import com.microsoft.ml.lightgbm.lightgbmlibJNI;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// LightGBM's own answers to a matrix of rows.
final class NativeModel implements AutoCloseable {
    private final long booster;

    NativeModel(String modelText) {
        NativeLibrary.load();
        try (var arena = Arena.ofConfined()) {
            MemorySegment rounds = arena.allocate(JAVA_INT);
            MemorySegment pointer = arena.allocate(JAVA_LONG);
            check(
                    lightgbmlibJNI.LGBM_BoosterLoadModelFromString(
                            modelText, rounds.address(), pointer.address()));
            booster = pointer.get(JAVA_LONG, 0);
        }
    }

    /// One raw score a row.
    double[] raw(FeatureMatrix rows) {
        return predict(rows, lightgbmlibConstants.C_API_PREDICT_RAW_SCORE, 1);
    }

    /// For each row, one contribution a column and the expected value.
    double[][] contributions(FeatureMatrix rows) {
        int width = rows.columns() + 1;
        double[] flat = predict(rows, lightgbmlibConstants.C_API_PREDICT_CONTRIB, width);
        var split = new double[rows.rows()][width];
        for (int row = 0; row < split.length; row++) {
            System.arraycopy(flat, row * width, split[row], 0, width);
        }
        return split;
    }

    private double[] predict(FeatureMatrix rows, int kind, int width) {
        try (var arena = Arena.ofConfined()) {
            MemorySegment values = arena.allocate(JAVA_DOUBLE, (long) rows.rows() * rows.columns());
            for (int row = 0; row < rows.rows(); row++) {
                MemorySegment.copy(
                        rows.row(row),
                        0,
                        values,
                        JAVA_DOUBLE,
                        (long) row * rows.columns() * Double.BYTES,
                        rows.columns());
            }
            MemorySegment length = arena.allocate(JAVA_LONG);
            MemorySegment answers = arena.allocate(JAVA_DOUBLE, (long) rows.rows() * width);
            check(
                    lightgbmlibJNI.LGBM_BoosterPredictForMat(
                            booster,
                            values.address(),
                            lightgbmlibConstants.C_API_DTYPE_FLOAT64,
                            rows.rows(),
                            rows.columns(),
                            1, // row-major
                            kind,
                            0,
                            -1,
                            "num_threads=1 verbosity=-1",
                            length.address(),
                            answers.address()));
            return answers.toArray(JAVA_DOUBLE);
        }
    }

    private static void check(int status) {
        if (status != 0) {
            throw new AssertionError("LightGBM: " + lightgbmlibJNI.LGBM_GetLastError());
        }
    }

    @Override
    public void close() {
        check(lightgbmlibJNI.LGBM_BoosterFree(booster));
    }
}
