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

/// The log is gone for minutes while events come in, and the process at the door has little memory.
/// Nobody gets a receipt meanwhile; everybody is told when to try again; the memory does not fill;
/// and when the log is back, all is as before within half a minute, with nothing lost.
final class BrokerDownCheck {
    private static final int MINUTES = 10;
    private static final int PERSONS = 300;
    private static final int SENDERS = 80;
    private static final int PER_SECOND = 500;
    private static final int SAMPLE = 60;

    /// Of the process at the door (see `Program.ofThisProcess`).
    private static final double HEAP = 512 << 20;

    private static final Duration LOOK = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(2);
    private static final Duration BACK = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private BrokerDownCheck() {}

    static void run(Check.Options options, Goals goals, PrintStream out) throws Exception {
        int minutes = options.numbers("--minutes", List.of(MINUTES)).getFirst();
        try (Roles roles = Roles.start(Program.ofThisProcess())) {
            Visitor visitor = Visitor.first(roles.address(), roles.link());
            var story = new ToldEvents("told", 1, PERSONS, Instant.now());
            try (var sender =
                    new EventSender(
                            roles.process("ingestion").address(),
                            KillCheck.serverKey(visitor),
                            story,
                            SENDERS,
                            PER_SECOND,
                            1)) {
                Until.holds(
                        "events have receipts",
                        PATIENCE,
                        () -> sender.receipts() >= 10 * PER_SECOND);
                roles.kill("log");
                long without = sender.receipts();
                long most = 0;
                for (Instant end = Instant.now().plus(Duration.ofMinutes(minutes));
                        Instant.now().isBefore(end); ) {
                    Thread.sleep(LOOK);
                    most = Math.max(most, roles.process("ingestion").liveHeap());
                }
                goals.add(
                        Goal.none(
                                "receipts while there was no log", (sender.receipts() - without)));
                goals.add(
                        Goal.atMost(0.8, "share of the heap that was held, at most", most / HEAP));
                goals.add(
                        Goal.atMost(
                                seconds(ANSWER.plusMillis(500)),
                                "seconds until an answer of 503, at most",
                                seconds(sender.heard(503).slowest())));
                goals.add(
                        Goal.none(
                                "answers of 503 without a time to try again",
                                sender.heard(503).withoutPause()));
                out.printf(
                        Locale.ROOT,
                        "  %d minutes without a log: %,d answers of 503, %,d none%n",
                        minutes,
                        sender.heard(503).count(),
                        sender.heard(EventSender.NONE).count());
                roles.start("log");
                Instant back = Instant.now();
                Until.holds("events have receipts again", PATIENCE, () -> isBack(sender));
                goals.add(
                        Goal.atMost(
                                seconds(BACK),
                                "seconds until events had receipts at their pace again",
                                seconds(Duration.between(back, Instant.now()))));
                var truth = new EventsTruth(sender.end());
                truth.await(visitor, PATIENCE);
                truth.judge(
                        visitor,
                        roles.superuser(),
                        SAMPLE,
                        (what, number) -> goals.add(Goal.none(what, number)));
            }
        }
    }

    /// Whether a second goes by in which almost all events of a second get their receipts.
    private static boolean isBack(EventSender sender) throws InterruptedException {
        long before = sender.receipts();
        Thread.sleep(Duration.ofSeconds(1));
        return sender.receipts() - before >= 0.8 * PER_SECOND;
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1e3;
    }
}
