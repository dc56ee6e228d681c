package io.prox.benchmarks;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import com.microsoft.ml.lightgbm.lightgbmlibConstants;
import com.microsoft.ml.lightgbm.lightgbmlibJNI;
import io.prox.learning.trees.NativeLibrary;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// LightGBM behind the fastest call that its binding has for one row: configured once, the row's
/// array pinned instead of copied, the answer read from native memory without a further JNI call.
final class ScorerPeer implements AutoCloseable {
    private final Arena arena = Arena.ofShared();
    private final MemorySegment length = arena.allocate(JAVA_LONG);
    private final MemorySegment answer;
    private final long booster;
    private final long raw;
    private final long contributions;

    ScorerPeer(String modelText, int columns) {
        NativeLibrary.load();
        answer = arena.allocate(JAVA_DOUBLE, columns + 1);
        MemorySegment pointer = arena.allocate(JAVA_LONG);
        MemorySegment rounds = arena.allocate(JAVA_INT);
        check(
                lightgbmlibJNI.LGBM_BoosterLoadModelFromString(
                        modelText, rounds.address(), pointer.address()));
        booster = pointer.get(JAVA_LONG, 0);
        raw = configure(lightgbmlibConstants.C_API_PREDICT_RAW_SCORE, columns, pointer);
        contributions = configure(lightgbmlibConstants.C_API_PREDICT_CONTRIB, columns, pointer);
    }

    private long configure(int kind, int columns, MemorySegment pointer) {
        check(
                lightgbmlibJNI.LGBM_BoosterPredictForMatSingleRowFastInit(
                        booster,
                        kind,
                        0,
                        -1,
                        lightgbmlibConstants.C_API_DTYPE_FLOAT64,
                        columns,
                        "num_threads=1 verbosity=-1",
                        pointer.address()));
        return pointer.get(JAVA_LONG, 0);
    }

    double raw(double[] row) {
        check(
                lightgbmlibJNI.LGBM_BoosterPredictForMatSingleRowFastCriticalSWIG(
                        row, raw, length.address(), answer.address()));
        return answer.get(JAVA_DOUBLE, 0);
    }

    /// @param out filled: one contribution a column, and the expected score
    void contributions(double[] row, double[] out) {
        check(
                lightgbmlibJNI.LGBM_BoosterPredictForMatSingleRowFastCriticalSWIG(
                        row, contributions, length.address(), answer.address()));
        MemorySegment.copy(answer, JAVA_DOUBLE, 0, out, 0, out.length);
    }

    private static void check(int status) {
        if (status != 0) {
            throw new IllegalStateException("LightGBM: " + lightgbmlibJNI.LGBM_GetLastError());
        }
    }

    @Override
    public void close() {
        lightgbmlibJNI.LGBM_FastConfigFree(raw);
        lightgbmlibJNI.LGBM_FastConfigFree(contributions);
        lightgbmlibJNI.LGBM_BoosterFree(booster);
        arena.close();
    }
}
