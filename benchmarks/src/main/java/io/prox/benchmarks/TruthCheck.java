package io.prox.benchmarks;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.prox.benchmarks.invented.KnownTruth;
import io.prox.benchmarks.invented.World;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// Leads whose probability is known, through the command line: how near the ranking comes to the
/// best possible, whether probabilities mean what they say, whether intervals hold the truth as
/// often as they promise.
///
/// Two rankings are measured. Leads never seen, by the model of all rows: this is what a user gets,
/// and what the goals speak of. And the out-of-fold predictions, whose models learnt from four
/// fifths of the rows: shown beside it.
final class TruthCheck {
    private static final List<Integer> SIZES = List.of(1_000, 5_000, 50_000);
    private static final int FRESH = 5_000;
    private static final int MIDDLE = 5_000;
    private static final int LARGE = 50_000;
    private static final double SHORT_OF_BEST_MIDDLE = 0.02;
    private static final double SHORT_OF_BEST_LARGE = 0.01;
    private static final double LEAST_BEST = 0.70;
    private static final double MOST_BEST = 0.85;
    private static final double PLAIN_BELOW = 0.03;
    private static final double CALIBRATION_ERROR = 0.03;
    private static final double LEAST_COVERED = 0.85;
    private static final double MOST_COVERED = 0.95;

    private TruthCheck() {}

    /// What one world at one size gave. ROC-AUCs against the truth are expected ones, free of the
    /// luck of outcomes.
    ///
    /// @param best possible, on fresh leads
    /// @param fresh of the model, on the same leads
    /// @param bestHeldBack possible on the leads learnt from, with their outcomes
    /// @param heldBack of the out-of-fold predictions, with the same outcomes
    /// @param plain of the textbook's logistic regression, with the same outcomes and folds
    /// @param calibrationError of the out-of-fold predictions
    /// @param covered share of fresh leads whose interval holds the truth
    /// @param width mean width of the intervals
    record Measured(
            double best,
            double fresh,
            double bestHeldBack,
            double heldBack,
            double plain,
            double calibrationError,
            double covered,
            double width,
            long seconds) {
        double shortOfBest() {
            return best - fresh;
        }

        double plainBelow() {
            return bestHeldBack - plain;
        }
    }

    static void run(Check.Options options, Goals goals, PrintStream out) throws Exception {
        List<Integer> sizes = options.numbers("--rows", SIZES);
        List<String> names = options.list("--worlds", World.ALL.stream().map(World::name).toList());
        List<World> worlds =
                World.ALL.stream().filter(world -> names.contains(world.name())).toList();
        if (worlds.size() < names.size()) {
            throw new Check.CannotRun(
                    "of the worlds %s only %s are there"
                            .formatted(names, worlds.stream().map(World::name).toList()));
        }
        out.printf(
                "%-6s %7s %6s %6s %6s %6s %6s %6s %7s %6s %5s%n",
                "world", "rows", "best", "short", "oof", "plain", "calib", "cover", "width",
                "goals", "s");
        for (World world : worlds) {
            for (int rows : sizes) {
                Measured measured = measure(world, rows);
                Goals own = goals(world, rows, measured);
                own.all().forEach(goals::add);
                out.printf(
                        Locale.ROOT,
                        "%-6s %7d %6.4f %6.4f %6.4f %6.4f %6.4f %5.1f%% %7.3f %6s %5d%n",
                        world.name(),
                        rows,
                        measured.best(),
                        measured.shortOfBest(),
                        measured.bestHeldBack() - measured.heldBack(),
                        measured.plainBelow(),
                        measured.calibrationError(),
                        100 * measured.covered(),
                        measured.width(),
                        own.all().isEmpty()
                                ? "-"
                                : own.all().stream().allMatch(Goal::held) ? "held" : "MISSED",
                        measured.seconds());
                out.flush();
            }
        }
        out.println(
                "short, oof, plain: ROC-AUC below the best possible, of the model on new leads,"
                        + " out of fold, of plain logistic regression");
    }

    private static Goals goals(World world, int rows, Measured measured) {
        Goals goals = new Goals();
        if (rows < MIDDLE) {
            return goals; // shown, to be learnt from
        }
        String of = " (%s, %,d rows)".formatted(world.name(), rows);
        goals.add(Goal.atLeast(LEAST_BEST, "best possible ROC-AUC" + of, measured.best()));
        goals.add(Goal.atMost(MOST_BEST, "best possible ROC-AUC" + of, measured.best()));
        goals.add(
                Goal.atLeast(
                        PLAIN_BELOW,
                        "plain logistic regression below the best possible" + of,
                        measured.plainBelow()));
        goals.add(
                Goal.atMost(
                        rows < LARGE ? SHORT_OF_BEST_MIDDLE : SHORT_OF_BEST_LARGE,
                        "ROC-AUC short of the best possible" + of,
                        measured.shortOfBest()));
        goals.add(
                Goal.atMost(
                        CALIBRATION_ERROR, "calibration error" + of, measured.calibrationError()));
        goals.add(
                Goal.atLeast(
                        LEAST_COVERED, "intervals that hold the truth" + of, measured.covered()));
        goals.add(
                Goal.atMost(
                        MOST_COVERED, "intervals that hold the truth" + of, measured.covered()));
        return goals;
    }

    /// Learns from leads of a world and scores others of it, through the command line.
    static Measured measure(World world, int rows) throws IOException, InterruptedException {
        try (var folder = new TemporaryFolder()) {
            KnownTruth known = KnownTruth.generate(world, rows, 1);
            KnownTruth fresh = KnownTruth.generate(world, FRESH, 2);
            known.write(folder.file("leads.csv"));
            fresh.writeOpen(folder.file("fresh.csv"));
            Door door = new Door();
            Door.Passed passed =
                    door.run(
                            folder.path(),
                            List.of(
                                    "evaluate",
                                    "leads.csv",
                                    "--target",
                                    KnownTruth.TARGET,
                                    "--json",
                                    "proof.json",
                                    "--predictions",
                                    "predictions.csv"));
            door.run(
                    folder.path(),
                    List.of("score", "fresh.csv", "--model", "leads.prox", "--out", "scored.csv"));
            return compare(
                    known,
                    fresh,
                    Predicted.read(folder.file("predictions.csv")),
                    ProofFile.read(folder.file("proof.json")).plainRocAuc(),
                    scored(folder.file("scored.csv")),
                    passed.wall().toSeconds());
        }
    }

    private static Measured compare(
            KnownTruth known,
            KnownTruth fresh,
            Predicted predicted,
            double plain,
            List<Scored> scored,
            long seconds) {
        requireEvery(known, predicted);
        if (scored.size() != fresh.rows()) {
            throw new IllegalStateException(
                    "%d leads came back of %d".formatted(scored.size(), fresh.rows()));
        }
        Predicted truth =
                new Predicted(
                        predicted.leads().stream()
                                .map(
                                        lead ->
                                                new Predicted.Lead(
                                                        lead.row(),
                                                        lead.converted(),
                                                        lead.fold(),
                                                        known.probability(lead.row())))
                                .toList());
        long covered = 0;
        for (int row = 0; row < fresh.rows(); row++) {
            double probability = fresh.probability(row);
            covered +=
                    scored.get(row).low() <= probability && probability <= scored.get(row).high()
                            ? 1
                            : 0;
        }
        return new Measured(
                fresh.bestRocAuc(),
                fresh.rocAuc(scored.stream().mapToDouble(Scored::probability).toArray()),
                truth.rocAuc(),
                predicted.rocAuc(),
                plain,
                predicted.calibrationError(),
                (double) covered / fresh.rows(),
                scored.stream()
                        .mapToDouble(lead -> lead.high() - lead.low())
                        .average()
                        .orElseThrow(),
                seconds);
    }

    private static void requireEvery(KnownTruth known, Predicted predicted) {
        boolean same =
                predicted.leads().size() == known.rows()
                        && predicted.leads().stream()
                                .allMatch(lead -> known.converted(lead.row()) == lead.converted());
        if (!same) {
            throw new IllegalStateException("predictions are not of the leads that were given");
        }
    }

    private record Scored(double probability, double low, double high) {}

    private static List<Scored> scored(Path file) throws IOException {
        try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(file)) {
            return reader.stream()
                    .map(
                            lead ->
                                    new Scored(
                                            Double.parseDouble(lead.getField("probability")),
                                            Double.parseDouble(lead.getField("interval_low")),
                                            Double.parseDouble(lead.getField("interval_high"))))
                    .toList();
        }
    }
}
