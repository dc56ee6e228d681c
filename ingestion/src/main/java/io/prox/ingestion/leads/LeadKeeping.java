package io.prox.ingestion.leads;

import io.prox.contracts.Cause;
import io.prox.contracts.FactJson;
import io.prox.contracts.LeadFact;
import io.prox.contracts.LeadId;
import io.prox.contracts.Topics;
import io.prox.contracts.WorkspaceId;
import io.prox.ingestion.leads.DeletionsFile.Deletion;
import io.prox.platform.database.Database;
import io.prox.platform.log.Message;
import io.prox.platform.log.Outbox;
import io.prox.platform.sealing.NewDataKey;
import io.prox.platform.sealing.Sealing;
import io.prox.platform.sealing.WorkspaceKeys;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps and publishes what became of leads, in the running transaction.
final class LeadKeeping {
    private static final Logger LOG = LoggerFactory.getLogger(LeadKeeping.class);

    private final Sealing sealing;
    private final LeadStore store;
    private final Sources sources;
    private final Outbox outbox;
    private final Database database;
    private final DeletionsFile deletions;
    private final Farewell farewell;

    LeadKeeping(
            Sealing sealing,
            LeadStore store,
            Sources sources,
            Outbox outbox,
            Database database,
            DeletionsFile deletions,
            Farewell farewell) {
        this.sealing = sealing;
        this.store = store;
        this.sources = sources;
        this.outbox = outbox;
        this.database = database;
        this.deletions = deletions;
        this.farewell = farewell;
    }

    /// @param rows that changed, locked or new
    /// @param newIdentities owners by token
    /// @throws ConcurrentIntakeException if another transaction took one of the identities
    void keep(
            WorkspaceId workspace,
            List<LeadRow> rows,
            Map<String, LeadId> newIdentities,
            Cause cause,
            Instant now) {
        if (rows.isEmpty()) {
            return;
        }
        WorkspaceKeys keys = sealing.keys(workspace);
        Map<String, String> names = sources.names(workspace);
        // The database and what is published are worked on at the same time.
        var publishing =
                Begun.on(
                        rows,
                        row -> PublishedLead.of(row, workspace, keys.index(), names, cause, now));
        // First of all: what another transaction took meanwhile makes the rest be in vain.
        store.insertIdentities(workspace, newIdentities);
        List<WrittenLead> written = stream(rows).map(row -> WrittenLead.of(row, keys)).toList();
        Map<String, NewDataKey> newKeys = new LinkedHashMap<>();
        for (WrittenLead lead : written) {
            lead.newKey().ifPresent(key -> newKeys.put(lead.row().id().value(), key));
        }
        sealing.keep(workspace, newKeys);
        store.writeStatements(workspace, written, cause, now);
        List<PublishedLead> published = publishing.finish();
        outbox.append(published.stream().map(PublishedLead::message).toList());
        store.writeLeads(workspace, published, now);
    }

    private static Stream<LeadRow> stream(List<LeadRow> rows) {
        return rows.size() < Intake.MANY ? rows.stream() : rows.parallelStream();
    }

    /// Lets go of leads: their keys are destroyed, and with them everything that identified the
    /// person, here, on the log and in every backup.
    ///
    /// @param leads that are there, and locked
    void forget(WorkspaceId workspace, List<LeadRow> leads, Cause cause, Instant now) {
        if (leads.isEmpty()) {
            return;
        }
        List<String> ids = leads.stream().map(row -> row.id().value()).toList();
        outbox.append(
                leads.stream()
                        .map(
                                row ->
                                        Message.of(
                                                Topics.LEADS,
                                                Topics.key(workspace, row.id()),
                                                FactJson.LEADS.encode(
                                                        new LeadFact.LeadDeleted(
                                                                workspace,
                                                                row.id(),
                                                                row.nextRevision(),
                                                                now,
                                                                cause,
                                                                Optional.empty()))))
                        .toList());
        List<LeadId> gone = leads.stream().map(LeadRow::id).toList();
        if (cause.kind() == Cause.Kind.UNDO) {
            farewell.letGo(workspace, gone);
        } else {
            farewell.forget(
                    workspace,
                    gone,
                    store.identities(workspace, gone).values().stream()
                            .flatMap(List::stream)
                            .toList());
        }
        store.delete(workspace, leads, now);
        sealing.destroy(workspace, ids);
        List<Deletion> written =
                gone.stream().map(lead -> new Deletion(workspace, lead, now)).toList();
        database.afterCommit(() -> remember(written));
    }

    /// What is not written now is at the next start, from the leads themselves.
    private void remember(List<Deletion> gone) {
        try {
            deletions.append(gone);
        } catch (IOException refused) {
            LOG.atError()
                    .addKeyValue("trouble", refused.toString())
                    .log(
                            "Deletions were not written down; a backup from before would bring them back");
        }
    }

    /// The name of a source.
    static String name(Map<String, String> names, String source) {
        return Objects.requireNonNullElse(names.get(source), source);
    }
}
