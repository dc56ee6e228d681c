package io.prox.benchmarks;

import io.prox.learning.trees.TreeEnsemble;
import io.prox.learning.trees.TreeShap;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/// Scoring and explaining one row, ours beside LightGBM's own calls: first proved equal, then timed
/// in turns, each turn in a fresh JVM.
public final class ScorerBench {
    private static final int ROUNDS = 5;
    private static final double LEAST_SCORE_RATIO = 4;
    private static final double LEAST_REASONS_RATIO = 10;
    private static final double MOST_DIFFERENCE = 1e-9;

    /// Rows whose native reasons are compared; each takes milliseconds.
    private static final int COMPARED_REASONS = 512;

    private static final List<String> METHODS =
            List.of("score", "scoreNative", "reasons", "reasonsNative");

    private ScorerBench() {}

    public static void main(String[] arguments) {
        Bench.main(new String[] {"scorer"});
    }

    static BenchResult run(PrintStream out) throws Exception {
        var result = new BenchResult("scorer");
        out.printf(
                "training %d trees of %d leaves on %d columns with LightGBM%n",
                ScorerModel.TREES, ScorerModel.LEAVES, ScorerModel.COLUMNS);
        String text = ScorerModel.train();
        compare(text, result);
        Path model = Files.createTempFile("prox-scorer", ".txt");
        try {
            Files.writeString(model, text);
            time(model, result, out);
        } finally {
            Files.delete(model);
        }
        return result;
    }

    private static void compare(String text, BenchResult result) {
        TreeEnsemble ensemble = TreeEnsemble.parse(text);
        var shap = new TreeShap(ensemble);
        double[][] rows = ScorerModel.rowsToScore();
        int different = 0;
        double farthest = 0;
        double farthestSum = 0;
        try (var peer = new ScorerPeer(text, ScorerModel.COLUMNS)) {
            var expected = new double[ScorerModel.COLUMNS + 1];
            for (int i = 0; i < rows.length; i++) {
                double raw = ensemble.raw(rows[i]);
                boolean same =
                        Double.doubleToRawLongBits(raw)
                                == Double.doubleToRawLongBits(peer.raw(rows[i]));
                different += same ? 0 : 1;
                if (i < COMPARED_REASONS) {
                    double[] found = shap.contributions(rows[i]);
                    peer.contributions(rows[i], expected);
                    for (int column = 0; column < found.length; column++) {
                        farthest = Math.max(farthest, Math.abs(found[column] - expected[column]));
                    }
                    farthestSum = Math.max(farthestSum, Math.abs(Arrays.stream(found).sum() - raw));
                }
            }
        }
        result.add(
                Goal.atMost(
                        0,
                        "rows of %,d whose score differs from LightGBM's in a bit"
                                .formatted(rows.length),
                        different));
        result.add(
                Goal.atMost(
                        MOST_DIFFERENCE,
                        "largest difference of a reason to LightGBM's, log-odds",
                        farthest));
        result.add(
                Goal.atMost(
                        MOST_DIFFERENCE,
                        "largest difference of the sum of reasons to the score, log-odds",
                        farthestSum));
    }

    private static void time(Path model, BenchResult result, PrintStream out)
            throws RunnerException {
        Map<String, List<RunResult>> rounds = new LinkedHashMap<>();
        for (int round = 1; round <= ROUNDS; round++) {
            out.printf("round %d of %d%n", round, ROUNDS);
            for (String method : METHODS) {
                rounds.computeIfAbsent(method, name -> new ArrayList<>())
                        .add(measure(method, model));
            }
        }
        Map<String, Double> cpu = new LinkedHashMap<>();
        rounds.forEach(
                (method, runs) -> {
                    Figure time = figure(method + ", CPU", "ns/row", runs, CpuProfiler.LABEL);
                    cpu.put(method, time.median());
                    result.add(time);
                });
        rounds.forEach(
                (method, runs) ->
                        result.add(
                                new Figure(
                                        method + ", clock",
                                        "ns/row",
                                        runs.stream()
                                                .map(run -> run.getPrimaryResult().getScore())
                                                .toList())));
        rounds.forEach(
                (method, runs) ->
                        result.add(
                                figure(
                                        method + ", allocated",
                                        "bytes/row",
                                        runs,
                                        "gc.alloc.rate.norm")));
        addRatio(result, cpu, "score", LEAST_SCORE_RATIO);
        addRatio(result, cpu, "reasons", LEAST_REASONS_RATIO);
    }

    private static void addRatio(
            BenchResult result, Map<String, Double> cpu, String method, double least) {
        double ours = cpu.getOrDefault(method, Double.NaN);
        double peer = cpu.getOrDefault(method + "Native", Double.NaN);
        result.add(
                Goal.atLeast(
                        least,
                        "%s of one row, times as fast as LightGBM (medians of CPU time)"
                                .formatted(method),
                        peer / ours));
    }

    @SuppressWarnings("rawtypes") // as JMH declares it
    private static Figure figure(String name, String unit, List<RunResult> runs, String label) {
        List<Double> values = new ArrayList<>();
        for (RunResult run : runs) {
            for (Map.Entry<String, Result> entry : run.getSecondaryResults().entrySet()) {
                if (entry.getKey().endsWith(label)) {
                    values.add(entry.getValue().getScore());
                }
            }
        }
        return new Figure(name, unit, values);
    }

    private static RunResult measure(String method, Path model) throws RunnerException {
        var options =
                new OptionsBuilder()
                        .include(ScorerBenchmark.class.getName() + "\\." + method + "$")
                        .param("model", model.toString())
                        .addProfiler(GCProfiler.class)
                        .addProfiler(CpuProfiler.class)
                        .forks(1)
                        .warmupIterations(3)
                        .warmupTime(TimeValue.seconds(1))
                        .measurementIterations(2)
                        .measurementTime(TimeValue.milliseconds(500))
                        .verbosity(VerboseMode.SILENT)
                        .shouldFailOnError(true)
                        .jvmArgs(
                                "-Xms512m",
                                "-Xmx512m",
                                "-XX:+UseSerialGC", // no threads whose work would count
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow")
                        .build();
        Collection<RunResult> results = new Runner(options).run();
        return results.iterator().next();
    }
}
