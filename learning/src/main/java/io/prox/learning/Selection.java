package io.prox.learning;

import io.prox.learning.leaks.Finding;
import io.prox.tables.ValueColumn;
import java.util.List;
import java.util.Set;

/// The columns to learn from, and what the sentinel found.
///
/// @param columns without those that know the outcome for certain, unless a person keeps them
/// @param excluded columns of the customer's file that know the outcome and are left out
/// @param findings of the rows that were looked at
record Selection(List<ValueColumn> columns, Set<String> excluded, List<Finding> findings) {
    Selection {
        columns = List.copyOf(columns);
        excluded = Set.copyOf(excluded);
        findings = List.copyOf(findings);
    }
}
