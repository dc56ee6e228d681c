package io.prox.benchmarks;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

/// Public lists of leads through the command line, beside what well-known learners reach on them.
///
/// Protocol: 5-fold stratified cross-validation with shuffling, repeated with other seeds; columns
/// that know the outcome left out, by the sentinel or, where it does not, by request; each measure
/// is the mean over folds and seeds. Where there is an order in time, also trained on the first
/// three quarters and tested on the rest.
final class QualityCheck {
    /// A fold's noise, which one set may be short by.
    private static final double NOISE = 0.002;

    private static final double CALIBRATION_ALLOWANCE = 0.003;
    private static final double TIME_ALLOWANCE = 0.005;

    /// What others reach.
    ///
    /// The figures come from scikit-learn (logistic regression with C = 1 on one-hot, standardised
    /// columns; random forest of 200 trees with at least 3 rows a leaf; histogram gradient boosting
    /// with its defaults) and XGBoost (with its defaults; and tuned: learning rate 0.06, the best
    /// of three depths by early stopping on an inner split, fitted again), by the same protocol on
    /// the same files.
    ///
    /// @param rocAuc of the best of the five
    /// @param by its name
    /// @param logLoss least of the five
    /// @param calibrationError of the tuned XGBoost
    /// @param timeRocAuc best of the five on the split in time; empty where there is no time
    private record Baseline(
            DataSet set,
            List<Integer> seeds,
            double rocAuc,
            String by,
            double logLoss,
            double calibrationError,
            OptionalDouble timeRocAuc) {}

    private static final List<Integer> THREE_SEEDS = List.of(0, 1, 2);

    private static final List<Baseline> BASELINES =
            List.of(
                    new Baseline(
                            DataSet.XEDUCATION,
                            THREE_SEEDS,
                            0.8787,
                            "XGBoost, tuned",
                            0.4200,
                            0.0222,
                            OptionalDouble.of(0.8900)),
                    new Baseline(
                            DataSet.BANK,
                            List.of(0),
                            0.8023,
                            "XGBoost, tuned",
                            0.2703,
                            0.0078,
                            OptionalDouble.of(0.7217)),
                    new Baseline(
                            DataSet.SHOPPERS,
                            THREE_SEEDS,
                            0.7862,
                            "XGBoost, tuned",
                            0.3575,
                            0.0153,
                            OptionalDouble.empty()),
                    new Baseline(
                            DataSet.OLIST,
                            THREE_SEEDS,
                            0.7115,
                            "XGBoost, tuned",
                            0.3102,
                            0.0199,
                            OptionalDouble.of(0.7043)));

    private QualityCheck() {}

    /// Means over folds and seeds.
    ///
    /// @param timeRocAuc of the first seed
    private record Reached(
            double rocAuc, double logLoss, double calibrationError, Optional<Double> timeRocAuc) {}

    static void run(Check.Options options, Goals goals, PrintStream out) throws Exception {
        List<String> names =
                options.list("--set", BASELINES.stream().map(each -> each.set().name()).toList());
        List<Baseline> chosen =
                BASELINES.stream().filter(each -> names.contains(each.set().name())).toList();
        if (chosen.size() < names.size()) {
            throw new Check.CannotRun("not all of these are data sets to be checked: " + names);
        }
        for (Baseline baseline : chosen) {
            baseline.set().path(); // all of them there, before hours are spent on the first
        }
        Map<Baseline, Reached> reached = new LinkedHashMap<>();
        for (Baseline baseline : chosen) {
            reached.put(
                    baseline,
                    measure(
                            baseline.set(),
                            options.numbers("--seeds", baseline.seeds()),
                            goals,
                            out));
        }
        print(reached, out);
        addGoals(reached, goals);
    }

    private static Reached measure(DataSet set, List<Integer> seeds, Goals goals, PrintStream out)
            throws Exception {
        List<Predicted> predicted = new ArrayList<>();
        Set<String> excluded = new TreeSet<>();
        Optional<Double> timeRocAuc = Optional.empty();
        for (int seed : seeds) {
            Run run = run(set, seed, excluded);
            Set<String> left = new TreeSet<>(set.knowing());
            left.retainAll(run.proof().used());
            if (!left.isEmpty()) {
                out.printf("%s: the sentinel kept %s; once more without them%n", set.name(), left);
                excluded.addAll(left);
                run = run(set, seed, excluded);
            }
            if (predicted.isEmpty()) {
                timeRocAuc = run.proof().timeSplitRocAuc();
                findings(set, run.proof(), excluded, goals, out);
            }
            predicted.add(run.predicted());
            out.printf(
                    Locale.ROOT,
                    "%s, seed %d: ROC-AUC %.4f, log-loss %.4f, calibration error %.4f; %d s%n",
                    set.name(),
                    seed,
                    run.predicted().overFolds(Predicted::rocAuc),
                    run.predicted().overFolds(Predicted::logLoss),
                    run.predicted().overFolds(Predicted::calibrationError),
                    run.seconds());
            out.flush();
        }
        return new Reached(
                mean(predicted, Predicted::rocAuc),
                mean(predicted, Predicted::logLoss),
                mean(predicted, Predicted::calibrationError),
                timeRocAuc);
    }

    private static double mean(List<Predicted> runs, ToDoubleFunction<Predicted> measure) {
        return runs.stream().mapToDouble(run -> run.overFolds(measure)).average().orElseThrow();
    }

    private record Run(Predicted predicted, ProofFile proof, long seconds) {}

    private static Run run(DataSet set, int seed, Set<String> excluded) throws Exception {
        try (var folder = new TemporaryFolder()) {
            List<String> arguments =
                    new ArrayList<>(
                            List.of(
                                    "evaluate",
                                    set.path().toString(),
                                    "--seed",
                                    Integer.toString(seed),
                                    "--json",
                                    "proof.json",
                                    "--predictions",
                                    "predictions.csv"));
            arguments.addAll(set.arguments());
            excluded.forEach(column -> arguments.addAll(List.of("--exclude", column)));
            Door.Passed passed = new Door().run(folder.path(), arguments);
            return new Run(
                    Predicted.read(folder.file("predictions.csv")),
                    ProofFile.read(folder.file("proof.json")),
                    passed.wall().toSeconds());
        }
    }

    private static void findings(
            DataSet set, ProofFile proof, Set<String> excluded, Goals goals, PrintStream out) {
        Set<String> certain = new TreeSet<>();
        proof.leaks()
                .forEach(
                        (column, certainty) -> {
                            if (certainty.equals("certain")) {
                                certain.add(column);
                            }
                        });
        out.printf(
                "%s: left out by the sentinel %s, by request %s%n", set.name(), certain, excluded);
        certain.removeAll(set.knowing());
        goals.add(
                Goal.atMost(
                        0,
                        "%s: strong honest columns left out".formatted(set.name()),
                        (int) certain.stream().filter(set.honest()::contains).count()));
    }

    private static void print(Map<Baseline, Reached> reached, PrintStream out) {
        out.printf(
                "%-11s %9s %9s %8s %9s %9s %9s %9s %9s %9s%n",
                "set",
                "ROC-AUC",
                "best",
                "gain",
                "log-loss",
                "best",
                "calib",
                "XGBoost",
                "in time",
                "best");
        reached.forEach(
                (baseline, own) ->
                        out.printf(
                                Locale.ROOT,
                                "%-11s %9.4f %9.4f %+8.4f %9.4f %9.4f %9.4f %9.4f %9s %9s%n",
                                baseline.set().name(),
                                own.rocAuc(),
                                baseline.rocAuc(),
                                own.rocAuc() - baseline.rocAuc(),
                                own.logLoss(),
                                baseline.logLoss(),
                                own.calibrationError(),
                                baseline.calibrationError(),
                                own.timeRocAuc().map(QualityCheck::four).orElse("-"),
                                baseline.timeRocAuc().isPresent()
                                        ? four(baseline.timeRocAuc().getAsDouble())
                                        : "-"));
    }

    private static String four(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }

    private static void addGoals(Map<Baseline, Reached> reached, Goals goals) {
        double gain = 0;
        double loss = 0;
        int below = 0;
        for (Map.Entry<Baseline, Reached> entry : reached.entrySet()) {
            Baseline baseline = entry.getKey();
            Reached own = entry.getValue();
            String name = baseline.set().name();
            double ownGain = own.rocAuc() - baseline.rocAuc();
            gain += ownGain / reached.size();
            loss += (own.logLoss() - baseline.logLoss()) / reached.size();
            below += ownGain < 0 ? 1 : 0;
            goals.add(
                    Goal.atLeast(
                            baseline.rocAuc() - NOISE,
                            "%s: ROC-AUC, beside %s".formatted(name, baseline.by()),
                            own.rocAuc()));
            goals.add(
                    Goal.atMost(
                            baseline.calibrationError() + CALIBRATION_ALLOWANCE,
                            name + ": calibration error",
                            own.calibrationError()));
            if (baseline.timeRocAuc().isPresent()) {
                goals.add(
                        Goal.atLeast(
                                baseline.timeRocAuc().getAsDouble() - TIME_ALLOWANCE,
                                name + ": ROC-AUC on the latest leads",
                                own.timeRocAuc().orElse(Double.NaN)));
            }
        }
        goals.add(Goal.atMost(1, "sets below the best baseline's ROC-AUC", below));
        goals.add(Goal.atLeast(0, "mean gain in ROC-AUC", gain));
        goals.add(Goal.atMost(0, "mean log-loss above the best baselines'", loss));
    }
}
