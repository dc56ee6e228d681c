package io.prox.ingestion.who;

import io.prox.contracts.LeadId;
import io.prox.contracts.WorkspaceId;
import io.prox.ingestion.leads.Farewell;
import io.prox.platform.database.Database;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Forgets what people did who are forgotten, and on which devices. What their devices did in other
/// hands stays.
final class Forgetting implements Farewell {
    private static final List<String> FORGET =
            List.of(
                    """
                    DELETE FROM ingestion.activity WHERE workspace_id = :workspace
                        AND (lead_id = ANY (:leads) OR visitor = ANY (:persons))
                    """,
                    """
                    DELETE FROM ingestion.visitor_link WHERE workspace_id = :workspace
                        AND (person = ANY (:persons) OR visitor = ANY (:persons))
                    """,
                    """
                    DELETE FROM ingestion.visitor_claim WHERE workspace_id = :workspace
                        AND (person = ANY (:persons) OR visitor = ANY (:persons))
                    """,
                    """
                    DELETE FROM ingestion.kept_event
                    WHERE workspace_id = :workspace AND persons && :persons::text[]
                    """,
                    // Who is locked does something at this very moment, and is met anew.
                    """
                    DELETE FROM ingestion.visitor WHERE workspace_id = :workspace AND visitor IN (
                        SELECT visitor FROM ingestion.visitor
                        WHERE workspace_id = :workspace AND visitor = ANY (:persons)
                        FOR UPDATE SKIP LOCKED)
                    """);

    /// The next fact about an activity has a higher revision than those about the lead that is
    /// gone.
    private static final String LET_GO =
            """
            UPDATE ingestion.activity SET lead_id = NULL
            WHERE workspace_id = :workspace AND lead_id = ANY (:leads)
            """;

    private final Database database;

    Forgetting(Database database) {
        this.database = database;
    }

    @Override
    public void forget(
            WorkspaceId workspace, Collection<LeadId> leads, Collection<String> persons) {
        for (String statement : FORGET) {
            sql(statement, workspace, leads)
                    .param("persons", persons.toArray(String[]::new))
                    .update();
        }
    }

    @Override
    public void letGo(WorkspaceId workspace, Collection<LeadId> leads) {
        sql(LET_GO, workspace, leads).update();
    }

    private JdbcClient.StatementSpec sql(
            String statement, WorkspaceId workspace, Collection<LeadId> leads) {
        return database.sql()
                .sql(statement)
                .param("workspace", workspace.value())
                .param("leads", leads.stream().map(LeadId::value).toArray(String[]::new));
    }
}
