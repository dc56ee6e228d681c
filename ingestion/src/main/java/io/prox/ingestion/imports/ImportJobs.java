package io.prox.ingestion.imports;

import io.prox.platform.jobs.JobWork;
import java.util.List;

/// The long work of imports.
public final class ImportJobs {
    private final List<JobWork> works;

    ImportJobs(JobWork... works) {
        this.works = List.of(works);
    }

    public List<JobWork> works() {
        return works;
    }
}
