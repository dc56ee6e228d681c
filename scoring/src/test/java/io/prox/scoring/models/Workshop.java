package io.prox.scoring.models;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.prox.contracts.Cause;
import io.prox.contracts.LeadId;
import io.prox.contracts.ModelVersion;
import io.prox.contracts.WorkspaceId;
import io.prox.features.Profile;
import io.prox.platform.MutableClock;
import io.prox.platform.audit.AuditLog;
import io.prox.platform.database.Database;
import io.prox.platform.database.TestDatabase;
import io.prox.platform.ids.Identifiers;
import io.prox.platform.jobs.Job;
import io.prox.platform.jobs.JobRunner;
import io.prox.platform.jobs.JobWork;
import io.prox.platform.jobs.Jobs;
import io.prox.platform.log.Outbox;
import io.prox.platform.sealing.MasterKey;
import io.prox.platform.sealing.Sealing;
import io.prox.scoring.ScoringConfiguration;
import io.prox.scoring.history.Engagements;
import io.prox.scoring.history.LeadHistory;
import io.prox.scoring.history.LeadPast.Ending;
import io.prox.scoring.history.LeadVersion;
import io.prox.scoring.ledger.Ledger;
import io.prox.scoring.ledger.Ledger.Standing;
import io.prox.scoring.ledger.Scorekeeper;
import io.prox.scoring.models.Champions.Promotion;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What brings models in, on a database of its own, without the log: leads are put where the log
/// would have brought them.
final class Workshop implements AutoCloseable {
    static final WorkspaceId WORKSPACE = new WorkspaceId("ws_1");
    static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    static final Duration LEASE = Duration.ofSeconds(2);

    final TestDatabase test = new TestDatabase(ScoringConfiguration.NAME);
    final MutableClock clock = new MutableClock(NOW);
    final Identifiers identifiers = new Identifiers(clock, new SecureRandom());
    final Database database = test.database();
    final Jobs jobs = new Jobs(database, identifiers, clock);
    final Champions champions = new Champions(database, jobs);
    final ModelStore models = new ModelStore(database);
    final Engagements engagements = new Engagements(database);
    final LeadHistory history = new LeadHistory(database, engagements);
    final Ledger ledger = new Ledger(database);
    final Sealing sealing;
    final AuditLog audit;
    final Rescoring rescoring;
    final Promoting promoting;
    private final List<JobRunner> runners = new ArrayList<>();

    /// @param folder for the master key
    Workshop(Path folder) {
        var outbox = new Outbox(database, ScoringConfiguration.NAME);
        sealing =
                new Sealing(
                        database,
                        MasterKey.readOrMake(folder.resolve("master.key")),
                        new SecureRandom(),
                        clock);
        audit = new AuditLog(database, sealing, clock);
        rescoring =
                new Rescoring(
                        database, history, new Scorekeeper(ledger, engagements, outbox, clock));
        promoting =
                new Promoting(
                        database, champions, models, history, ledger, rescoring, outbox, audit,
                        jobs, clock);
    }

    /// A process that does these jobs.
    JobRunner runner(JobWork... works) {
        var runner =
                new JobRunner(
                        database,
                        jobs,
                        List.of(works),
                        works.length,
                        LEASE,
                        identifiers,
                        clock,
                        new SimpleMeterRegistry());
        runners.add(runner);
        runner.start();
        return runner;
    }

    /// Adds a lead that is known in one version.
    void add(LeadId lead, Instant created, Map<String, String> values, Optional<Ending> ending) {
        database.within(
                WORKSPACE,
                () -> {
                    history.lock(WORKSPACE, List.of(lead));
                    history.add(
                            WORKSPACE,
                            List.of(
                                    new LeadVersion(
                                            lead,
                                            1,
                                            0,
                                            created,
                                            created,
                                            new Profile(created, values))),
                            Map.of(lead, ending));
                });
    }

    /// Lets a model count, as if it had been promoted.
    void makeChampion(ModelVersion model) {
        database.within(
                WORKSPACE,
                () -> {
                    Champions.Standing standing = champions.lock(WORKSPACE);
                    champions.promote(
                            WORKSPACE,
                            new Promotion(
                                    standing.number() + 1,
                                    model,
                                    standing.champion(),
                                    "user_1",
                                    clock.instant()));
                });
    }

    void scoreByRules(List<LeadId> leads) {
        rescoring.score(
                WORKSPACE,
                models.ranking(WORKSPACE, ModelVersion.RULES),
                leads,
                Cause.of(Cause.Kind.OTHER));
    }

    Map<LeadId, Standing> scores(ModelVersion model, List<LeadId> leads) {
        return database.within(WORKSPACE, () -> ledger.standing(WORKSPACE, model, leads));
    }

    Champions.Standing standing() {
        return champions.now(WORKSPACE);
    }

    Job job(String id) {
        return jobs.find(WORKSPACE, id).orElseThrow();
    }

    @Override
    public void close() {
        runners.forEach(JobRunner::close);
        test.close();
    }
}
