package io.prox.benchmarks;

import io.prox.benchmarks.invented.KnownTruth;
import io.prox.benchmarks.invented.World;
import io.prox.learning.Outcome;
import io.prox.learning.trees.Boosting;
import io.prox.learning.trees.BoostingParameters;
import io.prox.learning.trees.FeatureMatrix;
import io.prox.learning.trees.LabelledRows;
import io.prox.tables.Table;
import io.prox.tables.TextColumn;
import io.prox.tables.ValueColumn;
import io.prox.tables.reading.ReadOptions;
import io.prox.tables.reading.TableReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordingFile;

/// A whole evaluation, beside bare LightGBM that grows as many trees.
///
/// The evaluation runs through the command line under a flight recording that counts models and
/// boosting rounds. The peer then trains as many models with as many rounds in all, on one thread,
/// on the columns as plain numbers and level codes, with the middle one of our settings and as many
/// rows as the average of our fits: what a person would spend who calls LightGBM in a loop. It is
/// an approximation: our fits differ in rows and leaves.
final class LearnerBench {
    private static final double BANK_SECONDS = 240;
    private static final double XEDUCATION_SECONDS = 60;
    private static final double OWN_CPU_SECONDS = 60;
    private static final double HEAP_RATIO = 6;
    private static final int MILLION_PARTS = 10;
    private static final int ROWS_OF_A_PART = 100_000;

    /// Of the 4 GiB, the rest being for LightGBM and the JVM itself.
    private static final String MILLION_HEAP = "-Xmx2560m";

    private static final double MOST_RESIDENT = 4 * 1024;

    /// Share of all rows that a fit learns from: four fifths of four fifths.
    private static final double ROWS_OF_A_FIT = 0.64;

    private static final String BOOSTER = "io.prox.learning.trees.LightGbm$Booster";

    private LearnerBench() {}

    static BenchResult run(PrintStream out) throws Exception {
        var result = new BenchResult("learner");
        measure(DataSet.XEDUCATION, XEDUCATION_SECONDS, result, out);
        measure(DataSet.BANK, BANK_SECONDS, result, out);
        addHeap(result);
        addMillion(result, out);
        return result;
    }

    /// How much boosting an evaluation did.
    private record Boosted(long models, long rounds) {}

    private static void measure(
            DataSet set, double mostSeconds, BenchResult result, PrintStream out) throws Exception {
        Door.Passed passed;
        Boosted boosted;
        try (var folder = new TemporaryFolder()) {
            out.printf("%s: evaluate%n", set.name());
            var arguments = new ArrayList<>(List.of("evaluate", set.path().toString()));
            arguments.addAll(set.arguments());
            passed = new Door().run(folder.path(), arguments);
            out.printf("%s: evaluate once more, counting rounds%n", set.name());
            Path recording = folder.file("rounds.jfr");
            new Door(
                            "-XX:StartFlightRecording:filename=%s,method-timing=%s::grow;%s::<init>"
                                    .formatted(recording, BOOSTER, BOOSTER),
                            "-Xlog:jfr*=off")
                    .run(folder.path(), arguments);
            boosted = boosted(recording);
        }
        out.printf(
                Locale.ROOT,
                "%s: bare LightGBM, %,d models, %,d rounds in all%n",
                set.name(),
                boosted.models(),
                boosted.rounds());
        double bare = bare(set, boosted);
        double cpu = passed.cpu().toMillis() / 1e3;
        double wall = passed.wall().toMillis() / 1e3;
        result.add(new Figure(set.name() + ", evaluate, wall", "s", List.of(wall)));
        result.add(new Figure(set.name() + ", evaluate, CPU", "s", List.of(cpu)));
        result.add(
                new Figure(
                        set.name() + ", most memory resident",
                        "MiB",
                        List.of(passed.mostResident() / (1024.0 * 1024))));
        result.add(
                new Figure(
                        set.name() + ", models trained", "", List.of((double) boosted.models())));
        result.add(
                new Figure(
                        set.name() + ", boosting rounds", "", List.of((double) boosted.rounds())));
        result.add(new Figure(set.name() + ", bare LightGBM, CPU", "s", List.of(bare)));
        result.add(Goal.atMost(mostSeconds, set.name() + ": evaluate, wall seconds", wall));
        if (set.equals(DataSet.BANK)) {
            result.add(
                    Goal.atMost(
                            OWN_CPU_SECONDS,
                            "bank: CPU seconds on top of bare LightGBM's for the same rounds",
                            cpu - bare));
        }
    }

    /// What the recording counted.
    private static Boosted boosted(Path recording) throws IOException {
        long models = 0;
        long rounds = 0;
        // each event holds the count since the start: the last one is the sum
        for (RecordedEvent event : RecordingFile.readAllEvents(recording)) {
            if (event.getEventType().getName().equals("jdk.MethodTiming")) {
                String method = event.<RecordedMethod>getValue("method").getName();
                long invocations = event.getLong("invocations");
                if (method.equals("grow")) {
                    rounds = Math.max(rounds, invocations);
                } else {
                    models = Math.max(models, invocations);
                }
            }
        }
        if (models == 0 || rounds == 0) {
            throw new IllegalStateException(
                    "the recording counted %d models and %d rounds of %s"
                            .formatted(models, rounds, BOOSTER));
        }
        return new Boosted(models, rounds);
    }

    /// CPU seconds of bare LightGBM for as many models and rounds.
    private static double bare(DataSet set, Boosted boosted) throws Exception {
        LabelledRows rows = plainlyCoded(set);
        BoostingParameters parameters =
                BoostingParameters.defaults()
                        .with()
                        .leaves(16)
                        .learningRate(0.05)
                        .featureFraction(0.5)
                        .baggingFraction(0.8)
                        .maxBins(127)
                        .build();
        var threads = ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadCpuTime();
        for (long model = 0; model < boosted.models(); model++) {
            long from = model * boosted.rounds() / boosted.models();
            long to = (model + 1) * boosted.rounds() / boosted.models();
            if (to > from) {
                Boosting.modelText(rows, parameters.with().seed(model).build(), (int) (to - from));
            }
        }
        return (threads.getCurrentThreadCpuTime() - before) / 1e9;
    }

    private static LabelledRows plainlyCoded(DataSet set) throws Exception {
        Table table = read(set);
        Outcome outcome =
                Outcome.of(
                        (TextColumn) table.column(set.target()).orElseThrow(),
                        set.positive(),
                        set.negative());
        int rows = (int) (ROWS_OF_A_FIT * table.rows());
        List<ValueColumn> columns =
                table.columns().stream()
                        .filter(ValueColumn.class::isInstance)
                        .map(ValueColumn.class::cast)
                        .filter(column -> !set.knowing().contains(column.name()))
                        .toList();
        double[][] values = new double[columns.size()][rows];
        boolean[] categorical = new boolean[columns.size()];
        for (int column = 0; column < values.length; column++) {
            categorical[column] = columns.get(column).schema().kind().hasLevels();
            for (int row = 0; row < rows; row++) {
                values[column][row] = columns.get(column).value(row);
            }
        }
        boolean[] labels = new boolean[rows];
        for (int row = 0; row < rows; row++) {
            labels[row] = outcome.isConverted(row);
        }
        return LabelledRows.of(FeatureMatrix.ofColumns(values, categorical), labels);
    }

    private static Table read(DataSet set) throws Check.CannotRun {
        return TableReader.open(set.path())
                .read(ReadOptions.defaults().withVerbatim(Set.of(set.target())))
                .table();
    }

    private static void addHeap(BenchResult result) throws Exception {
        Path file = DataSet.BANK.path();
        double size;
        try (var unpacked = new GZIPInputStream(Files.newInputStream(file))) {
            size = unpacked.transferTo(OutputStream.nullOutputStream());
        }
        long before = usedHeap();
        Table table = read(DataSet.BANK);
        double held = usedHeap() - before;
        result.add(
                new Figure("bank, table on the heap", "bytes/row", List.of(held / table.rows())));
        result.add(Goal.atMost(HEAP_RATIO, "bank: table on the heap, times the CSV", held / size));
    }

    /// A million invented leads of 30 columns, evaluated through the command line on a bounded
    /// heap.
    private static void addMillion(BenchResult result, PrintStream out) throws Exception {
        try (var folder = new TemporaryFolder()) {
            Path leads = folder.file("million.csv");
            try (BufferedWriter writer = Files.newBufferedWriter(leads)) {
                for (int part = 0; part < MILLION_PARTS; part++) {
                    Path own = folder.file("part.csv");
                    KnownTruth.generate(World.ALL.getFirst(), ROWS_OF_A_PART, part).write(own);
                    try (Stream<String> lines = Files.lines(own)) {
                        for (String line :
                                (Iterable<String>) lines.skip(part == 0 ? 0 : 1)::iterator) {
                            writer.write(line);
                            writer.newLine();
                        }
                    }
                }
            }
            out.printf(
                    Locale.ROOT,
                    "million: evaluate %,d leads of 30 columns, %,d bytes%n",
                    MILLION_PARTS * ROWS_OF_A_PART,
                    Files.size(leads));
            Door.Passed passed =
                    new Door(MILLION_HEAP)
                            .run(
                                    folder.path(),
                                    List.of(
                                            "evaluate",
                                            leads.toString(),
                                            "--target",
                                            KnownTruth.TARGET));
            double resident = passed.mostResident() / (1024.0 * 1024);
            result.add(
                    new Figure(
                            "million, evaluate, wall",
                            "s",
                            List.of(passed.wall().toMillis() / 1e3)));
            result.add(new Figure("million, most memory resident", "MiB", List.of(resident)));
            result.add(
                    Goal.atMost(
                            MOST_RESIDENT,
                            "1,000,000 leads x 30 columns: memory resident, MiB",
                            resident));
        }
    }

    private static long usedHeap() {
        var memory = ManagementFactory.getMemoryMXBean();
        memory.gc();
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed();
    }
}
