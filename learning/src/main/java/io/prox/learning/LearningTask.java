package io.prox.learning;

import io.prox.tables.ColumnSchema;
import io.prox.tables.Table;
import io.prox.tables.reading.ColumnFacts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// All that learning needs to know.
///
/// @param file the name of the file, without its folder
/// @param fileRows data rows in the file, at least as many as the table has
/// @param sampled whether the table is a sample of the file
/// @param inputs the columns of the file as read, in its order; kept in the model so that later
///   files are read alike
/// @param facts counts about these columns, by name; a column may lack them
/// @param table the values to learn from: value columns only, personal fields already derived; the
///   target is not among them
/// @param outcome of each row of the table
/// @param groups rows of one group stay in one fold
/// @param time the order of the rows in time, where there is one
/// @param keep columns that stay in whatever the sentinel says
/// @param sides a person's choice of side by column; the others are guessed
/// @param notes how the file was read, one sentence each, for the report
/// @param folds of the cross-validation, at least 2
/// @param seed of all randomness
public record LearningTask(
        String file,
        long fileRows,
        boolean sampled,
        List<ColumnSchema> inputs,
        Map<String, ColumnFacts> facts,
        Table table,
        Outcome outcome,
        Groups groups,
        Optional<TimeOrder> time,
        Set<String> keep,
        Map<String, Side> sides,
        List<String> notes,
        int folds,
        long seed) {
    public LearningTask {
        inputs = List.copyOf(inputs);
        facts = Map.copyOf(facts);
        keep = Set.copyOf(keep);
        sides = Map.copyOf(sides);
        notes = List.copyOf(notes);
        if (folds < 2) {
            throw new IllegalArgumentException("fewer than 2 folds: " + folds);
        }
        if (outcome.labels().length != table.rows() || groups.numbers().length != table.rows()) {
            throw new IllegalArgumentException(
                    "%d outcomes and %d groups for %d rows"
                            .formatted(
                                    outcome.labels().length,
                                    groups.numbers().length,
                                    table.rows()));
        }
    }
}
