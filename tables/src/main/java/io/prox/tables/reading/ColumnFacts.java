package io.prox.tables.reading;

/// Counts about one column of a file.
///
/// @param name of the column
/// @param missing rows without a value that can be read
/// @param distinct different values; case and words for missing do not count
public record ColumnFacts(String name, int missing, int distinct) {}
