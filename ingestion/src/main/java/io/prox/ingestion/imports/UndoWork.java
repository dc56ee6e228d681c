package io.prox.ingestion.imports;

import io.prox.contracts.LeadId;
import io.prox.ingestion.leads.Withdrawal;
import io.prox.platform.jobs.Job;
import io.prox.platform.jobs.JobRun;
import io.prox.platform.jobs.JobWork;
import java.util.Optional;
import org.springframework.dao.ConcurrencyFailureException;

/// Takes back all that an import said, some leads in each transaction. What is taken back is no
/// longer found, so that an undo that was broken off goes on where it was. Of an import that never
/// came to its end the file is destroyed then.
final class UndoWork implements JobWork {
    static final String KIND = "import-undo";

    private static final int STEP = 500;
    private static final int TRIES = 10;

    private final Withdrawal withdrawal;
    private final Imports imports;

    UndoWork(Withdrawal withdrawal, Imports imports) {
        this.withdrawal = withdrawal;
        this.imports = imports;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void run(Job job, JobRun run) {
        long all = withdrawal.count(job.workspace(), job.subject());
        long done = 0;
        Optional<LeadId> last = step(job, Optional.empty());
        while (last.isPresent()) {
            run.checkCancelled();
            done += STEP;
            run.report("taking back", Math.min(1, (double) done / Math.max(1, all)));
            last = step(job, last);
        }
        imports.destroyFile(job.workspace(), job.subject());
    }

    private Optional<LeadId> step(Job job, Optional<LeadId> after) {
        for (int attempt = 1; ; attempt++) {
            try {
                return withdrawal.step(job.workspace(), job.subject(), after, STEP);
            } catch (ConcurrencyFailureException meanwhile) {
                if (attempt == TRIES) {
                    throw meanwhile;
                }
            }
        }
    }
}
