package io.prox.scoring.models;

import io.prox.contracts.WorkspaceId;
import io.prox.platform.database.Database;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/// What people have decided of columns, for all trainings to come.
final class ColumnChoices {
    private static final String READ =
            "SELECT column_name, used FROM scoring.column_choice WHERE workspace_id = :workspace";
    private static final String CLEAR =
            "DELETE FROM scoring.column_choice WHERE workspace_id = :workspace";
    private static final String WRITE =
            """
            INSERT INTO scoring.column_choice (workspace_id, column_name, used)
            SELECT :workspace, name, :used FROM unnest(:names::text[]) AS chosen (name)
            """;

    private final Database database;

    ColumnChoices(Database database) {
        this.database = database;
    }

    /// @param leaveOut columns that no model is to learn from
    /// @param keep columns to learn from although they seem to know the outcome
    record Choices(SortedSet<String> leaveOut, SortedSet<String> keep) {
        static final Choices NONE = new Choices(new TreeSet<>(), new TreeSet<>());

        Choices {
            leaveOut = Collections.unmodifiableSortedSet(new TreeSet<>(leaveOut));
            keep = Collections.unmodifiableSortedSet(new TreeSet<>(keep));
        }
    }

    Choices read(WorkspaceId workspace) {
        return database.within(
                workspace,
                () -> {
                    var leaveOut = new TreeSet<String>();
                    var keep = new TreeSet<String>();
                    database.sql()
                            .sql(READ)
                            .param("workspace", workspace.value())
                            .query(
                                    (row, number) ->
                                            (row.getBoolean("used") ? keep : leaveOut)
                                                    .add(row.getString("column_name")))
                            .list();
                    return new Choices(leaveOut, keep);
                });
    }

    /// Decides anew; what was decided before is forgotten.
    void replace(WorkspaceId workspace, Choices choices) {
        database.within(
                workspace,
                () -> {
                    database.sql().sql(CLEAR).param("workspace", workspace.value()).update();
                    write(workspace, choices.leaveOut(), false);
                    write(workspace, choices.keep(), true);
                });
    }

    private void write(WorkspaceId workspace, SortedSet<String> names, boolean used) {
        database.sql()
                .sql(WRITE)
                .param("workspace", workspace.value())
                .param("names", names.toArray(String[]::new))
                .param("used", used)
                .update();
    }
}
