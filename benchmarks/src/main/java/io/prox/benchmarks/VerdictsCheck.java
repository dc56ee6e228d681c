package io.prox.benchmarks;

import io.prox.benchmarks.invented.KnownTruth;
import io.prox.benchmarks.invented.World;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// Data without a signal, through the command line: the verdict must be that there is none.
/// Outcomes of a public list and of generated leads are dealt out anew at random; a pipeline is
/// taken without the columns that know the outcome. And as the counterpart, so that saying "none"
/// always would not do: the same generated leads with their own outcomes.
final class VerdictsCheck {
    private static final String NONE = "none";
    private static final int SEEDS = 20;
    private static final int ROWS = 1_500;

    /// Of twenty seeds one may be wrong: chance.
    private static final double LEAST_SHARE = 0.95;

    private VerdictsCheck() {}

    static void run(Check.Options options, Goals goals, PrintStream out) throws Exception {
        List<Integer> seeds =
                options.numbers("--seeds", IntStream.range(0, SEEDS).boxed().toList());
        List<String> parts = options.list("--sets", List.of("generated", "shoppers", "maven"));
        int rows = options.numbers("--rows", List.of(ROWS)).getFirst();
        for (String part : parts) {
            switch (part) {
                case "generated" -> generated(seeds, rows, goals, out);
                case "maven" -> maven(goals, out);
                default -> shuffled(set(part), seeds, rows, goals, out);
            }
        }
    }

    private static DataSet set(String name) throws Check.CannotRun {
        return List.of(DataSet.SHOPPERS, DataSet.XEDUCATION, DataSet.BANK, DataSet.OLIST).stream()
                .filter(set -> set.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new Check.CannotRun("there is no data set " + name));
    }

    private static void generated(List<Integer> seeds, int rows, Goals goals, PrintStream out)
            throws IOException, InterruptedException {
        List<String> verdicts = new ArrayList<>();
        for (int seed : seeds) {
            verdicts.add(ofShuffled(world(seed), rows, seed));
            report("generated", seed, verdicts.getLast(), out);
        }
        add("generated leads with shuffled outcomes", verdicts, goals);
        String own = ofTrue(world(0), rows);
        out.printf("generated with its own outcomes: %s%n", own);
        goals.add(
                Goal.atMost(
                        0,
                        "verdicts 'none' on generated leads with their own outcomes",
                        own.equals(NONE) ? 1 : 0));
    }

    private static World world(int seed) {
        return World.ALL.get(seed % World.ALL.size());
    }

    /// The verdict on generated leads whose outcomes were dealt out anew.
    static String ofShuffled(World world, int rows, long seed)
            throws IOException, InterruptedException {
        try (var folder = new TemporaryFolder()) {
            Path leads = folder.file("leads.csv");
            KnownTruth.generate(world, rows, 100 + seed).write(leads);
            LeadList.read(leads).shuffled(KnownTruth.TARGET, seed).write(leads);
            return verdict(folder, List.of("--target", KnownTruth.TARGET));
        }
    }

    /// The verdict on generated leads as they are.
    static String ofTrue(World world, int rows) throws IOException, InterruptedException {
        try (var folder = new TemporaryFolder()) {
            KnownTruth.generate(world, rows, 100).write(folder.file("leads.csv"));
            return verdict(folder, List.of("--target", KnownTruth.TARGET));
        }
    }

    private static void shuffled(
            DataSet set, List<Integer> seeds, int rows, Goals goals, PrintStream out)
            throws Exception {
        LeadList whole = LeadList.read(set.path());
        List<String> verdicts = new ArrayList<>();
        for (int seed : seeds) {
            try (var folder = new TemporaryFolder()) {
                whole.sample(rows, seed)
                        .shuffled(set.target(), seed)
                        .write(folder.file("leads.csv"));
                verdicts.add(verdict(folder, List.of("--target", set.target())));
            }
            report(set.name(), seed, verdicts.getLast(), out);
        }
        add(set.name() + " with shuffled outcomes", verdicts, goals);
    }

    private static void maven(Goals goals, PrintStream out) throws Exception {
        try (var folder = new TemporaryFolder()) {
            LeadList.read(DataSet.MAVEN.path()).write(folder.file("leads.csv"));
            String verdict = verdict(folder, DataSet.MAVEN.arguments());
            out.printf("maven without its leaks: %s%n", verdict);
            goals.add(
                    Goal.atLeast(
                            1,
                            "verdicts 'none' on the maven pipeline without its leaks",
                            verdict.equals(NONE) ? 1 : 0));
        }
    }

    private static String verdict(TemporaryFolder folder, List<String> arguments)
            throws IOException, InterruptedException {
        List<String> all =
                new ArrayList<>(List.of("evaluate", "leads.csv", "--json", "proof.json"));
        all.addAll(arguments);
        new Door().run(folder.path(), all);
        return ProofFile.read(folder.file("proof.json")).verdict();
    }

    private static void report(String name, int seed, String verdict, PrintStream out) {
        out.printf(Locale.ROOT, "%s, seed %d: %s%n", name, seed, verdict);
        out.flush();
    }

    private static void add(String name, List<String> verdicts, Goals goals) {
        goals.add(
                Goal.atLeast(
                        Math.floor(LEAST_SHARE * verdicts.size()),
                        "verdicts 'none' of %d on %s".formatted(verdicts.size(), name),
                        (int) verdicts.stream().filter(NONE::equals).count()));
    }
}
