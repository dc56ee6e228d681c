package io.prox.benchmarks;

import io.prox.features.Persons;
import io.prox.features.ProfileFeatures;
import io.prox.learning.Outcome;
import io.prox.learning.TimeOrder;
import io.prox.learning.leaks.Finding;
import io.prox.learning.leaks.Sentinel;
import io.prox.tables.Column;
import io.prox.tables.Table;
import io.prox.tables.TextColumn;
import io.prox.tables.ValueColumn;
import io.prox.tables.reading.ReadOptions;
import io.prox.tables.reading.TableReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The sentinel's findings on a file, on all of its rows, without the rest of an evaluation. Does
/// as `evaluate` does, but for the columns that it makes of two dates.
///
/// @param findings of the sentinel
record Inspection(List<Finding> findings) {
    Inspection {
        findings = List.copyOf(findings);
    }

    static Inspection of(
            Path file,
            String target,
            List<String> positive,
            List<String> negative,
            Optional<String> time,
            long seed) {
        Table table =
                TableReader.open(file)
                        .read(ReadOptions.defaults().withVerbatim(Set.of(target)))
                        .table();
        TextColumn outcomes = (TextColumn) table.column(target).orElseThrow();
        Outcome outcome = Outcome.of(outcomes, positive, negative);
        byte[] labels = new byte[table.rows()];
        for (int row = 0; row < labels.length; row++) {
            labels[row] = (byte) (outcome.isOpen(row) ? -1 : outcome.isConverted(row) ? 1 : 0);
        }
        List<Column> inputs =
                table.columns().stream().filter(column -> !column.name().equals(target)).toList();
        Table profile = new Table(table.rows(), inputs);
        List<ValueColumn> columns =
                ProfileFeatures.derive(profile).columns().stream()
                        .map(ValueColumn.class::cast)
                        .toList();
        Optional<TimeOrder> order =
                time.isPresent()
                        ? Optional.of(TimeOrder.by(table, time.get()))
                        : TimeOrder.recognise(table);
        Sentinel sentinel =
                new Sentinel(
                        labels,
                        rows(labels, true),
                        Persons.groups(profile),
                        rows(labels, false),
                        positions(order, labels.length),
                        seed);
        return new Inspection(sentinel.inspect(columns));
    }

    private static int[] rows(byte[] labels, boolean known) {
        return IntStream.range(0, labels.length).filter(row -> labels[row] >= 0 == known).toArray();
    }

    private static double @Nullable [] positions(Optional<TimeOrder> order, int rows) {
        return order.map(time -> IntStream.range(0, rows).mapToDouble(time::position).toArray())
                .orElse(null);
    }

    /// Columns that would be left out.
    Set<String> certain() {
        return columns(true);
    }

    /// Columns that are flagged and kept.
    Set<String> suspect() {
        return columns(false);
    }

    private Set<String> columns(boolean certain) {
        return findings.stream()
                .filter(finding -> finding.certain() == certain)
                .map(Finding::column)
                .collect(Collectors.toSet());
    }
}
