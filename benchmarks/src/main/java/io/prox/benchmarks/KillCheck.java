package io.prox.benchmarks;

import io.prox.benchmarks.events.EventSender;
import io.prox.benchmarks.events.EventsTruth;
import io.prox.benchmarks.events.ToldEvents;
import io.prox.benchmarks.running.Program;
import io.prox.benchmarks.running.Roles;
import io.prox.benchmarks.running.Until;
import io.prox.benchmarks.running.Visitor;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/// Each role of ProX in a process of its own, and its database and its log, killed with SIGKILL one
/// at a time at instants chosen by chance, while events come in at the door. Every event that has a
/// receipt must have its one effect then.
final class KillCheck {
    private static final int ROUNDS = 50;
    private static final int PERSONS = 300;
    private static final int SENDERS = 4;
    private static final int PER_SECOND = 400;
    private static final int SAMPLE = 60;
    private static final int CHANCE_MILLIS = 3_000;

    /// Receipts between a start and the next kill, at least.
    private static final int LIFE = 200;

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private KillCheck() {}

    static void run(Check.Options options, Goals goals, PrintStream out) throws Exception {
        run(
                Program.ofThisProcess(),
                options.numbers("--rounds", List.of(ROUNDS)).getFirst(),
                options.numbers("--seed", List.of(1)).getFirst(),
                goals,
                out);
    }

    /// @param program what is started as ProX
    /// @param rounds how often something is killed
    static void run(Program program, int rounds, long seed, Goals goals, PrintStream out)
            throws Exception {
        var chance = new Random(seed);
        Map<String, Integer> killed = new TreeMap<>();
        try (Roles roles = Roles.start(program)) {
            Visitor visitor = Visitor.first(roles.address(), roles.link());
            var story = new ToldEvents("told", seed, PERSONS, Instant.now());
            try (var sender =
                    new EventSender(
                            roles.address(),
                            serverKey(visitor),
                            story,
                            SENDERS,
                            PER_SECOND,
                            seed)) {
                for (int round = 1; round <= rounds; round++) {
                    String part = Roles.parts().get(chance.nextInt(Roles.parts().size()));
                    long before = sender.receipts();
                    Until.holds(
                            "events have receipts",
                            PATIENCE,
                            () -> sender.receipts() >= before + LIFE);
                    Thread.sleep(chance.nextInt(CHANCE_MILLIS));
                    roles.kill(part);
                    long then = sender.receipts();
                    roles.start(part);
                    killed.merge(part, 1, Integer::sum);
                    out.printf(
                            Locale.ROOT,
                            "  round %d: killed %s after %,d receipts; %,d more until it was back%n",
                            round,
                            part,
                            then,
                            sender.receipts() - then);
                }
                var truth = new EventsTruth(sender.end());
                out.printf(
                        Locale.ROOT,
                        "  %,d events have receipts; %s%n",
                        truth.events(),
                        answers(sender));
                truth.await(visitor, PATIENCE);
                truth.judge(
                        visitor,
                        roles.superuser(),
                        SAMPLE,
                        (what, number) -> goals.add(Goal.none(what, number)));
                goals.add(
                        Goal.none(
                                "answers of 503 and 429 without a time to try again",
                                (sender.heard(503).withoutPause()
                                        + sender.heard(429).withoutPause())));
                goals.add(Goal.atLeast(rounds, "kills: " + killed, sum(killed)));
            }
        }
    }

    private static int sum(Map<String, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    private static String answers(EventSender sender) {
        return "answers: %,d of 200, %,d of 503, %,d none"
                .formatted(
                        sender.heard(200).count(),
                        sender.heard(503).count(),
                        sender.heard(EventSender.NONE).count());
    }

    /// Makes a source, and a key of it for servers.
    static String serverKey(Visitor visitor) throws InterruptedException {
        String source = visitor.post("/v1/sources", Map.of("name", "Shop")).get("id").asString();
        return visitor.post("/v1/sources/" + source + "/keys", Map.of("channel", "server"))
                .get("secret")
                .asString();
    }
}
