package io.prox.ingestion.imports;

import io.prox.contracts.WorkspaceId;
import io.prox.ingestion.leads.Intake;
import io.prox.platform.jobs.Job;
import io.prox.platform.jobs.JobTroubleException;
import io.prox.platform.sealing.DataKey;
import io.prox.tables.TableException;
import io.prox.tables.reading.TableReader;
import java.time.Clock;

/// Opens the files of imports for jobs.
final class Opening {
    private final Imports imports;
    private final SealedFiles files;
    private final Intake intake;
    private final Clock clock;

    Opening(Imports imports, SealedFiles files, Intake intake, Clock clock) {
        this.imports = imports;
        this.files = files;
        this.intake = intake;
        this.clock = clock;
    }

    /// @throws JobTroubleException if it was deleted
    ImportRow find(Job job) {
        return imports.find(job.workspace(), job.subject())
                .orElseThrow(() -> new JobTroubleException("The import was deleted."));
    }

    /// @throws JobTroubleException if there is nothing to be opened
    Opened open(Job job) {
        WorkspaceId workspace = job.workspace();
        ImportRow row = find(job);
        Look look = imports.look(workspace, row.id()).orElseThrow(Opening::forgotten);
        DataKey key = imports.keptKey(workspace, row.id()).orElseThrow(Opening::forgotten);
        Mapping mapping =
                row.mapping()
                        .orElseThrow(() -> new JobTroubleException("The columns are not mapped."));
        try {
            TableReader reader =
                    TableReader.open(files.open(workspace, row)).bearingMisshapenRows();
            return new Opened(
                    row,
                    key,
                    new FileRows(
                            reader,
                            new RowReading(mapping, look, clock.instant()),
                            intake,
                            workspace,
                            row.source()));
        } catch (TableException unreadable) {
            throw new JobTroubleException(String.valueOf(unreadable.getMessage()), unreadable);
        }
    }

    private static JobTroubleException forgotten() {
        return new JobTroubleException("The file was forgotten; upload it again.");
    }

    /// @param row as it was when it was opened
    /// @param key of what is kept of the import
    record Opened(ImportRow row, DataKey key, FileRows rows) {}
}
