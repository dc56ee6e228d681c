package io.prox.learning.leaks;

import java.util.List;

/// A column that knows, or may know, the outcome.
///
/// @param column name in the customer's file
/// @param certain whether the evidence suffices to leave it out
/// @param evidence one sentence each
/// @param with ROC-AUC of the honest columns and this one
/// @param without ROC-AUC of the honest columns
public record Finding(
        String column, boolean certain, List<String> evidence, double with, double without) {
    public Finding {
        evidence = List.copyOf(evidence);
    }
}
