package io.prox.learning;

import io.prox.learning.Proof.CurvePoint;
import io.prox.learning.blend.Fitting;
import io.prox.learning.blend.Fitting.Fitted;
import io.prox.learning.evaluation.Folds;
import io.prox.learning.evaluation.Measures;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// How quality grows with the number of leads: one member of the blend, trained on ever more of two
/// folds' leads.
final class LearningCurve {
    /// Shares of the training leads at which quality is measured.
    private static final double[] SHARES = {0.125, 0.25, 0.5, 1};

    private static final int MOST_FOLDS = 2;
    private static final int FEWEST_LEADS = 60;

    private final Study study;
    private final Fitting fitting;
    private final Fitted fitted;
    private final long seed;
    private final Folds folds;

    /// @param fitted what was chosen on all leads
    /// @param folds how many parts the leads are dealt into
    LearningCurve(Study study, Fitting fitting, Fitted fitted, int folds, long seed) {
        this.study = study;
        this.fitting = fitting;
        this.fitted = fitted;
        this.seed = seed;
        this.folds =
                Folds.deal(
                        study.rows(), study.labels(), study.groups(), folds, Seeds.mix(seed, 41));
    }

    /// What was said about one fold by a model of so many leads.
    private static final class Part {
        final int leads;
        final int[] tested;
        final double[] probabilities;

        Part(int leads, int[] tested, double[] logOdds) {
            this.leads = leads;
            this.tested = tested;
            probabilities = Arrays.stream(logOdds).map(Model::probability).toArray();
        }
    }

    /// One point for each share of the leads that is large enough, by rising number of leads.
    List<CurvePoint> points() {
        int own = Math.min(MOST_FOLDS, folds.count());
        List<Optional<Part>> parts =
                IntStream.range(0, SHARES.length * own)
                        .parallel()
                        .mapToObj(task -> part(SHARES[task / own], task % own))
                        .toList();
        return IntStream.range(0, SHARES.length)
                .mapToObj(
                        share ->
                                parts.subList(share * own, (share + 1) * own).stream()
                                        .flatMap(Optional::stream)
                                        .toList())
                .filter(some -> !some.isEmpty())
                .map(this::point)
                .toList();
    }

    private Optional<Part> part(double share, int fold) {
        int[] train =
                Arrays.stream(folds.outside(fold))
                        .filter(row -> draw(study.groups()[row]) < share)
                        .toArray();
        if (train.length < FEWEST_LEADS || !study.hasBoth(train)) {
            return Optional.empty();
        }
        int[] tested = folds.in(fold);
        return Optional.of(new Part(train.length, tested, fitting.logOdds(fitted, train, tested)));
    }

    private double draw(int group) {
        return Seeds.of(Seeds.mix(seed, 43), group).nextDouble();
    }

    private CurvePoint point(List<Part> parts) {
        double[] probabilities =
                parts.stream()
                        .flatMapToDouble(part -> DoubleStream.of(part.probabilities))
                        .toArray();
        int[] tested = parts.stream().flatMapToInt(part -> IntStream.of(part.tested)).toArray();
        byte[] outcomes = new byte[tested.length];
        for (int index = 0; index < outcomes.length; index++) {
            outcomes[index] = study.labels()[tested[index]];
        }
        Measures measures = new Measures(probabilities, outcomes, seed);
        return new CurvePoint(parts.getLast().leads, measures.rocAuc(), measures.logLoss().value());
    }
}
