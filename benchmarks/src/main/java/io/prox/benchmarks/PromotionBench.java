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
import tools.jackson.databind.JsonNode;

/// From a person's word that another model is to count until it does: every lead is scored anew,
/// with all of its reasons, entered into the ledger and published, and then all readers go over at
/// one instant.
final class PromotionBench {
    private static final double MOST_SECONDS = 60;
    private static final int LEADS = 100_000;
    private static final int PAST = 6_000;
    private static final int ROUNDS = 4;

    private final RunningProx prox;
    private final PrintStream out;

    private PromotionBench(RunningProx prox, PrintStream out) {
        this.prox = prox;
        this.out = out;
    }

    static BenchResult run(PrintStream out) throws Exception {
        var result = new BenchResult("promotion");
        out.println("starting all of ProX");
        try (RunningProx prox =
                RunningProx.start(
                        Permission.IMPORTS_READ,
                        Permission.IMPORTS_WRITE,
                        Permission.PERSONAL_READ,
                        Permission.WORK_READ,
                        Permission.MODELS_READ,
                        Permission.MODELS_PROMOTE)) {
            new PromotionBench(prox, out).measure(result);
        }
        return result;
    }

    private void measure(BenchResult result) throws Exception {
        out.printf(Locale.ROOT, "bringing in %,d leads%n", LEADS);
        bringIn();
        out.println("learning");
        JsonNode models = prox.awaitFullModel();
        prox.await("/v1/work/counts", counts -> counts.get("total").asLong() >= LEADS - PAST);
        String full = models.get("champion").asString();
        String quick = quick(models);
        List<Double> seconds = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            String model = round % 2 == 0 ? quick : full;
            seconds.add(secondsToPromote(model));
            out.printf(
                    Locale.ROOT,
                    "round %d of %d: %,d leads in %.1f s%n",
                    round + 1,
                    ROUNDS,
                    LEADS,
                    seconds.getLast());
        }
        var figure = new Figure("promotion of %,d leads".formatted(LEADS), "s", seconds);
        result.add(figure);
        result.add(
                Goal.atMost(
                        MOST_SECONDS, "100,000 leads on the new model, seconds", figure.median()));
    }

    /// The first model, which learnt from a sample: it is there whether or not it ever counted.
    private static String quick(JsonNode models) {
        for (JsonNode model : models.get("models")) {
            if (model.get("quick").asBoolean()) {
                return model.get("id").asString();
            }
        }
        throw new IllegalStateException("no model was learnt from a sample");
    }

    private double secondsToPromote(String model) throws Exception {
        long start = System.nanoTime();
        prox.json(prox.post("/v1/models/" + model + "/promote", Map.of()));
        prox.await(
                "/v1/models",
                now -> now.get("champion").asString().equals(model) && !now.has("coming"));
        prox.await(
                "/v1/overview", now -> model.equals(now.path("model").path("model").asString("")));
        return (System.nanoTime() - start) / 1e9;
    }

    private void bringIn() throws Exception {
        var leads = new FormLeads(1);
        Instant now = Instant.now();
        List<Map<String, String>> all = new ArrayList<>();
        for (int number = 0; number < LEADS; number++) {
            Instant created = now.minus(Duration.ofHours(24L * 120 + number / 50));
            all.add(number < PAST ? leads.nextPast(created) : leads.next(created));
        }
        prox.bringIn(all, "leads.csv");
    }
}
