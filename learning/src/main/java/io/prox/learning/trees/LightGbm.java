package io.prox.learning.trees;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import com.microsoft.ml.lightgbm.lightgbmlibConstants;
import com.microsoft.ml.lightgbm.lightgbmlibJNI;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/// The few native calls that training needs, on native memory owned here: values go over in bulk
/// instead of one JNI call each, which is what the binding's own helpers do.
///
/// A dataset or booster is used by one thread; several may be used side by side.
final class LightGbm {
    private LightGbm() {}

    private static void check(int status, String what) {
        if (status != 0) {
            throw new BoostingException(
                    "LightGBM failed to %s: %s"
                            .formatted(what, lightgbmlibJNI.LGBM_GetLastError()));
        }
    }

    /// Rows, binned and held by LightGBM.
    static final class Dataset implements AutoCloseable {
        private long handle;

        /// @param reference the dataset whose bins these rows share, for validation rows; else null
        Dataset(LabelledRows rows, String parameters, @Nullable Dataset reference) {
            handle = create(rows.features(), parameters, reference == null ? 0 : reference.handle);
            try {
                setLabels(rows);
                if (rows.weighted()) {
                    setWeights(rows);
                }
                if (rows.started()) {
                    setStartScores(rows);
                }
            } catch (RuntimeException e) {
                close();
                throw e;
            }
        }

        private static long create(FeatureMatrix features, String parameters, long reference) {
            int rows = features.rows();
            int columns = features.columns();
            try (var arena = Arena.ofConfined()) {
                MemorySegment values =
                        arena.allocate(
                                (long) rows * columns * Double.BYTES, JAVA_DOUBLE.byteAlignment());
                for (int column = 0; column < columns; column++) {
                    long offset = (long) column * rows * Double.BYTES;
                    MemorySegment.copy(
                            features.sharedColumn(column), 0, values, JAVA_DOUBLE, offset, rows);
                }
                MemorySegment created = arena.allocate(JAVA_LONG);
                check(
                        lightgbmlibJNI.LGBM_DatasetCreateFromMat(
                                values.address(),
                                lightgbmlibConstants.C_API_DTYPE_FLOAT64,
                                rows,
                                columns,
                                0, // column-major
                                parameters,
                                reference,
                                created.address()),
                        "read the rows");
                return created.get(JAVA_LONG, 0);
            }
        }

        private void setLabels(LabelledRows rows) {
            try (var arena = Arena.ofConfined()) {
                MemorySegment values = arena.allocate(JAVA_FLOAT, rows.rows());
                for (int row = 0; row < rows.rows(); row++) {
                    values.setAtIndex(JAVA_FLOAT, row, rows.label(row) ? 1f : 0f);
                }
                set("label", values, rows.rows(), lightgbmlibConstants.C_API_DTYPE_FLOAT32);
            }
        }

        private void setWeights(LabelledRows rows) {
            try (var arena = Arena.ofConfined()) {
                MemorySegment values = arena.allocate(JAVA_FLOAT, rows.rows());
                for (int row = 0; row < rows.rows(); row++) {
                    values.setAtIndex(JAVA_FLOAT, row, (float) rows.weight(row));
                }
                set("weight", values, rows.rows(), lightgbmlibConstants.C_API_DTYPE_FLOAT32);
            }
        }

        private void setStartScores(LabelledRows rows) {
            try (var arena = Arena.ofConfined()) {
                MemorySegment values = arena.allocate(JAVA_DOUBLE, rows.rows());
                for (int row = 0; row < rows.rows(); row++) {
                    values.setAtIndex(JAVA_DOUBLE, row, rows.startScore(row));
                }
                set("init_score", values, rows.rows(), lightgbmlibConstants.C_API_DTYPE_FLOAT64);
            }
        }

        private void set(String field, MemorySegment values, int count, int type) {
            check(
                    lightgbmlibJNI.LGBM_DatasetSetField(
                            handle, field, values.address(), count, type),
                    "set " + field);
        }

        @Override
        public void close() {
            if (handle != 0) {
                lightgbmlibJNI.LGBM_DatasetFree(handle);
                handle = 0;
            }
        }
    }

    /// Trees in the making. Closed before the datasets that it learns from.
    static final class Booster implements AutoCloseable {
        private final Arena arena = Arena.ofConfined();
        private final MemorySegment finished = arena.allocate(JAVA_INT);
        private final MemorySegment length = arena.allocate(JAVA_LONG);
        private final MemorySegment metric = arena.allocate(JAVA_DOUBLE);
        private long handle;

        Booster(Dataset train, String parameters) {
            MemorySegment created = arena.allocate(JAVA_LONG);
            try {
                check(
                        lightgbmlibJNI.LGBM_BoosterCreate(
                                train.handle, parameters, created.address()),
                        "start training");
            } catch (RuntimeException e) {
                arena.close();
                throw e;
            }
            handle = created.get(JAVA_LONG, 0);
        }

        void validateOn(Dataset valid) {
            check(
                    lightgbmlibJNI.LGBM_BoosterAddValidData(handle, valid.handle),
                    "add the validation rows");
        }

        /// Grows one tree.
        ///
        /// @return whether no further split is possible, so that no tree was added
        boolean grow() {
            check(
                    lightgbmlibJNI.LGBM_BoosterUpdateOneIter(handle, finished.address()),
                    "grow a tree");
            return finished.get(JAVA_INT, 0) != 0;
        }

        /// The metric of the validation rows after the trees grown so far: one number comes back.
        double validMetric() {
            check(
                    lightgbmlibJNI.LGBM_BoosterGetEval(
                            handle, 1, length.address(), metric.address()),
                    "measure the validation rows");
            return metric.get(JAVA_DOUBLE, 0);
        }

        /// LightGBM's model text of the first rounds.
        String text(int rounds) {
            String text =
                    lightgbmlibJNI.LGBM_BoosterSaveModelToStringSWIG(
                            handle,
                            0,
                            rounds,
                            lightgbmlibConstants.C_API_FEATURE_IMPORTANCE_GAIN,
                            1 << 16,
                            length.address());
            if (text == null) {
                throw new BoostingException(
                        "LightGBM failed to write the trees: "
                                + lightgbmlibJNI.LGBM_GetLastError());
            }
            return text;
        }

        @Override
        public void close() {
            if (handle != 0) {
                lightgbmlibJNI.LGBM_BoosterFree(handle);
                handle = 0;
                arena.close();
            }
        }
    }
}
