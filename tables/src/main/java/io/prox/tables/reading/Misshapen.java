package io.prox.tables.reading;

/// How many rows may be longer or shorter than the header before the file is refused.
enum Misshapen {
    /// One in a hundred: beyond, the cells of the others are not to be trusted either.
    FEW(100),

    /// Half of them, where whoever takes the rows says of each that is not whole what became of it.
    MANY(2);

    private final int bearable;

    Misshapen(int bearable) {
        this.bearable = bearable;
    }

    /// Whether a file with so many is refused.
    boolean isTooMuch(long misshapen, long rows) {
        return misshapen * bearable >= rows;
    }
}
