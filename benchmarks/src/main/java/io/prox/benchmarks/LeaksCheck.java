package io.prox.benchmarks;

import io.prox.benchmarks.invented.Leak;
import io.prox.benchmarks.invented.PlantedLeaks;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Leaks planted among honest columns, and those of public lists of leads: every one must be found
/// for certain, and nearly nothing else.
///
/// The sentinel looks at each file directly, since that is what is proved; the first of the planted
/// files goes through the command line too.
final class LeaksCheck {
    static final int ROWS = 4_000;
    private static final int SEEDS = 10;
    private static final int MOST_FALSE_ALARMS = 1;
    private static final List<DataSet> SETS =
            List.of(
                    DataSet.XEDUCATION,
                    DataSet.BANK,
                    DataSet.SHOPPERS,
                    DataSet.OLIST,
                    DataSet.MAVEN);

    private LeaksCheck() {}

    /// What was found of the planted leaks.
    ///
    /// @param missed with how they were flagged instead: as suspect (true) or not at all
    /// @param falseAlarms honest columns that were taken for certain leaks
    record Search(Map<Leak, Boolean> missed, Set<String> falseAlarms, int planted) {
        Search {
            missed = Map.copyOf(missed);
            falseAlarms = Set.copyOf(falseAlarms);
        }

        int found() {
            return planted - missed.size();
        }
    }

    static void run(Check.Options options, Goals goals, PrintStream out) throws Exception {
        List<Integer> seeds =
                options.numbers("--seeds", IntStream.range(0, SEEDS).boxed().toList());
        List<String> sets = options.list("--sets", SETS.stream().map(DataSet::name).toList());
        Map<Leak, Integer> missed = new EnumMap<>(Leak.class);
        for (int seed : seeds) {
            Search search = inspect(PlantedLeaks.generate(ROWS, seed), seed);
            report("planted, seed " + seed, search, out);
            search.missed().keySet().forEach(leak -> missed.merge(leak, 1, Integer::sum));
            add("planted, seed " + seed, search, goals);
        }
        missed.forEach(
                (leak, times) -> out.printf("missed in %d of %d: %s%n", times, seeds.size(), leak));
        if (!options.list("--door", List.of("yes")).contains("no") && !seeds.isEmpty()) {
            String name = "planted, seed %d, by the command line".formatted(seeds.getFirst());
            Search search = evaluate(PlantedLeaks.generate(ROWS, seeds.getFirst()));
            report(name, search, out);
            add(name, search, goals);
        }
        for (DataSet set : SETS) {
            if (sets.contains(set.name())) {
                inspect(set, goals, out);
            }
        }
    }

    private static void report(String name, Search search, PrintStream out) {
        out.printf(
                Locale.ROOT,
                "%s: %d of %d found, %d false alarms%s%s%n",
                name,
                search.found(),
                search.planted(),
                search.falseAlarms().size(),
                search.falseAlarms().isEmpty() ? "" : " " + search.falseAlarms(),
                search.missed().isEmpty()
                        ? ""
                        : "; missed "
                                + search.missed().entrySet().stream()
                                        .map(
                                                entry ->
                                                        entry.getKey()
                                                                + (entry.getValue()
                                                                        ? " (suspect)"
                                                                        : ""))
                                        .sorted()
                                        .collect(Collectors.joining(", ")));
        out.flush();
    }

    private static void add(String name, Search search, Goals goals) {
        goals.add(Goal.atLeast(search.planted(), name + ": leaks found", search.found()));
        goals.add(
                Goal.atMost(
                        MOST_FALSE_ALARMS, name + ": false alarms", search.falseAlarms().size()));
    }

    /// The sentinel alone on planted leaks.
    static Search inspect(PlantedLeaks planted, long seed) throws IOException {
        try (var folder = new TemporaryFolder()) {
            Path file = folder.file("planted.csv");
            planted.write(file);
            Inspection inspection =
                    Inspection.of(
                            file,
                            PlantedLeaks.TARGET,
                            List.of(),
                            List.of(),
                            Optional.empty(),
                            seed);
            return search(planted, inspection.certain(), inspection.suspect());
        }
    }

    private static Search evaluate(PlantedLeaks planted) throws IOException, InterruptedException {
        try (var folder = new TemporaryFolder()) {
            planted.write(folder.file("planted.csv"));
            new Door()
                    .run(
                            folder.path(),
                            List.of(
                                    "evaluate",
                                    "planted.csv",
                                    "--target",
                                    PlantedLeaks.TARGET,
                                    "--json",
                                    "proof.json"));
            Map<String, String> leaks = ProofFile.read(folder.file("proof.json")).leaks();
            return search(planted, named(leaks, "certain"), named(leaks, "suspect"));
        }
    }

    private static Set<String> named(Map<String, String> leaks, String certainty) {
        return leaks.entrySet().stream()
                .filter(leak -> leak.getValue().equals(certainty))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private static Search search(PlantedLeaks planted, Set<String> certain, Set<String> suspect) {
        Map<Leak, Boolean> missed = new EnumMap<>(Leak.class);
        planted.leaks()
                .forEach(
                        (column, leak) -> {
                            if (!certain.contains(column)) {
                                missed.put(leak, suspect.contains(column));
                            }
                        });
        Set<String> falseAlarms = new TreeSet<>(certain);
        falseAlarms.removeAll(planted.leaks().keySet());
        return new Search(missed, falseAlarms, planted.leaks().size());
    }

    private static void inspect(DataSet set, Goals goals, PrintStream out) throws Exception {
        Inspection inspection =
                Inspection.of(
                        set.path(), set.target(), set.positive(), set.negative(), set.time(), 0);
        Set<String> certain = inspection.certain();
        Set<String> found = new LinkedHashSet<>(set.knowing());
        found.retainAll(certain);
        Set<String> others = new TreeSet<>(certain);
        others.removeAll(set.knowing());
        out.printf(
                "%s: certain %s, suspect %s%s%n",
                set.name(),
                new TreeSet<>(certain),
                new TreeSet<>(inspection.suspect()),
                others.isEmpty() ? "" : ", of which not expected: " + others);
        inspection
                .findings()
                .forEach(
                        finding ->
                                out.printf(
                                        "    %s: %s%n",
                                        finding.column(), String.join(" ", finding.evidence())));
        out.flush();
        if (!set.knowing().isEmpty()) {
            goals.add(
                    Goal.atLeast(
                            set.leastCertain(),
                            "%s: columns that know the outcome, found".formatted(set.name()),
                            found.size()));
            goals.add(
                    Goal.atLeast(
                            set.certain().size(),
                            "%s: found of %s".formatted(set.name(), set.certain()),
                            count(set.certain(), certain)));
        }
        goals.add(
                Goal.atMost(
                        0,
                        "%s: taken for leaks of %s".formatted(set.name(), set.honest()),
                        count(set.honest(), certain)));
    }

    private static int count(List<String> columns, Set<String> among) {
        return (int) columns.stream().filter(among::contains).count();
    }
}
