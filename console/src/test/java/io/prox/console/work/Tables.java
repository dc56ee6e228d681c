package io.prox.console.work;

import io.prox.contracts.WorkspaceId;
import io.prox.platform.database.Database;
import java.util.ArrayList;
import java.util.List;

/// All rows of a workspace that are folded from the log, to be compared.
public final class Tables {
    private static final List<String> FOLDED =
            List.of(
                    "shown_model",
                    "promotion_marker",
                    "item",
                    "item_token",
                    "score",
                    "earlier_score",
                    "work",
                    "ranked");

    private Tables() {}

    /// @return a line for each row, in an order that follows from the rows
    public static List<String> of(Database database, WorkspaceId workspace) {
        return database.within(
                workspace,
                () -> {
                    var lines = new ArrayList<String>();
                    for (String table : FOLDED) {
                        lines.addAll(
                                database.sql()
                                        .sql(
                                                "SELECT '%1$s ' || to_jsonb(%1$s)::text FROM console.%1$s ORDER BY 1"
                                                        .formatted(table))
                                        .query((row, number) -> row.getString(1))
                                        .list());
                    }
                    return lines;
                });
    }
}
