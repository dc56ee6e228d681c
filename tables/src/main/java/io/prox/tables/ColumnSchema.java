package io.prox.tables;

import static java.util.Objects.requireNonNull;

import java.util.List;

/// A column's name, kind and format, with the reason for the kind.
///
/// @param name unique in its table
/// @param source the column of the customer's file that this one was made from; the same as `name`
///   unless derived
/// @param kind what the column holds
/// @param reason why it was taken for that, in a few words that a person reads: `2 values, yes and
///   no`
/// @param format how a cell is read
public record ColumnSchema(
        String name, String source, Kind kind, String reason, CellFormat format) {
    public ColumnSchema {
        requireNonNull(name, "name");
        requireNonNull(source, "source");
        requireNonNull(kind, "kind");
        requireNonNull(reason, "reason");
        requireNonNull(format, "format");
    }

    public ColumnSchema(String name, Kind kind, String reason, CellFormat format) {
        this(name, name, kind, reason, format);
    }

    /// Reads cells as a column of this schema: values where the kind holds them, else text as it
    /// stands.
    public Column read(Cells cells) {
        return kind.isValue() && !(format instanceof CellFormat.Verbatim)
                ? ValueColumn.of(this, cells)
                : TextColumn.of(this, cells);
    }

    /// The levels, in code order; empty for kinds without levels.
    public List<String> levels() {
        return format instanceof CellFormat.Levels levels ? levels.levels() : List.of();
    }
}
