package io.prox.tables.reading;

/// Bounds beyond which a file is taken for damaged or hostile. Each is far above what honest tables
/// need and low enough that reading stays within a small heap.
final class Limits {
    /// As many as a spreadsheet can have.
    static final int COLUMNS = 16_384;

    /// Characters of one cell; a spreadsheet holds 32,767.
    static final int CELL_CHARACTERS = 4 << 20;

    /// Of a workbook that lies on no disk and is read in memory; packed, as it comes.
    static final long WORKBOOK_BYTES = 256L << 20;

    /// Repetitive tables reach about 50; deflate itself at most 1,032.
    static final int UNPACKING_RATIO = 200;

    /// Below this many bytes the ratio does not matter.
    static final long UNPACKED_BYTES = 64L << 20;

    /// Objects within objects of a JSON value.
    static final int NESTING = 64;

    private Limits() {}
}
