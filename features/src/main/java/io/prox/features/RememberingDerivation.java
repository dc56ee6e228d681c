package io.prox.features;

import io.prox.features.normal.Remembered;
import java.util.Arrays;
import java.util.List;

/// Another derivation, for cells of which many are alike.
final class RememberingDerivation implements Derivation {
    private final List<Feature> features;
    private final Remembered<double[]> known;

    RememberingDerivation(Derivation derivation) {
        this.features = derivation.features();
        this.known =
                new Remembered<>(
                        cell -> {
                            double[] values = new double[features.size()];
                            Arrays.fill(values, Double.NaN);
                            derivation.derive(cell, values);
                            return values;
                        });
    }

    @Override
    public List<Feature> features() {
        return features;
    }

    @Override
    public void derive(String cell, double[] values) {
        System.arraycopy(known.of(cell), 0, values, 0, values.length);
    }
}
