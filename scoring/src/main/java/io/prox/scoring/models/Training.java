package io.prox.scoring.models;

import io.prox.contracts.ModelVersion;
import io.prox.contracts.WorkspaceId;
import io.prox.learning.Learned;
import io.prox.learning.Learner;
import io.prox.learning.LearningException;
import io.prox.learning.Model;
import io.prox.learning.Seeds;
import io.prox.learning.evaluation.Measures;
import io.prox.platform.database.Database;
import io.prox.platform.ids.Identifiers;
import io.prox.platform.jobs.Job;
import io.prox.platform.jobs.Job.Status;
import io.prox.platform.jobs.JobCancelledException;
import io.prox.platform.jobs.JobRun;
import io.prox.platform.jobs.JobTroubleException;
import io.prox.platform.jobs.JobWork;
import io.prox.platform.jobs.Jobs;
import io.prox.scoring.ScoringProperties;
import io.prox.scoring.history.LeadHistory;
import io.prox.scoring.history.LeadHistory.Counts;
import io.prox.scoring.history.LeadPast;
import io.prox.scoring.history.Snapshot.Label;
import io.prox.scoring.history.Snapshots;
import io.prox.scoring.models.Champions.Standing;
import io.prox.scoring.models.ModelStore.Kept;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Learns a model from a workspace's own leads.
///
/// Where no model ever counted, a sample is learnt from first, so that there is a ranking soon; the
/// full proof follows, and takes its place. The first model that ranks better than the rules goes
/// live by itself. Every later one waits for a person, also where a person has gone back to the
/// rules.
public final class Training implements JobWork {
    /// Of the jobs.
    public static final String KIND = "training";

    private static final int QUICK_FOLDS = 2;
    private static final double QUICK_SHARE = 0.15;
    private static final Duration LONGEST_QUEUE = Duration.ofSeconds(10);
    private static final Duration LONGEST_PROMOTION = Duration.ofMinutes(2);
    private static final Duration LOOK = Duration.ofMillis(200);

    private final ScoringProperties properties;
    private final Database database;
    private final LeadHistory history;
    private final ModelStore models;
    private final Champions champions;
    private final Promoting promoting;
    private final ColumnChoices choices;
    private final Jobs jobs;
    private final Identifiers identifiers;
    private final Clock clock;

    Training(
            ScoringProperties properties,
            Database database,
            LeadHistory history,
            ModelStore models,
            Champions champions,
            Promoting promoting,
            ColumnChoices choices,
            Jobs jobs,
            Identifiers identifiers,
            Clock clock) {
        this.properties = properties;
        this.database = database;
        this.history = history;
        this.models = models;
        this.champions = champions;
        this.promoting = promoting;
        this.choices = choices;
        this.jobs = jobs;
        this.identifiers = identifiers;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void run(Job job, JobRun run) {
        WorkspaceId workspace = job.workspace();
        List<Kept> before = models.of(workspace, job.id());
        if (before.stream().anyMatch(kept -> !kept.quick())) {
            // An earlier run of the job ended before its end was written down.
            return;
        }
        run.report("Gathering what was known when", 0);
        Instant now = clock.instant();
        Counts counts = history.count(workspace, properties.horizon(), now);
        boolean mature = Readiness.ofMature(counts).isReady();
        if (!mature) {
            Readiness.ofAll(counts).require();
        }
        Gathering gathering = gathering(workspace, counts, mature, now);
        boolean first = isFirst(job, champions.now(workspace));
        if (first && before.isEmpty() && gathering.hasQuick()) {
            TrainingSet quick = gathering.quick();
            if (isEnough(quick)) {
                learn(job, run, quick, true, notes(mature, quick), 0, QUICK_SHARE)
                        .ifPresent(promotion -> standBack(workspace, promotion, run));
            }
        }
        run.checkCancelled();
        // What came in meanwhile is learnt from as well.
        TrainingSet full = gathering.full();
        learn(job, run, full, false, notes(mature, full), first ? QUICK_SHARE : 0, 1);
    }

    /// Whether nothing counted yet but the quick model of this very training, and nothing is coming
    /// that a person chose.
    private boolean isFirst(Job job, Standing standing) {
        boolean untouched =
                standing.number() == 0
                        || (standing.number() == 1
                                && models.of(job.workspace(), job.id()).stream()
                                        .anyMatch(
                                                kept ->
                                                        kept.version()
                                                                .equals(standing.champion())));
        return untouched
                && standing
                        .coming()
                        .flatMap(
                                model ->
                                        jobs.latestOf(
                                                job.workspace(), Promoting.KIND, model.value()))
                        .stream()
                        .allMatch(promotion -> promotion.startedBy().equals(Promoting.PROX));
    }

    private static boolean isEnough(TrainingSet set) {
        return new Readiness(set.labelled(Label.CONVERTED), set.labelled(Label.NOT_CONVERTED))
                .isReady();
    }

    private Gathering gathering(WorkspaceId workspace, Counts counts, boolean mature, Instant now) {
        double expected = Math.max(1.0, (double) counts.leads() * properties.snapshots());
        return new Gathering(
                workspace,
                new Snapshots(
                        now,
                        properties.horizon(),
                        properties.snapshots(),
                        mature,
                        properties.seed()),
                Math.min(1, properties.mostSnapshots() / expected),
                properties.quickSnapshots() / expected);
    }

    /// Makes the sets to learn from, each of what is known when it is asked for.
    private final class Gathering {
        private final WorkspaceId workspace;
        private final Snapshots snapshots;
        private final double share;
        private final double quickShare;

        /// @param share of the leads in the full one
        /// @param quickShare of the leads in the quick one
        Gathering(WorkspaceId workspace, Snapshots snapshots, double share, double quickShare) {
            this.workspace = workspace;
            this.snapshots = snapshots;
            this.share = share;
            this.quickShare = quickShare;
        }

        /// Whether it pays to learn from a sample first.
        boolean hasQuick() {
            return quickShare < share / 2;
        }

        TrainingSet quick() {
            return set(quickShare);
        }

        TrainingSet full() {
            return set(share);
        }

        private TrainingSet set(double part) {
            var set = new TrainingSet();
            history.visit(
                    workspace,
                    past -> {
                        if (place(past, properties.seed()) < part) {
                            set.add(snapshots.of(past));
                        }
                    });
            return set;
        }
    }

    /// A lead's place in the order of chance, in [0, 1).
    private static double place(LeadPast past, long seed) {
        return Seeds.of(seed, past.lead().value().hashCode() + 0x5EEDL).nextDouble();
    }

    private List<String> notes(boolean mature, TrainingSet set) {
        return List.of(
                "The training set has %,d snapshots of %,d leads, at most %d of each: at its creation, and at ages drawn by seed."
                        .formatted(set.size(), set.leads(), properties.snapshots()),
                "A snapshot holds what was known of the lead then; its label is whether the lead was won within %d days after."
                        .formatted(properties.horizon().toDays()),
                mature
                        ? "Only snapshots whose %d days have passed are learnt from, so that quick conversions do not count too much."
                                .formatted(properties.horizon().toDays())
                        : "Too few leads are older than %d days, so all with a known outcome are learnt from; the share that converts may be too high."
                                .formatted(properties.horizon().toDays()));
    }

    /// @return the job that lets the model go live, if it does so by itself
    private Optional<String> learn(
            Job job,
            JobRun run,
            TrainingSet set,
            boolean quick,
            List<String> notes,
            double from,
            double to) {
        String prefix = quick ? "A first model from a sample: " : "";
        Learned learned;
        try {
            learned =
                    Learner.learn(
                            set.task(
                                    "leads",
                                    choices.read(job.workspace()),
                                    quick ? QUICK_FOLDS : properties.folds(),
                                    properties.seed(),
                                    notes),
                            (stage, fraction) -> {
                                run.checkCancelled();
                                run.report(prefix + stage, from + (to - from) * fraction);
                            });
        } catch (LearningException impossible) {
            throw new JobTroubleException(String.valueOf(impossible.getMessage()));
        }
        var summary = ModelSummary.of(learned.proof(), set.leads(), rulesRocAuc(set, learned));
        var kept =
                new Kept(
                        new ModelVersion(identifiers.next(ModelVersion.PREFIX)),
                        clock.instant(),
                        quick,
                        job.id(),
                        summary);
        Optional<String> begun = keep(job, kept, learned.model());
        begun.ifPresent(id -> run.report(prefix + "Going live", to));
        return begun;
    }

    /// Keeps a model and, if it may, begins to let it go live, both or neither.
    private Optional<String> keep(Job job, Kept kept, Model model) {
        return database.within(
                job.workspace(),
                () -> {
                    models.add(job.workspace(), kept, model);
                    return kept.summary().beatsTheRules()
                            ? promoting.beginIf(
                                    standing -> isFirst(job, standing),
                                    job.workspace(),
                                    kept.version(),
                                    Promoting.PROX)
                            : Optional.empty();
                });
    }

    /// Leaves the processors to a promotion, whose scores people wait for: the full proof takes
    /// minutes anyway. Goes on where nobody takes the promotion up, or it takes long.
    private void standBack(WorkspaceId workspace, String promotion, JobRun run) {
        long start = System.nanoTime();
        while (isAwaited(workspace, promotion, Duration.ofNanos(System.nanoTime() - start))) {
            run.checkCancelled();
            try {
                TimeUnit.MILLISECONDS.sleep(LOOK.toMillis());
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new JobCancelledException();
            }
        }
    }

    private boolean isAwaited(WorkspaceId workspace, String promotion, Duration waited) {
        Duration most =
                switch (jobs.find(workspace, promotion).map(Job::status).orElse(Status.DONE)) {
                    case QUEUED -> LONGEST_QUEUE;
                    case RUNNING -> LONGEST_PROMOTION;
                    default -> Duration.ZERO;
                };
        return waited.compareTo(most) < 0;
    }

    /// How well the rules rank the very leads that the proof's leading measurement is of.
    private static double rulesRocAuc(TrainingSet set, Learned learned) {
        List<Learned.OutOfFold> tested = learned.leading();
        double[] scores = new double[tested.size()];
        byte[] labels = new byte[tested.size()];
        for (int index = 0; index < scores.length; index++) {
            scores[index] = set.rulesScore(tested.get(index).row());
            labels[index] = (byte) (tested.get(index).converted() ? 1 : 0);
        }
        return Measures.rocAuc(scores, labels);
    }
}
