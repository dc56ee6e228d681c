package io.prox.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prox.contracts.WorkspaceId;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;

class DatabaseTest {
    private static final WorkspaceId ONE = new WorkspaceId("ws_1");
    private static final WorkspaceId OTHER = new WorkspaceId("ws_2");

    private static final String UNNAMED = "no workspace is named in this transaction";

    private static TestDatabase test;
    private static Database database;

    @BeforeAll
    static void start() {
        test = new TestDatabase();
        database = test.database();
        insert(ONE, "one");
        insert(OTHER, "other");
    }

    @AfterAll
    static void stop() {
        test.close();
    }

    @Test
    void showsTheRowsOfTheNamedWorkspaceAlone() {
        assertThat(database.within(ONE, DatabaseTest::names)).containsExactly("one");
        assertThat(database.within(OTHER, DatabaseTest::names)).containsExactly("other");
    }

    @Test
    void refusesToAnswerWhereNoWorkspaceIsNamed() {
        assertThatThrownBy(() -> database.transaction(DatabaseTest::names))
                .hasStackTraceContaining(UNNAMED);
        assertThatThrownBy(DatabaseTest::names).hasStackTraceContaining(UNNAMED);
    }

    @Test
    void keepsWhatBelongsToNoWorkspaceOnAConnectionThatNamedNone() {
        try (TestDatabase fresh = new TestDatabase()) {
            Database unused = fresh.database();
            unused.transaction(
                    () -> {
                        unused.nameNone();
                        unused.sql()
                                .sql(
                                        """
                                        INSERT INTO platform.rejected (workspace_id, rejected_id,
                                            consumer, topic, partition, record_offset, problem,
                                            detail, version, rejected_at)
                                        VALUES ('', 'rejected_1', 'c', 't', 0, 0, 'p', 'd', '1', now())
                                        """)
                                .update();
                    });
        }
    }

    @Test
    void forgetsTheWorkspaceAfterTheTransaction() {
        database.within(ONE, DatabaseTest::names);

        for (int connection = 0; connection < 20; connection++) {
            assertThatThrownBy(DatabaseTest::names).hasStackTraceContaining(UNNAMED);
        }
    }

    @Test
    void returnsToTheWorkspaceThatWasNamedBefore() {
        List<String> after =
                database.within(
                        ONE,
                        () -> {
                            assertThat(database.within(OTHER, DatabaseTest::names))
                                    .containsExactly("other");
                            return names();
                        });

        assertThat(after).containsExactly("one");
    }

    @Test
    void refusesARowOfAnotherWorkspace() {
        assertThatThrownBy(() -> database.within(ONE, () -> insertRow(OTHER, "smuggled")))
                .isInstanceOf(DataAccessException.class)
                .hasStackTraceContaining("row-level security");
    }

    @Test
    void namesAWorkspaceWithinATransactionOnly() {
        assertThatThrownBy(() -> database.name(ONE)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void undoesEverythingWhenWorkFails() {
        var third = new WorkspaceId("ws_3");
        database.sql().sql("INSERT INTO platform.workspace_directory VALUES ('ws_3')").update();

        assertThatThrownBy(
                        () ->
                                database.within(
                                        third,
                                        () -> {
                                            insertRow(third, "lost");
                                            throw new IllegalArgumentException("no");
                                        }))
                .hasMessage("no");

        assertThat(database.within(third, DatabaseTest::names)).isEmpty();
    }

    @Test
    void refusesToWorkAsASuperuser() {
        assertThatThrownBy(() -> new Migrations(test.owner(), "postgres").run(List.of()))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("'postgres' is a superuser");
    }

    @Test
    void refusesToWorkAsTheOwnerOfTables() {
        assertThatThrownBy(() -> new Migrations(test.owner(), test.ownerRole()).run(List.of()))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("owns tables");
    }

    @Test
    void saysWhichRoleIsMissing() {
        assertThatThrownBy(() -> new Migrations(test.owner(), "nobody_here").run(List.of()))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("'nobody_here' does not exist");
    }

    @Test
    void refusesADatabaseOfANewerVersion() {
        try (var newer = new TestDatabase()) {
            newer.asSuperuser(
                    """
                    INSERT INTO platform.flyway_schema_history
                    SELECT max(installed_rank) + 1, '999', 'from the future', 'SQL', 'V999__x.sql', 0,
                        'prox', now(), 1, true
                    FROM platform.flyway_schema_history
                    """);

            assertThatThrownBy(() -> new Migrations(newer.owner(), "prox_worker").run(List.of()))
                    .isInstanceOf(MigrationException.class)
                    .hasMessageContaining("newer ProX")
                    .hasMessageContaining("999");
        }
    }

    @Test
    void isBroughtUpToDateByTwoProcessesAtOnce() throws Exception {
        try (var shared = new TestDatabase();
                ExecutorService processes = Executors.newFixedThreadPool(2)) {
            // so that the two surely meet
            shared.asSuperuser(
                    """
                    CREATE FUNCTION slowly() RETURNS event_trigger LANGUAGE plpgsql
                        AS 'BEGIN PERFORM pg_sleep(0.1); END';
                    CREATE EVENT TRIGGER slow_grants ON ddl_command_end WHEN TAG IN ('GRANT')
                        EXECUTE FUNCTION slowly()
                    """);
            Callable<Boolean> start =
                    () -> {
                        new Migrations(shared.owner(), "prox_worker").run(List.of());
                        return true;
                    };

            for (Future<Boolean> started : processes.invokeAll(List.of(start, start))) {
                assertThat(started.get()).isTrue();
            }
        }
    }

    @Test
    void wallsInEveryTableThatHasAWorkspace() {
        List<String> open =
                database.sql()
                        .sql(
                                """
                                SELECT n.nspname || '.' || c.relname
                                FROM pg_class c
                                JOIN pg_namespace n ON n.oid = c.relnamespace
                                JOIN pg_attribute a ON a.attrelid = c.oid
                                    AND a.attname = 'workspace_id' AND NOT a.attisdropped
                                WHERE c.relkind IN ('r', 'p') AND NOT c.relforcerowsecurity
                                ORDER BY 1
                                """)
                        .query((row, number) -> row.getString(1))
                        .list();

        // These say which workspaces there are, and where work waits but not what it is about; they
        // are asked before a workspace is known.
        assertThat(open)
                .containsExactly(
                        "platform.job_queue",
                        "platform.sign_in_name",
                        "platform.sign_in_subject",
                        "platform.workspace_directory");
    }

    private static void insert(WorkspaceId workspace, String name) {
        database.within(
                workspace,
                () -> {
                    database.sql()
                            .sql(
                                    """
                                    INSERT INTO platform.workspace_directory VALUES (:workspace)
                                    ON CONFLICT DO NOTHING
                                    """)
                            .param("workspace", workspace.value())
                            .update();
                    insertRow(workspace, name);
                });
    }

    private static int insertRow(WorkspaceId workspace, String name) {
        return database.sql()
                .sql("INSERT INTO platform.workspace VALUES (:workspace, :name, false, now())")
                .param("workspace", workspace.value())
                .param("name", name)
                .update();
    }

    private static List<String> names() {
        return database.sql()
                .sql("SELECT name FROM platform.workspace ORDER BY name")
                .query((row, number) -> row.getString(1))
                .list();
    }
}
