package io.prox.ingestion.imports;

import io.prox.contracts.Cause;
import io.prox.contracts.LeadId;
import io.prox.contracts.WorkspaceId;
import io.prox.ingestion.imports.FileRows.Ready;
import io.prox.ingestion.leads.Intake;
import io.prox.ingestion.leads.Intake.Prepared;
import io.prox.ingestion.leads.Intake.Taken;
import io.prox.ingestion.leads.Trial;
import io.prox.platform.jobs.Job;
import io.prox.platform.jobs.JobRun;
import io.prox.platform.jobs.JobTroubleException;
import io.prox.platform.jobs.JobWork;
import io.prox.tables.TableException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Tries what would become of the rows of a file, and keeps nothing but the counts and the rows
/// that would be refused. Rows are read, and told who they are, by what a run does it by.
///
/// Goes through the file twice: first for what stands in it more than once.
final class CheckWork implements JobWork {
    static final String KIND = "import-check";

    private static final double FIRST_WALK = 0.4;

    private final Opening opening;
    private final Imports imports;
    private final RefusedRows refusedRows;
    private final Intake intake;

    CheckWork(Opening opening, Imports imports, RefusedRows refusedRows, Intake intake) {
        this.opening = opening;
        this.imports = imports;
        this.refusedRows = refusedRows;
        this.intake = intake;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void run(Job job, JobRun run) {
        Opening.Opened opened = opening.open(job);
        refusedRows.clear(job.workspace(), job.subject());
        try {
            var repeats = new Repeats(job.workspace());
            opened.rows()
                    .each(
                            chunk -> {
                                run.checkCancelled();
                                repeats.look(chunk);
                                run.report(
                                        "looking for rows of one lead",
                                        FIRST_WALK * chunk.shareRead());
                            });
            imports.checked(job.workspace(), job.subject(), tried(job, opened, repeats, run));
        } catch (TableException unreadable) {
            throw new JobTroubleException(String.valueOf(unreadable.getMessage()), unreadable);
        }
    }

    private Counts tried(Job job, Opening.Opened opened, Repeats repeats, JobRun run) {
        Trial trial =
                intake.trial(
                        job.workspace(),
                        opened.row().source(),
                        new Cause(Cause.Kind.IMPORT, job.subject()),
                        repeats);
        var seen = new LongSet();
        var counts = new Counts[] {Counts.NONE};
        opened.rows()
                .each(
                        chunk -> {
                            run.checkCancelled();
                            List<Taken> taken = trial.take(chunk.leads());
                            Outcome outcome = Outcome.of(chunk, taken, seen);
                            outcome.leads().forEach(lead -> seen.add(LongSet.of(lead)));
                            counts[0] = counts[0].plus(outcome.chunked());
                            refusedRows.keep(
                                    job.workspace(),
                                    job.subject(),
                                    chunk.from(),
                                    outcome.chunked().refused(),
                                    opened.key());
                            run.report(
                                    "trying rows",
                                    FIRST_WALK + (1 - FIRST_WALK) * chunk.shareRead());
                        });
        return counts[0];
    }

    /// What stands in a file more than once: identities, and leads that are known by several.
    private final class Repeats implements Trial.Recurrence {
        private final WorkspaceId workspace;
        private final LongSet once = new LongSet();
        private final LongSet again = new LongSet();

        Repeats(WorkspaceId workspace) {
            this.workspace = workspace;
        }

        void look(Ready chunk) {
            Map<String, LeadId> owners = intake.owners(workspace, chunk.leads());
            for (Prepared lead : chunk.leads()) {
                Set<String> keys = new HashSet<>();
                for (String token : lead.tokens()) {
                    keys.add(token);
                    LeadId owner = owners.get(token);
                    if (owner != null) {
                        keys.add(owner.value());
                    }
                }
                for (String key : keys) {
                    long hash = LongSet.of(key);
                    if (!once.add(hash)) {
                        again.add(hash);
                    }
                }
            }
        }

        @Override
        public boolean of(String token) {
            return again.contains(LongSet.of(token));
        }

        @Override
        public boolean of(LeadId lead) {
            return again.contains(LongSet.of(lead.value()));
        }
    }
}
