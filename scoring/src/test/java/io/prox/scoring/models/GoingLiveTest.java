package io.prox.scoring.models;

import static io.prox.scoring.models.Workshop.WORKSPACE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.prox.contracts.LeadId;
import io.prox.contracts.ModelVersion;
import io.prox.platform.access.Workspaces;
import io.prox.platform.jobs.Job;
import io.prox.platform.jobs.Job.Status;
import io.prox.platform.jobs.JobRun;
import io.prox.platform.jobs.JobWork;
import io.prox.scoring.ScoringProperties;
import io.prox.scoring.history.LeadPast.Ending;
import io.prox.scoring.models.Champions.Promotion;
import io.prox.scoring.models.Champions.Standing;
import io.prox.scoring.models.ModelStore.Kept;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which models go live by themselves, with real trainings on a real database.
class GoingLiveTest {
    private static final int LEADS = 500;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String PERSON = "user_1";
    private static final String PROX = "prox";
    private static final ScoringProperties PROPERTIES =
            new ScoringProperties(
                    Duration.ofDays(90),
                    1,
                    200_000,
                    200,
                    2,
                    0,
                    Duration.ofDays(1),
                    Duration.ofSeconds(1));

    @TempDir private Path folder;

    private Workshop workshop;
    private Training training;
    private Trainings trainings;
    private Rounds rounds;

    @BeforeEach
    void start() {
        workshop = new Workshop(folder);
        training =
                new Training(
                        PROPERTIES,
                        workshop.database,
                        workshop.history,
                        workshop.models,
                        workshop.champions,
                        workshop.promoting,
                        new ColumnChoices(workshop.database),
                        workshop.jobs,
                        workshop.identifiers,
                        workshop.clock);
        trainings =
                new Trainings(workshop.database, workshop.champions, workshop.jobs, workshop.audit);
        rounds =
                new Rounds(
                        PROPERTIES,
                        new Workspaces(
                                workshop.database,
                                workshop.sealing,
                                workshop.identifiers,
                                workshop.clock),
                        workshop.history,
                        workshop.ledger,
                        workshop.champions,
                        workshop.models,
                        workshop.rescoring,
                        trainings,
                        workshop.jobs,
                        workshop.clock);
    }

    @AfterEach
    void stop() {
        workshop.close();
    }

    @Test
    void theVeryFirstModelDoesAndTheFullOneBehindIt() {
        addLeads(0, LEADS);
        workshop.runner(training, workshop.promoting);

        goRound();

        awaitEnd(onlyTraining().id());
        List<Kept> made = workshop.models.of(WORKSPACE, onlyTraining().id());
        assertThat(made).extracting(Kept::quick).containsExactly(true, false);
        ModelVersion quick = made.getFirst().version();
        ModelVersion full = made.getLast().version();
        await().atMost(PATIENCE).until(() -> workshop.standing().champion().equals(full));
        assertThat(workshop.champions.history(WORKSPACE, 10))
                .extracting(Promotion::model, Promotion::before, Promotion::by)
                .containsExactly(tuple(full, quick, PROX), tuple(quick, ModelVersion.RULES, PROX));

        // as if the process had ended before it wrote down that the job was done
        training.run(onlyTraining(), new Undisturbed());

        assertThat(workshop.models.of(WORKSPACE, onlyTraining().id())).isEqualTo(made);
    }

    /// The person decides while the full model is being learnt, and their rollback takes until that
    /// is ready.
    @Test
    void noneDoesAfterAPersonWentBackToTheRules() {
        addLeads(0, LEADS);
        var learnt = new CountDownLatch(1);
        workshop.runner(new TrainingWithRollback(), new SlowRollback(learnt));
        goRound();
        awaitEnd(onlyTraining().id());
        List<Kept> made = workshop.models.of(WORKSPACE, onlyTraining().id());
        assertThat(made).hasSize(2).allMatch(kept -> kept.summary().beatsTheRules());
        assertThat(workshop.standing())
                .isEqualTo(
                        new Standing(
                                made.getFirst().version(), Optional.of(ModelVersion.RULES), 1));
        learnt.countDown();
        var byRules = new Standing(ModelVersion.RULES, Optional.empty(), 2);
        await().atMost(PATIENCE).until(() -> workshop.standing().equals(byRules));

        workshop.clock.advance(Duration.ofDays(2));
        goRound();
        assertThat(workshop.jobs.latest(WORKSPACE, Training.KIND, 10)).hasSize(1);

        String later = trainings.begin(WORKSPACE, PERSON, "").orElseThrow();
        awaitEnd(later);
        assertThat(workshop.models.of(WORKSPACE, later))
                .hasSize(1)
                .allMatch(kept -> kept.summary().beatsTheRules());
        assertThat(workshop.standing()).isEqualTo(byRules);
    }

    @Test
    void noneDoesThatRanksNoBetterThanTheRules() {
        var random = new SplittableRandom(5);
        for (int number = 0; number < LEADS; number++) {
            boolean won = random.nextInt(3) == 0;
            addLead(
                    number,
                    Map.of(
                            "Email: kind of address",
                            won ? "company" : "disposable",
                            "Job title: seniority",
                            won ? "owner or C-level" : "intern or student",
                            "Visits",
                            Integer.toString(random.nextInt(30))),
                    won);
        }
        workshop.runner(training, workshop.promoting);

        goRound();

        awaitEnd(onlyTraining().id());
        assertThat(workshop.models.of(WORKSPACE, onlyTraining().id()))
                .isNotEmpty()
                .noneMatch(kept -> kept.summary().beatsTheRules());
        assertThat(workshop.standing())
                .isEqualTo(new Standing(ModelVersion.RULES, Optional.empty(), 0));
    }

    @Test
    void anotherTrainingBeginsWhenThereIsTwiceAsMuchToLearnFrom() {
        addLeads(0, LEADS);
        workshop.runner(new TrainingForNothing());
        goRound();
        awaitEnd(onlyTraining().id());

        addLeads(LEADS, 2 * LEADS - 1);
        goRound();
        assertThat(workshop.jobs.latest(WORKSPACE, Training.KIND, 10)).hasSize(1);

        addLeads(2 * LEADS - 1, 2 * LEADS);
        goRound();
        assertThat(workshop.jobs.latest(WORKSPACE, Training.KIND, 10)).hasSize(2);
    }

    @Test
    void leadsThatKeepComingDoNotHoldTheFirstTrainingUp() {
        addLeads(0, LEADS);
        rounds.visit(WORKSPACE);
        addLeads(LEADS, LEADS + LEADS / 50);
        rounds.visit(WORKSPACE);
        assertThat(workshop.jobs.latest(WORKSPACE, Training.KIND, 10))
                .as("a file may be on its way")
                .isEmpty();

        addLeads(LEADS + LEADS / 50, LEADS + LEADS / 50 + 1);
        rounds.visit(WORKSPACE);
        assertThat(workshop.jobs.latest(WORKSPACE, Training.KIND, 10)).hasSize(1);
    }

    /// Twice, since outcomes are to have settled.
    private void goRound() {
        rounds.visit(WORKSPACE);
        rounds.visit(WORKSPACE);
    }

    private Job onlyTraining() {
        List<Job> all = workshop.jobs.latest(WORKSPACE, Training.KIND, 10);
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    private void awaitEnd(String job) {
        await().atMost(PATIENCE).until(() -> workshop.job(job).status().isEnd());
        assertThat(workshop.job(job).status()).isEqualTo(Status.DONE);
    }

    /// Leads that came one an hour; the industry decides who converts.
    private void addLeads(int from, int to) {
        var random = new SplittableRandom(5);
        for (int number = from; number < to; number++) {
            boolean logistics = random.nextBoolean();
            boolean won = random.nextDouble() < (logistics ? 0.8 : 0.2);
            addLead(
                    number,
                    Map.of(
                            "Industry",
                            logistics ? "Logistics" : "Software",
                            "Visits",
                            Integer.toString(random.nextInt(30))),
                    won);
        }
    }

    private void addLead(int number, Map<String, String> values, boolean won) {
        Instant created = Workshop.NOW.minus(Duration.ofDays(300)).plus(Duration.ofHours(number));
        workshop.add(
                new LeadId("lead_" + number),
                created,
                values,
                Optional.of(new Ending(won, created.plus(Duration.ofDays(20)))));
    }

    /// Leads to no model.
    private static final class TrainingForNothing implements JobWork {
        @Override
        public String kind() {
            return Training.KIND;
        }

        @Override
        public void run(Job job, JobRun run) {}
    }

    /// Trains; when the quick model counts and the full one is begun, a person goes back to the
    /// rules.
    private final class TrainingWithRollback implements JobWork {
        private final AtomicBoolean decided = new AtomicBoolean();

        @Override
        public String kind() {
            return Training.KIND;
        }

        @Override
        public void run(Job job, JobRun run) {
            training.run(job, new Watched(run));
        }

        private final class Watched implements JobRun {
            private final JobRun run;

            Watched(JobRun run) {
                this.run = run;
            }

            @Override
            public void report(String stage, double fraction) {
                run.report(stage, fraction);
                if (workshop.standing().number() == 1 && decided.compareAndSet(false, true)) {
                    workshop.promoting.begin(WORKSPACE, ModelVersion.RULES, PERSON);
                }
            }

            @Override
            public boolean isCancelled() {
                return run.isCancelled();
            }

            @Override
            public void checkCancelled() {
                run.checkCancelled();
            }
        }
    }

    /// Promotes; the rules not before the training is over.
    private final class SlowRollback implements JobWork {
        private final CountDownLatch learnt;

        SlowRollback(CountDownLatch learnt) {
            this.learnt = learnt;
        }

        @Override
        public String kind() {
            return Promoting.KIND;
        }

        @Override
        public void run(Job job, JobRun run) {
            if (new ModelVersion(job.subject()).isRules()) {
                await().atMost(PATIENCE).until(() -> learnt.getCount() == 0);
            }
            workshop.promoting.run(job, run);
        }
    }
}
