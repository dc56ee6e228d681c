package io.prox.learning;

import io.prox.learning.leaks.Finding;
import io.prox.tables.ValueColumn;
import java.util.List;

/// The columns to learn from, and what the sentinel found.
///
/// @param columns without those that know the outcome for certain, unless a person keeps them
record Selection(List<ValueColumn> columns, List<Finding> findings) {
    Selection {
        columns = List.copyOf(columns);
        findings = List.copyOf(findings);
    }
}
