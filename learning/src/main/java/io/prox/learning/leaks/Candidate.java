package io.prox.learning.leaks;

import io.prox.tables.ValueColumn;
import java.util.List;
import java.util.Optional;

/// The columns made from one column of the customer's file, which are judged as one.
final class Candidate {
    final String name;
    final List<ValueColumn> columns;

    /// What each of the columns says by itself.
    final List<Alone> alone;

    /// The most that one of them explains.
    final double explained;

    /// What the name gives away, if anything.
    final Optional<String> suspicion;

    /// @param rows to look at
    /// @param labels of all rows
    Candidate(String name, List<ValueColumn> columns, int[] rows, byte[] labels) {
        this.name = name;
        this.columns = columns;
        alone = columns.stream().map(column -> Alone.of(column, rows, labels)).toList();
        explained = alone.stream().mapToDouble(Alone::explained).max().orElseThrow();
        suspicion = LeakNames.suspicion(name);
    }

    double rocAuc() {
        return alone.stream().mapToDouble(Alone::rocAuc).max().orElseThrow();
    }
}
