package io.prox.ingestion.imports;

import io.prox.contracts.WorkspaceId;
import io.prox.ingestion.leads.Intake;
import io.prox.platform.jobs.Job;
import io.prox.platform.jobs.JobTroubleException;
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

    /// @throws JobTroubleException if there is nothing to be opened
    Opened open(Job job) {
        WorkspaceId workspace = job.workspace();
        ImportRow row =
                imports.find(workspace, job.subject())
                        .orElseThrow(() -> new JobTroubleException("The import was deleted."));
        Look look =
                imports.look(workspace, row.id())
                        .orElseThrow(
                                () ->
                                        new JobTroubleException(
                                                "The file was forgotten; upload it again."));
        Mapping mapping =
                row.mapping()
                        .orElseThrow(() -> new JobTroubleException("The columns are not mapped."));
        try {
            TableReader reader =
                    TableReader.open(files.open(workspace, row)).bearingMisshapenRows();
            return new Opened(
                    row,
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

    /// @param row as it was when it was opened
    record Opened(ImportRow row, FileRows rows) {}
}
