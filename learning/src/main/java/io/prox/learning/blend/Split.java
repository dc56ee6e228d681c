package io.prox.learning.blend;

/// Rows to learn from, and rows to judge by. The arrays are not to be changed.
public final class Split {
    private final int[] train;
    private final int[] valid;

    public Split(int[] train, int[] valid) {
        this.train = train;
        this.valid = valid;
    }

    public int[] train() {
        return train;
    }

    public int[] valid() {
        return valid;
    }
}
