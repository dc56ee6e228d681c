package io.prox.learning.blend;

import io.prox.learning.encoding.Places;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// The effects that two columns have together, a table of log-odds by the cells of a [Pair].
/// Immutable.
///
/// What each of the two contributes is its Shapley value, the other's place drawn as often as
/// training saw it: half of what the table's mean changes when its place is known alone, and half
/// of what changes when it becomes known after the other's (Štrumbelj and Kononenko, Knowledge and
/// Information Systems 41, 2014). Both add up to the effect's distance from the table's mean, which
/// is the base.
final class Crossing {
    private final Pair pair;
    private final double[] effects;
    private final double[] leftShares;
    private final double[] rightShares;

    /// Mean effect for each place of the left column, over the right one's; and the other way
    /// round.
    private final double[] leftMeans;

    private final double[] rightMeans;
    private final double base;

    /// @param effects log-odds of each cell; taken over
    /// @param leftShares of the training rows at each place; taken over
    Crossing(Pair pair, double[] effects, double[] leftShares, double[] rightShares) {
        this.pair = pair;
        this.effects = effects;
        this.leftShares = leftShares;
        this.rightShares = rightShares;
        leftMeans = new double[leftShares.length];
        rightMeans = new double[rightShares.length];
        double mean = 0;
        for (int left = 0; left < leftShares.length; left++) {
            for (int right = 0; right < rightShares.length; right++) {
                double effect = effects[left * rightShares.length + right];
                leftMeans[left] += rightShares[right] * effect;
                rightMeans[right] += leftShares[left] * effect;
                mean += leftShares[left] * rightShares[right] * effect;
            }
        }
        base = mean;
    }

    /// The same with its log-odds multiplied.
    Crossing times(double factor) {
        double[] scaled = effects.clone();
        for (int cell = 0; cell < scaled.length; cell++) {
            scaled[cell] *= factor;
        }
        return new Crossing(pair, scaled, leftShares, rightShares);
    }

    Pair pair() {
        return pair;
    }

    /// @param leftValue of the left column, NaN where missing
    double logOdds(double leftValue, double rightValue) {
        return effects[pair.cell(leftValue, rightValue)];
    }

    /// Adds what both columns contribute, and returns the base.
    ///
    /// @param values one for each column
    /// @param contributions one for each column, added to
    double explain(double[] values, double[] contributions) {
        int left = pair.leftPlaces().of(values[pair.left()]);
        int right = pair.rightPlaces().of(values[pair.right()]);
        double effect = effects[left * rightShares.length + right];
        contributions[pair.left()] += (leftMeans[left] - base + effect - rightMeans[right]) / 2;
        contributions[pair.right()] += (rightMeans[right] - base + effect - leftMeans[left]) / 2;
        return base;
    }

    void write(DataOutput output) throws IOException {
        output.writeInt(pair.left());
        output.writeInt(pair.right());
        pair.leftPlaces().write(output);
        pair.rightPlaces().write(output);
        write(effects, output);
        write(leftShares, output);
        write(rightShares, output);
    }

    private static void write(double[] numbers, DataOutput output) throws IOException {
        for (double number : numbers) {
            output.writeDouble(number);
        }
    }

    /// @param columns how many there are
    static Crossing read(DataInput input, int columns) throws IOException {
        int left = input.readInt();
        int right = input.readInt();
        if (left < 0 || right <= left || right >= columns) {
            throw new IOException("impossible pair of columns " + left + " and " + right);
        }
        var pair = new Pair(left, right, Places.read(input), Places.read(input));
        return new Crossing(
                pair,
                read(pair.cells(), input),
                read(pair.leftPlaces().count(), input),
                read(pair.rightPlaces().count(), input));
    }

    private static double[] read(int count, DataInput input) throws IOException {
        double[] numbers = new double[count];
        for (int index = 0; index < count; index++) {
            numbers[index] = input.readDouble();
        }
        return numbers;
    }
}
