package io.prox.console.work.live;

import io.prox.contracts.LeadId;
import io.prox.contracts.ModelVersion;
import io.prox.contracts.WorkspaceId;
import io.prox.platform.database.Database;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// Tells all processes what changed, once the running transaction has committed.
public final class Changes {
    static final String CHANNEL = "console_work";
    static final String LEADS = "leads";
    static final String MODEL = "model";

    /// A notice holds 8,000 bytes, an identifier up to 45.
    private static final int LEADS_OF_A_NOTICE = 150;

    private final Database database;

    public Changes(Database database) {
        this.database = database;
    }

    /// Something about these leads is different now, or they are gone.
    public void tell(WorkspaceId workspace, Collection<LeadId> leads) {
        List<String> ids = leads.stream().map(LeadId::value).toList();
        var rest = new ArrayList<>(ids);
        while (!rest.isEmpty()) {
            List<String> some = rest.subList(0, Math.min(LEADS_OF_A_NOTICE, rest.size()));
            notice(LEADS + " " + workspace + " " + String.join(" ", some));
            some.clear();
        }
    }

    /// All leads are ranked by this model now.
    public void tell(WorkspaceId workspace, ModelVersion model) {
        notice(MODEL + " " + workspace + " " + model);
    }

    private void notice(String text) {
        database.sql()
                .sql("SELECT pg_notify(:channel, :text)")
                .param("channel", CHANNEL)
                .param("text", text)
                .query((row, number) -> true)
                .list();
    }
}
