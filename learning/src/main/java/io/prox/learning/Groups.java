package io.prox.learning;

import java.util.stream.IntStream;

/// A number for each row; rows of one number belong to one person and stay in one fold. Immutable.
public final class Groups {
    private final int[] numbers;

    private Groups(int[] numbers) {
        this.numbers = numbers;
    }

    /// @param numbers one for each row; copied
    public static Groups of(int[] numbers) {
        return new Groups(numbers.clone());
    }

    /// Every row for itself.
    public static Groups none(int rows) {
        return new Groups(IntStream.range(0, rows).toArray());
    }

    int[] numbers() {
        return numbers.clone();
    }
}
