package io.prox.benchmarks;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;

/// Starts a bench by name: `Bench scorer`. Exits with 0 if every goal held, 3 if one was missed, 2
/// for a wrong name, 1 for a fault of ours.
public final class Bench {
    private static final int WRONG_USE = 2;

    private static final Map<String, Script> SCRIPTS =
            Map.of(
                    "scorer", ScorerBench::run,
                    "learner", LearnerBench::run,
                    "score", DirectScoreBench::run,
                    "import", ImportBench::run,
                    "promotion", PromotionBench::run,
                    "startup", StartupBench::run,
                    "live", LiveBench::run,
                    "keys", KeysBench::run,
                    "worklist", WorkListBench::run);

    private Bench() {}

    /// One bench.
    interface Script {
        /// @param out where progress and figures go
        BenchResult run(PrintStream out) throws Exception;
    }

    /// @param arguments the name of a bench
    public static void main(String[] arguments) {
        Logging.showWarnings();
        if (arguments.length == 0) {
            System.out.println(
                    "Benches: " + String.join(", ", SCRIPTS.keySet().stream().sorted().toList()));
            System.exit(Goals.HELD);
        }
        Script script = arguments.length == 1 ? SCRIPTS.get(arguments[0]) : null;
        if (script == null) {
            System.err.printf(
                    "bench: expected one name of %s, got: %s%n",
                    String.join(", ", SCRIPTS.keySet()), String.join(" ", arguments));
            System.exit(WRONG_USE);
            return;
        }
        System.exit(run(arguments[0], script, System.out));
    }

    /// Runs, prints, writes the result file and the page of figures under the project's root, ends
    /// with the verdict.
    static int run(String name, Script script, PrintStream out) {
        try {
            Path root = ProjectRoot.find();
            BenchResult result = script.run(out);
            result.print(out);
            Path file = result.write(root, root.resolve("benchmarks/results"));
            new PerformancePage(root).update();
            out.println("written to " + root.relativize(file) + " and docs/performance.md");
            out.println(result.verdict());
            return result.exitCode();
        } catch (Exception e) { // the edge: whatever went wrong is a fault of ours, with its trace
            e.printStackTrace(out);
            out.printf("bench %s: failed: %s%n", name, e.getMessage());
            return Goals.FAULT;
        }
    }
}
