package io.prox.benchmarks;

import java.util.List;

/// What the rounds of one run measured of one thing.
///
/// @param name what was measured
/// @param unit of all values
/// @param rounds in the order of measuring, at least one
public record Figure(String name, String unit, List<Double> rounds) {
    public Figure {
        rounds = List.copyOf(rounds);
        if (rounds.isEmpty()) {
            throw new IllegalArgumentException("figure has no rounds: " + name);
        }
    }

    public double min() {
        return sorted().getFirst();
    }

    public double max() {
        return sorted().getLast();
    }

    /// Mean of the middle two where the rounds are even in number.
    public double median() {
        List<Double> sorted = sorted();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1
                ? sorted.get(middle)
                : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    private List<Double> sorted() {
        return rounds.stream().sorted().toList();
    }
}
