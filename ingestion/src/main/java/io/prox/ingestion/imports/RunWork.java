package io.prox.ingestion.imports;

import io.prox.contracts.Cause;
import io.prox.contracts.LeadId;
import io.prox.contracts.WorkspaceId;
import io.prox.ingestion.books.Door;
import io.prox.ingestion.books.Tallies;
import io.prox.ingestion.imports.FileRows.Ready;
import io.prox.ingestion.leads.Intake;
import io.prox.ingestion.leads.Intake.Taken;
import io.prox.platform.database.Database;
import io.prox.platform.jobs.Job;
import io.prox.platform.jobs.JobRun;
import io.prox.platform.jobs.JobTroubleException;
import io.prox.platform.jobs.JobWork;
import io.prox.platform.sealing.DataKey;
import io.prox.tables.TableException;
import java.util.List;
import org.springframework.dao.ConcurrencyFailureException;

/// Takes the rows of a file in. What became of a chunk of rows, and that it is done, is one
/// transaction: a run that was broken off at any instant goes on with the next chunk, so that
/// nothing is lost and nothing done twice. When all rows are in, the file is destroyed.
final class RunWork implements JobWork {
    static final String KIND = "import";

    private static final int TRIES = 10;

    private final Opening opening;
    private final Imports imports;
    private final RefusedRows refusedRows;
    private final Intake intake;
    private final Tallies tallies;
    private final Database database;

    RunWork(
            Opening opening,
            Imports imports,
            RefusedRows refusedRows,
            Intake intake,
            Tallies tallies,
            Database database) {
        this.opening = opening;
        this.imports = imports;
        this.refusedRows = refusedRows;
        this.intake = intake;
        this.tallies = tallies;
        this.database = database;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void run(Job job, JobRun run) {
        if (opening.find(job).fileGoneAt().isPresent()) {
            imports.destroyFile(job.workspace(), job.subject());
            return; // an earlier try did all of it, and died before that was noted
        }
        Opening.Opened opened = opening.open(job);
        if (opened.row().position() == 0) {
            refusedRows.clear(job.workspace(), job.subject());
        }
        var import_ = new Import(job, opened.row(), opened.key());
        try {
            opened.rows()
                    .each(
                            chunk -> {
                                run.checkCancelled();
                                import_.take(chunk);
                                run.report("taking rows in", chunk.shareRead());
                            });
        } catch (TableException unreadable) {
            throw new JobTroubleException(String.valueOf(unreadable.getMessage()), unreadable);
        }
        imports.destroyFile(job.workspace(), job.subject());
    }

    /// An import in work.
    private final class Import {
        private final WorkspaceId workspace;
        private final String job;
        private final ImportRow row;
        private final Cause cause;
        private final DataKey key;
        private final LongSet seen = new LongSet();
        private Counts counts;

        Import(Job job, ImportRow row, DataKey key) {
            this.workspace = job.workspace();
            this.job = job.id();
            this.row = row;
            this.cause = new Cause(Cause.Kind.IMPORT, row.id());
            this.key = key;
            this.counts = row.result().orElse(Counts.NONE);
        }

        void take(Ready chunk) {
            if (chunk.to() <= row.position()) {
                passOver(chunk);
                return;
            }
            for (int attempt = 1; ; attempt++) {
                try {
                    Outcome outcome = database.within(workspace, () -> keep(chunk));
                    counts = counts.plus(outcome.chunked());
                    outcome.leads().forEach(lead -> seen.add(LongSet.of(lead)));
                    return;
                } catch (ConcurrencyFailureException meanwhile) {
                    if (attempt == TRIES) {
                        throw meanwhile;
                    }
                }
            }
        }

        /// Rows that an earlier run has done count for what later ones repeat.
        private void passOver(Ready chunk) {
            intake.owners(workspace, chunk.leads()).values().stream()
                    .map(LeadId::value)
                    .forEach(lead -> seen.add(LongSet.of(lead)));
        }

        private Outcome keep(Ready chunk) {
            List<Taken> taken = intake.takePrepared(workspace, row.source(), cause, chunk.leads());
            Outcome outcome = Outcome.of(chunk, taken, seen);
            refusedRows.keep(workspace, row.id(), chunk.from(), outcome.chunked().refused(), key);
            imports.advance(
                    workspace,
                    row.id(),
                    job,
                    chunk.from(),
                    chunk.to(),
                    counts.plus(outcome.chunked()));
            tallies.add(
                    workspace,
                    row.source(),
                    Door.IMPORT,
                    Taken.tally(taken, chunk.rows(), chunk.refused().size()));
            return outcome;
        }
    }
}
