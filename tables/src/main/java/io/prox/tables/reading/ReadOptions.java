package io.prox.tables.reading;

import static java.util.Objects.requireNonNull;

import io.prox.tables.Kind;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleConsumer;
import java.util.function.Predicate;

/// How a file is to be read.
public final class ReadOptions {
    private final Map<String, Kind> kinds;
    private final Set<String> kept;
    private final Set<String> verbatim;
    private final int maxRows;
    private final long seed;
    private final Optional<Admission> admission;
    private final DoubleConsumer progress;

    private ReadOptions(
            Map<String, Kind> kinds,
            Set<String> kept,
            Set<String> verbatim,
            int maxRows,
            long seed,
            Optional<Admission> admission,
            DoubleConsumer progress) {
        this.kinds = Map.copyOf(kinds);
        this.kept = Set.copyOf(kept);
        this.verbatim = Set.copyOf(verbatim);
        this.maxRows = maxRows;
        this.seed = seed;
        this.admission = admission;
        this.progress = requireNonNull(progress, "progress");
    }

    /// All rows, and every kind decided from the cells.
    public static ReadOptions defaults() {
        return new ReadOptions(
                Map.of(), Set.of(), Set.of(), Integer.MAX_VALUE, 0, Optional.empty(), share -> {});
    }

    /// @param kinds chosen by a person, by column name; the columns' cells are not asked
    public ReadOptions withKinds(Map<String, Kind> kinds) {
        return new ReadOptions(kinds, kept, verbatim, maxRows, seed, admission, progress);
    }

    /// @param columns that a person wants used: an identifier, constant or duplicate among them is
    ///   read as whatever its values are
    public ReadOptions withKept(Set<String> columns) {
        return new ReadOptions(kinds, columns, verbatim, maxRows, seed, admission, progress);
    }

    /// @param columns kept as text as they stand in the file, and no column becomes their duplicate
    public ReadOptions withVerbatim(Set<String> columns) {
        return new ReadOptions(kinds, kept, columns, maxRows, seed, admission, progress);
    }

    /// A file with more rows is read as a random sample of so many, in file order.
    ///
    /// @param maxRows at least 1
    /// @param seed the same seed draws the same rows
    public ReadOptions withSample(int maxRows, long seed) {
        if (maxRows < 1) {
            throw new IllegalArgumentException("rows of a sample: " + maxRows);
        }
        return new ReadOptions(kinds, kept, verbatim, maxRows, seed, admission, progress);
    }

    /// Rows that may enter a sample, if one must be drawn; without need of a sample all are read.
    ///
    /// @param column whose text decides
    /// @param admitted told the text as it stands in the file
    public ReadOptions withSampleOf(String column, Predicate<String> admitted) {
        return new ReadOptions(
                kinds,
                kept,
                verbatim,
                maxRows,
                seed,
                Optional.of(new Admission(column, admitted)),
                progress);
    }

    /// @param progress told now and then which share of the work on the file is done, from 0 to 1
    public ReadOptions withProgress(DoubleConsumer progress) {
        return new ReadOptions(kinds, kept, verbatim, maxRows, seed, admission, progress);
    }

    Map<String, Kind> kinds() {
        return kinds;
    }

    Set<String> kept() {
        return kept;
    }

    Set<String> verbatim() {
        return verbatim;
    }

    int maxRows() {
        return maxRows;
    }

    long seed() {
        return seed;
    }

    Optional<Admission> admission() {
        return admission;
    }

    DoubleConsumer progress() {
        return progress;
    }

    /// @param column whose text decides
    /// @param admitted whether a row with this text may enter a sample
    record Admission(String column, Predicate<String> admitted) {}
}
