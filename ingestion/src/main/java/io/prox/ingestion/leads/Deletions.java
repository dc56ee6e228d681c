package io.prox.ingestion.leads;

import io.prox.contracts.Cause;
import io.prox.contracts.LeadId;
import io.prox.contracts.WorkspaceId;
import io.prox.ingestion.leads.DeletionsFile.Deletion;
import io.prox.platform.SettingsException;
import io.prox.platform.audit.AuditLog;
import io.prox.platform.database.Database;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings the database and the file of deletions together before anybody is served: what the file
/// knows to be deleted is deleted again, should a backup have brought it back, and what it does not
/// know yet it is told.
final class Deletions {
    private static final Logger LOG = LoggerFactory.getLogger(Deletions.class);
    private static final String PROX = "prox";

    private final Database database;
    private final LeadStore store;
    private final LeadDirectory directory;
    private final AuditLog audit;
    private final DeletionsFile file;

    Deletions(
            Database database,
            LeadStore store,
            LeadDirectory directory,
            AuditLog audit,
            DeletionsFile file) {
        this.database = database;
        this.store = store;
        this.directory = directory;
        this.audit = audit;
        this.file = file;
    }

    /// @param workspaces all there are
    /// @throws SettingsException if the file cannot be read or written
    void bringTogether(List<WorkspaceId> workspaces) {
        if (!file.isKept()) {
            return;
        }
        Map<WorkspaceId, List<Deletion>> known =
                file.read().stream().collect(Collectors.groupingBy(Deletion::workspace));
        for (WorkspaceId workspace : workspaces) {
            List<Deletion> ofWorkspace = known.getOrDefault(workspace, List.of());
            repeat(workspace, ofWorkspace);
            complete(workspace, ofWorkspace);
        }
    }

    private void repeat(WorkspaceId workspace, List<Deletion> known) {
        Set<LeadId> back =
                database.within(
                        workspace,
                        () -> store.alive(workspace, known.stream().map(Deletion::lead).toList()));
        if (back.isEmpty()) {
            return;
        }
        for (Deletion deletion : known) {
            if (back.contains(deletion.lead())) {
                database.within(workspace, () -> repeat(deletion));
            }
        }
        LOG.atWarn()
                .addKeyValue("workspace", workspace.value())
                .addKeyValue("leads", back.size())
                .log("Leads that had been deleted were there again, and are deleted");
    }

    private void repeat(Deletion deletion) {
        WorkspaceId workspace = deletion.workspace();
        if (directory.delete(workspace, deletion.lead(), new Cause(Cause.Kind.DELETION, PROX))) {
            audit.append(
                    workspace,
                    PROX,
                    "lead.deleted",
                    deletion.lead().value(),
                    Map.of("firstDeletedAt", deletion.at().toString()),
                    "");
        }
    }

    /// Tells the file what was deleted before there was one, or right before a process died.
    private void complete(WorkspaceId workspace, List<Deletion> known) {
        Set<LeadId> there =
                known.stream().map(Deletion::lead).collect(Collectors.toCollection(TreeSet::new));
        try {
            file.append(
                    database.within(workspace, () -> store.deleted(workspace)).entrySet().stream()
                            .filter(gone -> !there.contains(gone.getKey()))
                            .map(gone -> new Deletion(workspace, gone.getKey(), gone.getValue()))
                            .toList());
        } catch (IOException refused) {
            throw new SettingsException(
                    "Cannot write down deletions (%s). Give ProX the right to write the file that prox.leads.deletions names."
                            .formatted(refused),
                    refused);
        }
    }
}
