package io.prox.scoring.models;

import io.prox.contracts.Cause;
import io.prox.contracts.FactJson;
import io.prox.contracts.LeadId;
import io.prox.contracts.ModelVersion;
import io.prox.contracts.ScoreFact;
import io.prox.contracts.Topics;
import io.prox.contracts.WorkspaceId;
import io.prox.platform.audit.AuditLog;
import io.prox.platform.database.Database;
import io.prox.platform.jobs.Job;
import io.prox.platform.jobs.JobRun;
import io.prox.platform.jobs.JobTroubleException;
import io.prox.platform.jobs.JobWork;
import io.prox.platform.jobs.Jobs;
import io.prox.platform.log.Message;
import io.prox.platform.log.Outbox;
import io.prox.scoring.history.LeadHistory;
import io.prox.scoring.ledger.Ledger;
import io.prox.scoring.models.Champions.Promotion;
import io.prox.scoring.models.Champions.Standing;
import io.prox.scoring.ranking.Ranking;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/// Brings a model in: scores every lead under it while the one before still counts, then lets it
/// count, for all readers at one instant.
///
/// From its first step on, leads that change are scored under both. Readers go over when they have
/// met the fact of the promotion on every partition, each behind the model's scores there.
public final class Promoting implements JobWork {
    /// Of the jobs; their subject is the model.
    public static final String KIND = "promotion";

    /// Who starts what nobody asked for.
    static final String PROX = "prox";

    private static final int AT_ONCE = 500;

    private final Database database;
    private final Champions champions;
    private final ModelStore models;
    private final LeadHistory history;
    private final Ledger ledger;
    private final Rescoring rescoring;
    private final Outbox outbox;
    private final AuditLog audit;
    private final Jobs jobs;
    private final Clock clock;

    Promoting(
            Database database,
            Champions champions,
            ModelStore models,
            LeadHistory history,
            Ledger ledger,
            Rescoring rescoring,
            Outbox outbox,
            AuditLog audit,
            Jobs jobs,
            Clock clock) {
        this.database = database;
        this.champions = champions;
        this.models = models;
        this.history = history;
        this.ledger = ledger;
        this.rescoring = rescoring;
        this.outbox = outbox;
        this.audit = audit;
        this.jobs = jobs;
        this.clock = clock;
    }

    /// Begins to bring a model in. Another one that is coming is given up; if the model counts
    /// already, that is all there is to do.
    ///
    /// @param by a user, or `prox`
    /// @return the job that brings it in; if it counts already, the cancelled one of the other that
    ///   was coming, if one was
    public Optional<String> begin(WorkspaceId workspace, ModelVersion model, String by) {
        return beginIf(standing -> true, workspace, model, by);
    }

    /// The same, if what counts and what is coming allow it just then.
    ///
    /// @return also empty if they do not
    Optional<String> beginIf(
            Predicate<Standing> allows, WorkspaceId workspace, ModelVersion model, String by) {
        return database.within(
                workspace,
                () -> {
                    Standing standing = champions.lock(workspace);
                    if (!allows.test(standing)) {
                        return Optional.empty();
                    }
                    if (standing.champion().equals(model)) {
                        return standing.coming().flatMap(other -> letGo(workspace, model, other));
                    }
                    if (!standing.coming().equals(Optional.of(model))) {
                        ledger.keepOnly(workspace, List.of(standing.champion()));
                        champions.come(workspace, model);
                    }
                    return Optional.of(jobs.start(workspace, KIND, model.value(), by));
                });
    }

    /// Lets a coming model go away, within the running transaction, which has locked the standing.
    ///
    /// @return its job
    private Optional<String> letGo(
            WorkspaceId workspace, ModelVersion champion, ModelVersion coming) {
        champions.goAway(workspace);
        ledger.keepOnly(workspace, List.of(champion));
        Optional<String> job = jobs.latestOf(workspace, KIND, coming.value()).map(Job::id);
        job.ifPresent(id -> jobs.cancel(workspace, id));
        return job;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void run(Job job, JobRun run) {
        WorkspaceId workspace = job.workspace();
        var model = new ModelVersion(job.subject());
        Ranking ranking = models.ranking(workspace, model);
        var cause = new Cause(Cause.Kind.MODEL, model.value());
        long leads = Math.max(1, history.count(workspace, Duration.ZERO, clock.instant()).leads());
        long done = 0;
        List<LeadId> page = history.page(workspace, "", AT_ONCE);
        while (!page.isEmpty()) {
            run.checkCancelled();
            List<LeadId> part = page;
            database.within(
                    workspace,
                    () -> {
                        if (isComing(champions.hold(workspace), model)) {
                            List<LeadId> due = unscored(workspace, model, part);
                            if (!due.isEmpty()) {
                                rescoring.score(workspace, ranking, due, cause);
                            }
                        }
                    });
            done += page.size();
            run.report("Scoring leads", Math.min(1.0, (double) done / leads));
            page = history.page(workspace, page.getLast().value(), AT_ONCE);
        }
        promote(job, model);
    }

    private List<LeadId> unscored(
            WorkspaceId workspace, ModelVersion model, Collection<LeadId> leads) {
        var left = new ArrayList<LeadId>(leads);
        left.removeAll(ledger.standing(workspace, model, leads).keySet());
        return left;
    }

    /// False where it counts already: an earlier run of the job ended before that was written down.
    private static boolean isComing(Standing standing, ModelVersion model) {
        if (standing.coming().equals(Optional.of(model))) {
            return true;
        }
        if (standing.champion().equals(model)) {
            return false;
        }
        throw new JobTroubleException("Another model was chosen meanwhile.");
    }

    private void promote(Job job, ModelVersion model) {
        WorkspaceId workspace = job.workspace();
        database.within(
                workspace,
                () -> {
                    Standing standing = champions.lock(workspace);
                    if (!isComing(standing, model)) {
                        return;
                    }
                    var promotion =
                            new Promotion(
                                    standing.number() + 1,
                                    model,
                                    standing.champion(),
                                    job.startedBy(),
                                    clock.instant());
                    champions.promote(workspace, promotion);
                    ledger.keepOnly(workspace, List.of(model));
                    audit.append(
                            workspace,
                            job.startedBy(),
                            "model.promoted",
                            model.value(),
                            Map.of("before", standing.champion().value()),
                            "");
                    outbox.append(markers(workspace, promotion, job.startedBy()));
                });
    }

    private static List<Message> markers(
            WorkspaceId workspace, Promotion promotion, String startedBy) {
        byte[] fact =
                FactJson.SCORES.encode(
                        new ScoreFact.ModelPromoted(
                                workspace,
                                promotion.model(),
                                promotion.number(),
                                promotion.at(),
                                startedBy.equals(PROX)
                                        ? new Cause(Cause.Kind.MODEL, promotion.model().value())
                                        : new Cause(Cause.Kind.PERSON, startedBy)));
        return IntStream.range(0, Topics.SCORES.partitions())
                .mapToObj(
                        partition -> Message.of(Topics.SCORES, partition, workspace.value(), fact))
                .toList();
    }
}
