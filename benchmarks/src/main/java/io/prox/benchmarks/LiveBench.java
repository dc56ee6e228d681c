package io.prox.benchmarks;

import io.prox.benchmarks.invented.FormLeads;
import io.prox.platform.access.Permission;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import tools.jackson.databind.JsonNode;

/// From the answer that a lead was taken to its new learned score, with reasons, in the work list:
/// through the log to scoring, and through the log to the console. Leads come in steadily, whether
/// those before are scored or not; each is changed once it is.
final class LiveBench {
    private static final double MOST_MILLISECONDS = 1_000;
    private static final int PAST = 4_000;
    private static final int LEADS = 200;
    private static final int WARM_UP = 100;
    private static final int ROUNDS = 3;
    private static final Duration EVERY = Duration.ofMillis(200);
    private static final Duration LOOK = Duration.ofMillis(20);

    private final RunningProx prox;
    private final PrintStream out;
    private final FormLeads leads = new FormLeads(1);

    private LiveBench(RunningProx prox, PrintStream out) {
        this.prox = prox;
        this.out = out;
    }

    static BenchResult run(PrintStream out) throws Exception {
        var result = new BenchResult("live");
        out.println("starting all of ProX");
        try (RunningProx prox =
                RunningProx.start(
                        Permission.IMPORTS_READ,
                        Permission.IMPORTS_WRITE,
                        Permission.PERSONAL_READ,
                        Permission.LEADS_WRITE,
                        Permission.WORK_READ,
                        Permission.MODELS_READ)) {
            new LiveBench(prox, out).measure(result);
        }
        return result;
    }

    private void measure(BenchResult result) throws Exception {
        out.printf(Locale.ROOT, "bringing in %,d leads with outcomes%n", PAST);
        List<Map<String, String>> past = new ArrayList<>();
        Instant now = Instant.now();
        for (int number = 0; number < PAST; number++) {
            past.add(leads.nextPast(now.minus(Duration.ofHours(24L * 120 + number))));
        }
        prox.bringIn(past, "past.csv");
        out.println("learning");
        String model = prox.awaitFullModel().get("champion").asString();
        prox.await("/v1/overview", seen -> model.equals(seen.at("/model/model").asString("")));
        round(WARM_UP, model);
        List<Double> middle = new ArrayList<>();
        List<Double> late = new ArrayList<>();
        List<Double> latest = new ArrayList<>();
        for (int round = 1; round <= ROUNDS; round++) {
            Latencies latencies = round(LEADS, model);
            middle.add(latencies.within(0.5));
            late.add(latencies.within(0.95));
            latest.add(latencies.within(0.99));
            out.printf(
                    Locale.ROOT,
                    "round %d of %d: p50 %.0f ms, p95 %.0f ms, p99 %.0f ms%n",
                    round,
                    ROUNDS,
                    middle.getLast(),
                    late.getLast(),
                    latest.getLast());
        }
        var p95 = new Figure("p95", "ms", late);
        result.add(new Figure("p50", "ms", middle));
        result.add(p95);
        result.add(new Figure("p99", "ms", latest));
        result.add(
                Goal.atMost(
                        MOST_MILLISECONDS,
                        "from an answer to the new score in the work list, p95, ms",
                        p95.median()));
    }

    /// Leads that are new, and each of them changed.
    private Latencies round(int count, String model) throws Exception {
        List<Future<long[]>> pending = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            long start = System.nanoTime();
            for (int number = 0; number < count; number++) {
                Thread.sleep(
                        Duration.ofNanos(
                                Math.max(0, start + number * EVERY.toNanos() - System.nanoTime())));
                Map<String, String> lead = leads.next(Instant.now());
                pending.add(threads.submit(() -> bringAndChange(lead, model)));
            }
            LongStream all = LongStream.empty();
            for (Future<long[]> measured : pending) {
                all = LongStream.concat(all, LongStream.of(measured.get()));
            }
            return Latencies.of(all.toArray());
        }
    }

    private long[] bringAndChange(Map<String, String> lead, String model) throws Exception {
        lead.put("jobTitle", "Intern");
        long fresh = nanosToScore(lead, item -> item.path("model").asString("").equals(model));
        Instant before = Instant.now();
        lead.put("jobTitle", "Chief Executive Officer");
        long changed =
                nanosToScore(
                        lead,
                        item ->
                                item.has("scoredAt")
                                        && Instant.parse(item.get("scoredAt").asString())
                                                .isAfter(before));
        return new long[] {fresh, changed};
    }

    private long nanosToScore(Map<String, String> lead, Predicate<JsonNode> wanted)
            throws Exception {
        String id = prox.json(prox.post("/v1/leads", Map.of("fields", lead))).get("id").asString();
        long start = System.nanoTime();
        while (!prox.find("/v1/work/" + id)
                .filter(item -> item.has("score") && wanted.test(item))
                .isPresent()) {
            Thread.sleep(LOOK);
        }
        return System.nanoTime() - start;
    }
}
