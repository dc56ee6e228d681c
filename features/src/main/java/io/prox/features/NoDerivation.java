package io.prox.features;

import java.util.List;

/// A name or a street says nothing about a lead that may be kept.
final class NoDerivation implements Derivation {
    @Override
    public List<Feature> features() {
        return List.of();
    }

    @Override
    public void derive(String cell, double[] values) {
        // nothing remains
    }
}
