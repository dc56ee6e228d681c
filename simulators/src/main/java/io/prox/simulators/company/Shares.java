package io.prox.simulators.company;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// Values and how often each of them is drawn. Immutable.
final class Shares<T> {
    private final List<T> values;
    private final double[] cumulated;

    private Shares(List<T> values, double[] cumulated) {
        this.values = values;
        this.cumulated = cumulated;
    }

    /// @param weight not negative; the weights need not add up to 1, but to more than 0
    static <T> Shares<T> of(List<T> values, ToDoubleFunction<T> weight) {
        var cumulated = new double[values.size()];
        double sum = 0;
        for (int index = 0; index < cumulated.length; index++) {
            sum += weight.applyAsDouble(values.get(index));
            cumulated[index] = sum;
        }
        if (!(sum > 0)) {
            throw new IllegalArgumentException("weights add up to " + sum);
        }
        return new Shares<>(List.copyOf(values), cumulated);
    }

    T draw(Dice dice) {
        double at = dice.even() * cumulated[cumulated.length - 1];
        int found = Arrays.binarySearch(cumulated, at);
        // a value of weight 0 ends where the one before it ends, and is never reached
        int index = found < 0 ? -found - 1 : found + 1;
        return values.get(Math.min(index, values.size() - 1));
    }
}
