package io.prox.scoring.models;

import static io.prox.scoring.models.Workshop.WORKSPACE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.prox.contracts.LeadId;
import io.prox.contracts.ModelVersion;
import io.prox.platform.jobs.Job;
import io.prox.platform.jobs.Job.Status;
import io.prox.platform.jobs.JobRun;
import io.prox.platform.jobs.JobRunner;
import io.prox.platform.jobs.JobTroubleException;
import io.prox.platform.jobs.JobWork;
import io.prox.scoring.ledger.Entries;
import io.prox.scoring.ledger.Ledger.Standing;
import io.prox.scoring.models.Champions.Promotion;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Promotions on a real database, by one process and by two. What is brought in are the rules,
/// which nobody has to learn first.
class PromotingTest {
    private static final ModelVersion BEFORE = new ModelVersion("model_before");
    private static final ModelVersion RULES = ModelVersion.RULES;
    private static final String PERSON = "user_1";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /// One more than are scored at once, so that a promotion has a middle.
    private static final List<LeadId> LEADS =
            IntStream.rangeClosed(0, 500)
                    .mapToObj(number -> new LeadId("lead_%03d".formatted(number)))
                    .toList();

    private static final LeadId FIRST = LEADS.getFirst();

    @TempDir private Path folder;

    private Workshop workshop;

    @BeforeEach
    void start() {
        workshop = new Workshop(folder);
        workshop.makeChampion(BEFORE);
        LEADS.forEach(
                lead ->
                        workshop.add(
                                lead,
                                Workshop.NOW,
                                Map.of("Email: kind of address", "company"),
                                Optional.empty()));
    }

    @AfterEach
    void stop() {
        workshop.close();
    }

    @Test
    void goesOnAfterItsProcessWasStopped() {
        var held = new Held(JobRun::isCancelled);
        JobRunner first = workshop.runner(held);
        String job = begin(RULES);
        held.awaitMiddle();

        first.close();

        assertThat(workshop.job(job).status()).isEqualTo(Status.QUEUED);
        assertThat(workshop.standing().coming()).contains(RULES);
        assertThat(workshop.scores(RULES, LEADS)).hasSize(500);
        workshop.runner(workshop.promoting);
        assertPromoted(job);
        assertThat(Entries.of(workshop.ledger, WORKSPACE, FIRST)).hasSize(1);
    }

    @Test
    void isLeftToTheProcessThatTookItOver() {
        var held = new Held(JobRun::isCancelled);
        workshop.runner(held);
        String job = begin(RULES);
        held.awaitMiddle();

        workshop.test.asSuperuser(
                "UPDATE platform.job_queue SET lease = 'another', leased_until = now() + interval '1 hour'");

        held.awaitEnd();
        assertThat(workshop.standing().coming()).contains(RULES);
        assertThat(workshop.scores(RULES, LEADS)).hasSize(500);
        workshop.test.asSuperuser("UPDATE platform.job_queue SET leased_until = now()");
        assertPromoted(job);
    }

    @Test
    void isGivenUpWhenAPersonCancelsIt() {
        var held = new Held(JobRun::isCancelled);
        workshop.runner(held);
        String job = begin(RULES);
        held.awaitMiddle();

        workshop.jobs.cancel(WORKSPACE, job);

        awaitStatus(job, Status.CANCELLED);
        assertThat(workshop.standing().coming()).isEmpty();
        assertThat(workshop.standing().champion()).isEqualTo(BEFORE);
    }

    @Test
    void isGivenUpWhenItsJobIsCancelledBeforeItBegan() {
        String job = begin(RULES);

        workshop.jobs.cancel(WORKSPACE, job);

        assertThat(workshop.standing()).isEqualTo(new Champions.Standing(BEFORE, none(), 1));
    }

    @Test
    void isGivenUpWhenItFails() {
        workshop.runner(
                new JobWork() {
                    @Override
                    public String kind() {
                        return Promoting.KIND;
                    }

                    @Override
                    public void run(Job job, JobRun run) {
                        throw new JobTroubleException("It cannot be.");
                    }
                });

        String job = begin(RULES);

        awaitStatus(job, Status.FAILED);
        assertThat(workshop.standing()).isEqualTo(new Champions.Standing(BEFORE, none(), 1));
    }

    @Test
    void beginsAnewAfterItWasGivenUp() {
        var held = new Held(JobRun::isCancelled);
        workshop.runner(held);
        String cancelled = begin(RULES);
        held.awaitMiddle();
        workshop.jobs.cancel(WORKSPACE, cancelled);
        awaitStatus(cancelled, Status.CANCELLED);

        String job = begin(RULES);

        assertPromoted(job);
        assertThat(Entries.of(workshop.ledger, WORKSPACE, FIRST)).hasSize(2);
    }

    @Test
    void isNotGivenUpByACancelledJobOnceAnotherBringsTheSameModelIn() {
        var goOn = new CountDownLatch(1);
        var held = new Held(run -> run.isCancelled() && goOn.getCount() == 0);
        workshop.runner(held);
        String cancelled = begin(RULES);
        held.awaitMiddle();
        workshop.jobs.cancel(WORKSPACE, cancelled);
        String job = begin(RULES);

        goOn.countDown();

        awaitStatus(cancelled, Status.CANCELLED);
        assertPromoted(job);
    }

    @Test
    void isDoneWhenAnEarlierRunHadDoneIt() {
        Job job = workshop.job(begin(RULES));
        workshop.promoting.run(job, new Undisturbed());

        workshop.promoting.run(job, new Undisturbed());

        assertThat(workshop.standing()).isEqualTo(new Champions.Standing(RULES, none(), 2));
    }

    @Test
    void choosingTheChampionOnlyLetsTheComingOneGo() {
        workshop.promoting.run(workshop.job(begin(RULES)), new Undisturbed());
        Map<LeadId, Standing> scores = workshop.scores(RULES, LEADS);
        assertThat(scores).hasSize(LEADS.size());
        String coming = begin(BEFORE);

        Optional<String> job = workshop.promoting.begin(WORKSPACE, RULES, PERSON);

        assertThat(job).contains(coming);
        assertThat(workshop.job(coming).status()).isEqualTo(Status.CANCELLED);
        assertThat(workshop.scores(RULES, LEADS)).isEqualTo(scores);
        assertThat(workshop.standing()).isEqualTo(new Champions.Standing(RULES, none(), 2));
        assertThat(workshop.promoting.begin(WORKSPACE, RULES, PERSON)).isEmpty();
        assertThat(workshop.champions.history(WORKSPACE, 10))
                .extracting(Promotion::model, Promotion::before)
                .containsExactly(tuple(RULES, BEFORE), tuple(BEFORE, RULES));
    }

    @Test
    void choosingTheChampionEndsTheJobThatBringsAnotherIn() {
        var held = new Held(JobRun::isCancelled);
        workshop.runner(held);
        String coming = begin(RULES);
        held.awaitMiddle();

        workshop.promoting.begin(WORKSPACE, BEFORE, PERSON);

        awaitStatus(coming, Status.CANCELLED);
        assertThat(workshop.standing()).isEqualTo(new Champions.Standing(BEFORE, none(), 1));
        assertThat(workshop.scores(RULES, LEADS)).isEmpty();
        workshop.promoting.run(workshop.job(begin(RULES)), new Undisturbed());
        assertThat(workshop.champions.history(WORKSPACE, 1))
                .extracting(Promotion::model, Promotion::before)
                .containsExactly(tuple(RULES, BEFORE));
    }

    private static Optional<ModelVersion> none() {
        return Optional.empty();
    }

    private String begin(ModelVersion model) {
        return workshop.promoting.begin(WORKSPACE, model, PERSON).orElseThrow();
    }

    private void assertPromoted(String job) {
        awaitStatus(job, Status.DONE);
        assertThat(workshop.standing()).isEqualTo(new Champions.Standing(RULES, none(), 2));
        assertThat(workshop.scores(RULES, LEADS)).hasSize(LEADS.size());
    }

    private void awaitStatus(String job, Status status) {
        await().atMost(PATIENCE).until(() -> workshop.job(job).status() == status);
    }

    /// Promotes; the first time it stops in the middle until it may go on.
    private final class Held implements JobWork {
        private final Predicate<JobRun> mayGoOn;
        private final CountDownLatch middle = new CountDownLatch(1);
        private final CountDownLatch end = new CountDownLatch(1);

        Held(Predicate<JobRun> mayGoOn) {
            this.mayGoOn = mayGoOn;
        }

        @Override
        public String kind() {
            return Promoting.KIND;
        }

        @Override
        public void run(Job job, JobRun run) {
            try {
                workshop.promoting.run(job, middle.getCount() == 0 ? run : new Halting(run));
            } finally {
                end.countDown();
            }
        }

        void awaitMiddle() {
            await().atMost(PATIENCE).until(() -> middle.getCount() == 0);
        }

        void awaitEnd() {
            await().atMost(PATIENCE).until(() -> end.getCount() == 0);
        }

        private final class Halting implements JobRun {
            private final JobRun run;

            Halting(JobRun run) {
                this.run = run;
            }

            @Override
            public void report(String stage, double fraction) {
                run.report(stage, fraction);
                middle.countDown();
                await().atMost(PATIENCE).until(() -> mayGoOn.test(run));
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
}
