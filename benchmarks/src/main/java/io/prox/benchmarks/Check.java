package io.prox.benchmarks;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Starts a proof of quality by name: `Check truth`. Exits with 0 if every goal held, 3 if one was
/// missed, 2 for wrong arguments, 1 for a fault of ours or data that is not there.
public final class Check {
    private static final int WRONG_USE = 2;
    private static final String RESULTS = "benchmarks/results/checks";

    private static final Map<String, Entry> ENTRIES = entries();

    private Check() {}

    private static Map<String, Entry> entries() {
        Map<String, Entry> entries = new LinkedHashMap<>();
        entries.put(
                "truth",
                new Entry(
                        "generated leads of known probability: ranking, calibration, intervals",
                        Set.of("--rows", "--worlds"),
                        TruthCheck::run));
        entries.put(
                "leaks",
                new Entry(
                        "columns that know the outcome, planted and in public lists",
                        Set.of("--seeds", "--sets", "--door"),
                        LeaksCheck::run));
        entries.put(
                "quality",
                new Entry(
                        "public lists of leads, beside what well-known learners reach on them",
                        Set.of("--set", "--seeds"),
                        QualityCheck::run));
        entries.put(
                "verdicts",
                new Entry(
                        "data without a signal: shuffled outcomes, a pipeline without its leaks",
                        Set.of("--sets", "--seeds", "--rows"),
                        VerdictsCheck::run));
        entries.put(
                "journeys",
                new Entry(
                        "what people do from the first start on, in Chromium",
                        Set.of("--parts"),
                        JourneysCheck::run));
        entries.put(
                "crashes",
                new Entry(
                        "killed while it imports, scores and promotes: nothing lost or doubled",
                        Set.of("--seeds", "--rows"),
                        CrashCheck::run));
        entries.put(
                "demo",
                new Entry(
                        "the demo from its command on, its live model beside the truth",
                        Set.of("--days"),
                        DemoCheck::run));
        entries.put(
                "fault kill9",
                new Entry(
                        "roles, database and log killed while events come in: nothing lost or doubled",
                        Set.of("--rounds", "--seed"),
                        KillCheck::run));
        entries.put(
                "fault broker-down",
                new Entry(
                        "the log is gone while events come in: no receipt, no memory, nothing lost",
                        Set.of("--minutes"),
                        BrokerDownCheck::run));
        entries.put(
                "fault poison",
                new Entry(
                        "bodies that stop systems of this kind: no 5xx, no halt, each kept or taken",
                        Set.of(),
                        PoisonCheck::run));
        entries.put(
                "canaries",
                new Entry(
                        "personal data in the clear, in anything that is kept",
                        Set.of(),
                        CanariesCheck::run));
        entries.put(
                "hostile",
                new Entry(
                        "texts that mean harm, in every field and on every page",
                        Set.of("--texts"),
                        HostileCheck::run));
        entries.put(
                "sign-in",
                new Entry(
                        "whether guessing tells which names have an account, by words or by time",
                        Set.of("--attempts"),
                        SignInCheck::run));
        entries.put(
                "pages",
                new Entry(
                        "every page of the console: accessible, in both schemes and three widths",
                        Set.of(),
                        PagesCheck::run));
        return entries;
    }

    /// One check.
    interface Script {
        /// @param goals to be filled
        /// @param out where progress and figures go
        void run(Options options, Goals goals, PrintStream out) throws Exception;
    }

    /// @param about in a line
    /// @param options that it takes, each with a list of values parted by commas
    private record Entry(String about, Set<String> options, Script script) {}

    /// What was asked for after the name: option to its values.
    record Options(Map<String, List<String>> values) {
        Options {
            values = Map.copyOf(values);
        }

        /// The values of an option, or those of a full run where it was not given.
        List<String> list(String name, List<String> all) {
            return values.getOrDefault(name, all);
        }

        List<Integer> numbers(String name, List<Integer> all) {
            return Optional.ofNullable(values.get(name))
                    .map(given -> given.stream().map(Integer::valueOf).toList())
                    .orElse(all);
        }
    }

    /// A check that cannot run, through no fault of the program's.
    static final class CannotRun extends Exception {
        private static final long serialVersionUID = 1;

        CannotRun(String message) {
            super(message);
        }
    }

    /// @param arguments the name of a check and its options; none lists what there is
    public static void main(String[] arguments) {
        Logging.showWarnings();
        System.exit(run(List.of(arguments), System.out));
    }

    static int run(List<String> arguments, PrintStream out) {
        if (arguments.isEmpty()) {
            out.println(
                    "Proofs of quality; each takes minutes to hours. Some need ../shared/data.");
            ENTRIES.forEach(
                    (name, entry) ->
                            out.printf(
                                    Locale.ROOT,
                                    "  %-17s %s%s%n",
                                    name,
                                    entry.about(),
                                    entry.options().stream()
                                            .sorted()
                                            .map(option -> " [" + option + " LIST]")
                                            .reduce("", String::concat)));
            return Goals.HELD;
        }
        String name = name(arguments);
        Entry entry = ENTRIES.get(name);
        if (entry == null) {
            out.printf(
                    "check: there is no '%s'; choose one of %s%n",
                    name, String.join(", ", ENTRIES.keySet()));
            return WRONG_USE;
        }
        Map<String, List<String>> options = new LinkedHashMap<>();
        for (int at = name.split(" ", -1).length; at < arguments.size(); at += 2) {
            String option = arguments.get(at);
            if (!entry.options().contains(option) || at + 1 == arguments.size()) {
                out.printf(
                        "check %s: '%s' is not an option with a value; it takes %s%n",
                        name, option, String.join(", ", new ArrayList<>(entry.options())));
                return WRONG_USE;
            }
            options.put(option, Arrays.asList(arguments.get(at + 1).split(",", -1)));
        }
        return run(name, entry.script(), new Options(options), out);
    }

    /// Of one word, or two: `demo`, `fault kill9`.
    private static String name(List<String> arguments) {
        String two = String.join(" ", arguments.subList(0, Math.min(2, arguments.size())));
        return ENTRIES.containsKey(two) ? two : arguments.getFirst();
    }

    private static int run(String name, Script script, Options options, PrintStream out) {
        Goals goals = new Goals();
        var kept = new ResultFile("check", name.replace(' ', '-'));
        try {
            script.run(options, goals, out);
            Path root = ProjectRoot.find();
            Path file =
                    kept.write(
                            root,
                            root.resolve(RESULTS),
                            Map.of("options", options.values()),
                            goals);
            out.println("written to " + root.relativize(file));
        } catch (CannotRun e) {
            out.printf("check %s: cannot run: %s%n", name, e.getMessage());
            return Goals.FAULT;
        } catch (Exception e) { // the edge: whatever went wrong is a fault of ours, with its trace
            e.printStackTrace(out);
            out.printf("check %s: failed: %s%n", name, e);
            return Goals.FAULT;
        }
        goals.all().forEach(goal -> out.println(goal.line()));
        out.println(goals.verdict("check " + name));
        return goals.exitCode();
    }
}
