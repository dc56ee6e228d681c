package io.prox.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import io.prox.benchmarks.invented.FormLeads;
import io.prox.platform.access.Permission;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import tools.jackson.databind.JsonNode;

/// Leads that are not kept, scored over HTTP on the loopback address, with all of their reasons.
///
/// All of ProX runs in this process, as `prox up` starts it, on a PostgreSQL and a Kafka of its
/// own; it has learnt its model from leads that came in the same way. The clients run in this
/// process too, so that their work is part of what is measured. Each asks again as soon as it was
/// answered.
final class DirectScoreBench {
    private static final double MOST_MILLISECONDS = 20;
    private static final int PAST = 2_000;
    private static final int AT_ONCE = 500;
    private static final int COMPARED = 50;
    private static final int ROUNDS = 5;
    private static final int WARM_UP = 6_000;
    private static final int MANY_CLIENTS = 8;
    private static final int REQUESTS_OF_A_CLIENT = 1_000;

    /// What depends on the lead and the model alone.
    private static final List<String> COMPARED_MEMBERS =
            List.of(
                    "model",
                    "score",
                    "chance",
                    "fit",
                    "engagement",
                    "base",
                    "sum",
                    "contributions");

    private static final String SCORE = "/v1/score";
    private static final int OK = 200;
    private static final int REFUSED = 422;

    private final RunningProx prox;
    private final Instant now;
    private final PrintStream out;

    private DirectScoreBench(RunningProx prox, Instant now, PrintStream out) {
        this.prox = prox;
        this.now = now;
        this.out = out;
    }

    static BenchResult run(PrintStream out) throws Exception {
        var result = new BenchResult("score");
        out.println("starting all of ProX");
        try (RunningProx prox =
                RunningProx.start(
                        Permission.LEADS_READ,
                        Permission.LEADS_WRITE,
                        Permission.MODELS_READ,
                        Permission.SCORES_COMPUTE)) {
            new DirectScoreBench(prox, Instant.now(), out).measure(result);
        }
        return result;
    }

    private void measure(BenchResult result) throws Exception {
        Map<String, Map<String, String>> kept = bringIn();
        out.println("learning");
        prox.awaitFullModel();
        result.add(
                Goal.atMost(
                        0,
                        "of %d kept leads, those whose score differs in a digit when they are not kept"
                                .formatted(COMPARED),
                        different(kept)));
        out.printf(Locale.ROOT, "warming up with %,d requests%n", WARM_UP);
        ask(MANY_CLIENTS, leads(MANY_CLIENTS, WARM_UP / MANY_CLIENTS, 0), OK);
        for (int clients : List.of(1, MANY_CLIENTS)) {
            measure(clients, result);
        }
    }

    private void measure(int clients, BenchResult result) throws Exception {
        var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        String who = clients == 1 ? "1 client" : clients + " clients";
        List<Double> middle = new ArrayList<>();
        List<Double> late = new ArrayList<>();
        List<Double> cpu = new ArrayList<>();
        List<Double> refusedMiddle = new ArrayList<>();
        List<Double> refusedLate = new ArrayList<>();
        for (int round = 1; round <= ROUNDS; round++) {
            List<List<HttpRequest>> leads = leads(clients, REQUESTS_OF_A_CLIENT, round);
            long before = system.getProcessCpuTime();
            Latencies scored = ask(clients, leads, OK);
            double used = system.getProcessCpuTime() - before;
            Latencies refused = ask(clients, refused(clients), REFUSED);
            middle.add(scored.within(0.5));
            late.add(scored.within(0.99));
            cpu.add(used / 1e6 / clients / REQUESTS_OF_A_CLIENT);
            refusedMiddle.add(refused.within(0.5));
            refusedLate.add(refused.within(0.99));
            out.printf(
                    Locale.ROOT,
                    "%s, round %d of %d: p50 %.1f ms, p99 %.1f ms, goal %.0f ms; refused: p50 %.1f ms, p99 %.1f ms%n",
                    who,
                    round,
                    ROUNDS,
                    middle.getLast(),
                    late.getLast(),
                    MOST_MILLISECONDS,
                    refusedMiddle.getLast(),
                    refusedLate.getLast());
        }
        var p99 = new Figure(who + ", p99", "ms", late);
        result.add(new Figure(who + ", p50", "ms", middle));
        result.add(p99);
        result.add(new Figure(who + ", refused, p50", "ms", refusedMiddle));
        result.add(new Figure(who + ", refused, p99", "ms", refusedLate));
        result.add(new Figure(who + ", CPU with the client's", "ms/request", cpu));
        result.add(
                Goal.atMost(
                        MOST_MILLISECONDS,
                        who + ": p99 of one lead, ms (median of rounds)",
                        p99.median()));
    }

    /// Leads of the past, by identifier, with what was sent.
    private Map<String, Map<String, String>> bringIn() throws IOException, InterruptedException {
        out.printf(Locale.ROOT, "bringing in %,d leads with outcomes%n", PAST);
        var leads = new FormLeads(1);
        Map<String, Map<String, String>> kept = new LinkedHashMap<>();
        for (int number = 0; number < PAST; number += AT_ONCE) {
            List<Map<String, String>> fields = new ArrayList<>();
            for (int index = number; index < number + AT_ONCE; index++) {
                // long enough ago that all became what they would
                fields.add(leads.nextPast(now.minus(Duration.ofHours(24L * 120 + index * 3L))));
            }
            JsonNode answer =
                    prox.json(
                            prox.post(
                                    "/v1/leads/batch",
                                    Map.of(
                                            "leads",
                                            fields.stream()
                                                    .map(each -> Map.of("fields", each))
                                                    .toList())));
            for (int index = 0; index < AT_ONCE; index++) {
                kept.put(answer.get("results").get(index).get("id").asString(), fields.get(index));
            }
        }
        return kept;
    }

    /// How many of the first leads have another score when they are sent again, not to be kept.
    private int different(Map<String, Map<String, String>> leads)
            throws IOException, InterruptedException {
        int different = 0;
        for (Map.Entry<String, Map<String, String>> lead :
                leads.entrySet().stream().limit(COMPARED).toList()) {
            JsonNode kept = prox.json(prox.get("/v1/leads/" + lead.getKey() + "/score"));
            JsonNode direct =
                    prox.json(
                            prox.post(
                                    SCORE,
                                    Map.of(
                                            "fields",
                                            lead.getValue(),
                                            "asOf",
                                            kept.get("asOf").asString())));
            different +=
                    COMPARED_MEMBERS.stream()
                                    .allMatch(name -> direct.path(name).equals(kept.path(name)))
                            ? 0
                            : 1;
        }
        return different;
    }

    /// Requests for scores of leads that were never met, of each client.
    ///
    /// @param each how many of each
    /// @param seed of the leads
    private List<List<HttpRequest>> leads(int clients, int each, int seed) {
        List<List<HttpRequest>> all = new ArrayList<>();
        for (int client = 0; client < clients; client++) {
            var leads = new FormLeads(1_000L * (seed + 1) + client);
            List<HttpRequest> requests = new ArrayList<>();
            for (int number = 0; number < each; number++) {
                requests.add(
                        prox.post(
                                SCORE,
                                Map.of("fields", leads.next(now.minus(Duration.ofHours(number))))));
            }
            all.add(requests);
        }
        return all;
    }

    private List<List<HttpRequest>> refused(int clients) {
        HttpRequest empty = prox.post(SCORE, Map.of("fields", Map.of()));
        return Collections.nCopies(clients, Collections.nCopies(REQUESTS_OF_A_CLIENT, empty));
    }

    /// @param requests of each client
    /// @param status with which each must be answered
    private Latencies ask(int clients, List<List<HttpRequest>> requests, int status)
            throws Exception {
        List<Callable<long[]>> work = new ArrayList<>();
        for (List<HttpRequest> own : requests) {
            work.add(() -> latencies(own, status));
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(clients)) {
            LongStream all = LongStream.empty();
            for (Future<long[]> asked : threads.invokeAll(work)) {
                all = LongStream.concat(all, LongStream.of(asked.get()));
            }
            return Latencies.of(all.toArray());
        }
    }

    private long[] latencies(List<HttpRequest> requests, int status)
            throws IOException, InterruptedException {
        var nanos = new long[requests.size()];
        for (int number = 0; number < nanos.length; number++) {
            long start = System.nanoTime();
            prox.send(requests.get(number), status);
            nanos[number] = System.nanoTime() - start;
        }
        return nanos;
    }
}
