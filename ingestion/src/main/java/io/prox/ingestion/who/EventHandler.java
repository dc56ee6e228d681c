package io.prox.ingestion.who;

import io.prox.contracts.EventFact;
import io.prox.contracts.WorkspaceId;
import io.prox.platform.database.Database;
import io.prox.platform.log.BatchHandler;
import io.prox.platform.log.Outcome;
import io.prox.platform.log.Received;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Takes events from the log: drops repeats, finds out who each is of, keeps what was refused, and
/// publishes what leads did.
public final class EventHandler implements BatchHandler<EventFact> {
    private final Database database;
    private final WhoIsWho who;

    EventHandler(Database database, WhoIsWho who) {
        this.database = database;
        this.who = who;
    }

    @Override
    public List<Outcome> handle(List<Received<EventFact>> batch) {
        SortedMap<WorkspaceId, List<EventFact>> parts = new TreeMap<>();
        for (Received<EventFact> received : batch) {
            parts.computeIfAbsent(received.fact().workspace(), first -> new ArrayList<>())
                    .add(received.fact());
        }
        parts.forEach(
                (workspace, facts) -> database.within(workspace, () -> who.take(workspace, facts)));
        return Collections.nCopies(batch.size(), Outcome.DONE);
    }
}
