package io.prox.benchmarks;

import io.prox.benchmarks.invented.FormLeads;
import io.prox.platform.access.Permission;
import java.io.PrintStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// The work list over a hundred thousand leads, as a person sees it who types into a filter: one
/// request after another, of every kind that the page makes; and the overview over them.
final class WorkListBench {
    private static final double MOST_MILLISECONDS = 100;
    private static final double MOST_MILLISECONDS_OF_A_PAGE = 200;
    private static final String OVERVIEW = "/v1/overview";
    private static final int LEADS = 100_000;
    private static final int ROUNDS = 5;
    private static final int REQUESTS = 60;
    private static final int OK = 200;

    private final RunningProx prox;
    private final PrintStream out;

    private WorkListBench(RunningProx prox, PrintStream out) {
        this.prox = prox;
        this.out = out;
    }

    static BenchResult run(PrintStream out) throws Exception {
        var result = new BenchResult("worklist");
        out.println("starting all of ProX");
        try (RunningProx prox =
                RunningProx.start(
                        Permission.IMPORTS_READ,
                        Permission.IMPORTS_WRITE,
                        Permission.PERSONAL_READ,
                        Permission.WORK_READ)) {
            new WorkListBench(prox, out).measure(result);
        }
        return result;
    }

    private void measure(BenchResult result) throws Exception {
        out.printf(Locale.ROOT, "bringing in %,d leads%n", LEADS);
        var leads = new FormLeads(1);
        Instant now = Instant.now();
        List<Map<String, String>> all = new ArrayList<>();
        for (int number = 0; number < LEADS; number++) {
            all.add(leads.next(now.minus(Duration.ofMinutes(number))));
        }
        prox.bringIn(all, "leads.csv");
        prox.await(
                "/v1/work/counts",
                counts ->
                        counts.get("total").asLong() == LEADS
                                && counts.at("/byGrade/none").asLong(0) == 0);
        Map<String, String> asked = asked(all.get(LEADS / 2));
        for (Map.Entry<String, String> request : asked.entrySet()) {
            times(request.getValue());
            List<Double> late = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                late.add(times(request.getValue()).within(0.95));
            }
            var p95 = new Figure(request.getKey() + ", p95", "ms", late);
            out.printf(Locale.ROOT, "%s: p95 %.1f ms%n", request.getKey(), p95.median());
            result.add(p95);
            result.add(
                    Goal.atMost(
                            request.getValue().equals(OVERVIEW)
                                    ? MOST_MILLISECONDS_OF_A_PAGE
                                    : MOST_MILLISECONDS,
                            request.getKey() + ": p95, ms (median of rounds)",
                            p95.median()));
        }
    }

    /// Requests by what they are.
    private Map<String, String> asked(Map<String, String> someone) throws Exception {
        Map<String, String> asked = new LinkedHashMap<>();
        asked.put("first page", "/v1/work");
        JsonNode first = prox.json(prox.get("/v1/work"));
        asked.put("next page", "/v1/work?after=" + encoded(first.get("next").asString()));
        asked.put("two grades", "/v1/work?grade=A,B");
        asked.put("a country", "/v1/work?country=Germany");
        asked.put("by change", "/v1/work?sort=changed");
        asked.put("the newest", "/v1/work?sort=created&created=7d");
        asked.put("a name", "/v1/work?q=" + encoded(name(someone, "lastName")));
        asked.put(
                "a name among open leads",
                "/v1/work?status=new,claimed&q=" + encoded(name(someone, "lastName")));
        asked.put("an e-mail address", "/v1/work?q=" + encoded(name(someone, "email")));
        asked.put("a phone number", "/v1/work?q=" + encoded(name(someone, "phone")));
        asked.put("counts", "/v1/work/counts?grade=A");
        asked.put("counts of a name", "/v1/work/counts?q=" + encoded(name(someone, "lastName")));
        asked.put("overview", OVERVIEW);
        return asked;
    }

    private static String name(Map<String, String> lead, String field) {
        return lead.getOrDefault(field, "");
    }

    private Latencies times(String path) throws Exception {
        var nanos = new long[REQUESTS];
        for (int number = 0; number < REQUESTS; number++) {
            long start = System.nanoTime();
            prox.send(prox.get(path), OK);
            nanos[number] = System.nanoTime() - start;
        }
        return Latencies.of(nanos);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
