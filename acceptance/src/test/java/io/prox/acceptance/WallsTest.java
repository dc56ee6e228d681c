package io.prox.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prox.contracts.WorkspaceId;
import io.prox.platform.database.Database;
import io.prox.platform.database.TestDatabase;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The wall between workspaces, around each table of each component that has a workspace.
class WallsTest {
    private static final WorkspaceId WORKSPACE = new WorkspaceId("ws_1");

    private static TestDatabase test;
    private static Database database;
    private static List<String> tables;

    @BeforeAll
    static void start() {
        test = new TestDatabase("ingestion", "engagement", "scoring", "console");
        database = test.database();
        tables =
                database.sql()
                        .sql(
                                """
                                SELECT oid::regclass::text FROM pg_class
                                WHERE relkind IN ('r', 'p') AND relforcerowsecurity ORDER BY 1
                                """)
                        .query((row, number) -> row.getString(1))
                        .list();
    }

    @AfterAll
    static void stop() {
        test.close();
    }

    @Test
    void isAnErrorToWhoeverHasNamedNoWorkspace() {
        assertThat(tables)
                .hasSizeGreaterThan(30)
                .contains("platform.data_key", "ingestion.lead", "scoring.lead", "console.work");
        for (String table : tables) {
            assertThatThrownBy(() -> database.transaction(count(table)))
                    .as(table)
                    .hasStackTraceContaining("no workspace is named in this transaction");
            assertThat(database.within(WORKSPACE, count(table))).as(table).isZero();
            // on a connection on which one was named before, which is another thing to PostgreSQL
            assertThatThrownBy(() -> database.transaction(count(table)))
                    .as(table)
                    .hasStackTraceContaining("no workspace is named in this transaction");
        }
    }

    @Test
    void letsTheRowsOfAWorkspaceBeFoundByAnIndex() {
        List<String> plan =
                database.within(
                        WORKSPACE,
                        () -> {
                            database.sql().sql("SET LOCAL enable_seqscan = off").update();
                            return database.sql()
                                    .sql(
                                            "EXPLAIN SELECT * FROM ingestion.lead WHERE lead_id = 'lead_1'")
                                    .query((row, number) -> row.getString(1))
                                    .list();
                        });

        assertThat(plan)
                .anySatisfy(
                        line -> assertThat(line).contains("Index Cond", "workspace_id", "lead_id"));
    }

    private static Supplier<Long> count(String table) {
        return () ->
                database.sql()
                        .sql("SELECT count(*) FROM " + table)
                        .query((row, number) -> row.getLong(1))
                        .single();
    }
}
