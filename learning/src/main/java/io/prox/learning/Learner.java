package io.prox.learning;

import io.prox.learning.Learned.OutOfFold;
import io.prox.learning.Proof.Leading;
import io.prox.learning.Proof.TimeSplit;
import io.prox.learning.blend.Blend;
import io.prox.learning.blend.Fitting;
import io.prox.learning.blend.Fitting.Fitted;
import io.prox.learning.evaluation.Folds;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Learns which leads convert, and proves how well.
///
/// The proof comes first. In each fold of a cross-validation, and once more forward in time where
/// the data has an order, the whole procedure runs on the training leads alone: the sentinel, every
/// choice, calibration. Then it runs on all leads and gives the model.
public final class Learner {
    /// Fewer leads with an outcome prove nothing.
    public static final int FEWEST_LEADS = 100;

    /// Fewer leads of either outcome prove nothing.
    public static final int FEWEST_OF_A_KIND = 20;

    private static final double EARLIER = 0.75;

    private final LearningTask task;
    private final Progress progress;
    private final Study study;

    private Learner(LearningTask task, Progress progress) {
        this.task = task;
        this.progress = progress;
        this.study = new Study(task);
    }

    /// Learns from past leads: the proof, and the model trained on all of them.
    ///
    /// The same task gives the same result, bit for bit, whatever the number of processors.
    ///
    /// @throws LearningException if there are too few outcomes, or nothing to learn from
    public static Learned learn(LearningTask task, Progress progress) {
        return new Learner(task, progress).run();
    }

    private Learned run() {
        study.requireEnough();
        int steps = task.folds() + 3 + (study.positions().isPresent() ? 1 : 0);
        progress.report("Looking for columns that know the outcome", 0);
        Selection selection = study.select();
        Trial crossed = crossValidate(selection, steps);
        int done = task.folds();
        Optional<Later> later = Optional.empty();
        if (study.positions().isPresent()) {
            progress.report("Testing on the latest leads", (double) done / steps);
            later = testLater(selection, crossed);
            done++;
        }
        Optional<TimeSplit> timeSplit = later.map(Later::told);
        Leading leading = leading(crossed, timeSplit);
        boolean drift = timeSplit.map(TimeSplit::drift).orElse(false);
        progress.report("Training on all leads", (double) done / steps);
        Fitting fitting = study.fitting(selection, task.seed());
        Fitted fitted =
                drift ? fitting.forward(study.inTime(study.rows())) : fitting.crossed(study.rows());
        progress.report("Measuring how sure the model is", (double) (done + 1) / steps);
        Blend blend = fitting.withSpread(fitted, study.rows());
        ModelDraft draft = new ModelDraft(task, study, selection, fitted, blend);
        progress.report("Describing what drives the score", (double) (done + 2) / steps);
        Proof proof =
                new ProofDraft(task, study, selection, fitted, blend, draft)
                        .proof(crossed, timeSplit, leading, fitting);
        Model model = draft.model(proof);
        progress.report("Done", 1);
        Trial led = leading == Leading.TIME_SPLIT ? later.orElseThrow().trial() : crossed;
        return new Learned(model.proof(), model, predictions(crossed), predictions(led));
    }

    private static Leading leading(Trial crossed, Optional<TimeSplit> timeSplit) {
        double value = crossed.metrics().rocAuc().value();
        boolean lower =
                timeSplit.map(split -> split.metrics().rocAuc().value() < value).orElse(false);
        return lower ? Leading.TIME_SPLIT : Leading.CROSS_VALIDATION;
    }

    private Trial crossValidate(Selection whole, int steps) {
        Folds folds =
                Folds.deal(study.rows(), study.labels(), study.groups(), task.folds(), task.seed());
        Trial trial = new Trial(study.labels(), task.seed());
        for (int fold = 0; fold < task.folds(); fold++) {
            progress.report(
                    "Testing on leads held back, part %d of %d".formatted(fold + 1, task.folds()),
                    (double) fold / steps);
            int[] train = folds.outside(fold);
            Selection selection = study.select(train, whole);
            Fitted fitted = study.fitting(selection, Seeds.mix(task.seed(), fold)).crossed(train);
            trial.add(fold, selection.columns(), train, folds.in(fold), fitted.blend());
        }
        return trial;
    }

    /// A test on the latest leads, and what is told of it.
    private record Later(Trial trial, TimeSplit told) {}

    private Optional<Later> testLater(Selection whole, Trial crossed) {
        int[] ordered = study.inTime(study.rows());
        int cut = study.cutInTime(ordered, EARLIER);
        int[] train = Arrays.copyOf(ordered, cut);
        int[] test = study.strangersTo(train, Arrays.copyOfRange(ordered, cut, ordered.length));
        if (!study.hasBoth(train) || !study.hasBoth(test)) {
            return Optional.empty();
        }
        Selection selection = study.select(train, whole);
        Fitted fitted = study.fitting(selection, Seeds.mix(task.seed(), 100)).forward(train);
        Trial trial = new Trial(study.labels(), task.seed());
        trial.add(0, selection.columns(), train, test, fitted.blend());
        boolean drift = trial.metrics().rocAuc().high() < crossed.metrics().rocAuc().low();
        var told =
                new TimeSplit(
                        task.time().orElseThrow().name(),
                        train.length,
                        test.length,
                        study.rate(train),
                        study.rate(test),
                        drift,
                        trial.metrics(),
                        trial.comparison(),
                        trial.gains(),
                        trial.calibration());
        return Optional.of(new Later(trial, told));
    }

    private static List<OutOfFold> predictions(Trial trial) {
        return trial.predictions().stream()
                .sorted(Comparator.comparingInt(OutOfFold::row))
                .toList();
    }
}
