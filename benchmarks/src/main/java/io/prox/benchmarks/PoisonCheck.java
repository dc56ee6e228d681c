package io.prox.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.prox.benchmarks.events.PoisonBodies;
import io.prox.benchmarks.events.PoisonBodies.Poison;
import io.prox.benchmarks.running.HomeFolder;
import io.prox.benchmarks.running.Settled;
import io.prox.benchmarks.running.Until;
import io.prox.benchmarks.running.Visitor;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Bodies that stop systems of this kind, each followed by a good event: none gets a 5xx, none
/// stops what comes after it, and each that is not taken lies there with its stage and its reason.
final class PoisonCheck {
    private static final int OK = 200;
    private static final int FAULTS = 500;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private PoisonCheck() {}

    static void run(Check.Options options, Goals goals, PrintStream out) throws Exception {
        List<Poison> bodies = PoisonBodies.all();
        try (HomeFolder home = HomeFolder.start(ProjectRoot.find())) {
            Visitor visitor = Visitor.first(home.process().address(), home.process().link());
            String key = KillCheck.serverKey(visitor);
            visitor.send("POST", "/v1/identify", by(key, ""), good("identify", -1));
            long faults = 0;
            long otherwise = 0;
            long refused = 0;
            long lost = 0;
            for (int number = 0; number < bodies.size(); number++) {
                Poison poison = bodies.get(number);
                Visitor.Answer answer =
                        visitor.send(
                                "POST",
                                poison.path(),
                                by(key, poison.encoding()),
                                poison.body().array());
                faults += answer.status() >= FAULTS ? 1 : 0;
                if ((answer.status() == OK) != poison.isTaken()) {
                    otherwise++;
                    out.printf(
                            "  %s was answered with %d: %s%n",
                            poison.name(), answer.status(), answer.body());
                }
                refused += answer.status() == OK ? 0 : 1;
                lost +=
                        visitor.send("POST", "/v1/track", by(key, ""), good("track", number))
                                                .status()
                                        == OK
                                ? 0
                                : 1;
            }
            Instant sent = Instant.now();
            long goodOnes = bodies.size();
            Until.holds("all of it is folded", PATIENCE, () -> isThrough(visitor, goodOnes));
            goals.add(Goal.atLeast(60, "bodies", bodies.size()));
            goals.add(Goal.none("answers of 5xx", faults));
            goals.add(Goal.none("answers other than they must be", otherwise));
            goals.add(Goal.none("good events that were not taken", lost));
            goals.add(
                    Goal.atMost(
                            10,
                            "seconds until the last good event was in its lead's timeline",
                            Duration.between(sent, Instant.now()).toMillis() / 1e3));
            judge(visitor, refused, goals, out);
        }
    }

    private static Map<String, String> by(String key, String encoding) {
        String bearer = "Bearer " + key;
        return encoding.isEmpty()
                ? Map.of("Authorization", bearer)
                : Map.of("Authorization", bearer, "Content-Encoding", encoding);
    }

    private static byte[] good(String type, int number) {
        String message =
                """
                {"type": "%s", "userId": "ada@good.example", "event": "Good", "messageId": "good-%d",
                 "timestamp": "%s"}"""
                        .formatted(
                                type,
                                number,
                                Instant.parse("2026-06-01T00:00:00Z").plusSeconds(number));
        return message.getBytes(UTF_8);
    }

    private static boolean isThrough(Visitor visitor, long expected) throws InterruptedException {
        return Settled.isFolded(visitor) && good(visitor).size() >= expected;
    }

    /// Of the lead whose events are good ones.
    private static Set<String> good(Visitor visitor) throws InterruptedException {
        Set<String> found = new HashSet<>();
        for (JsonNode lead : visitor.all("/v1/leads", "leads")) {
            visitor
                    .all(
                            "/v1/leads/%s/activities".formatted(lead.get("id").asString()),
                            "activities")
                    .stream()
                    .filter(activity -> activity.path("name").asString("").equals("Good"))
                    .forEach(activity -> found.add(activity.get("activity").asString()));
        }
        return found;
    }

    private static void judge(Visitor visitor, long refused, Goals goals, PrintStream out)
            throws InterruptedException {
        List<JsonNode> kept = visitor.all("/v1/kept-events", "events");
        long atTheDoor =
                kept.stream()
                        .filter(each -> each.get("stage").asString().equals("refused"))
                        .count();
        goals.add(
                Goal.none(
                        "of %d that were refused, those that lie there not at all or twice"
                                .formatted(refused),
                        Math.abs(atTheDoor - refused)));
        goals.add(
                Goal.none(
                        "kept ones without a reason",
                        kept.stream()
                                .filter(
                                        each ->
                                                each.get("reason").asString().isEmpty()
                                                        || (each.get("stage")
                                                                        .asString()
                                                                        .equals("refused")
                                                                && each.get("faults").isEmpty()))
                                .count()));
        kept.stream()
                .filter(each -> !each.get("stage").asString().equals("refused"))
                .forEach(
                        each ->
                                out.printf(
                                        Locale.ROOT,
                                        "  %s behind the door: %s %s%n",
                                        each.get("stage").asString(),
                                        each.get("reason").asString(),
                                        each.get("faults")));
        JsonNode books = visitor.get("/v1/books/events").get("all");
        goals.add(
                Goal.none(
                        "events missing in the books", Math.abs(books.get("difference").asLong())));
        goals.add(
                Goal.none(
                        "of the books, refused or rejected ones that do not lie there",
                        Math.abs(
                                books.get("refused").asLong()
                                        + books.get("rejected").asLong()
                                        - kept.stream()
                                                .filter(
                                                        each ->
                                                                !each.get("stage")
                                                                        .asString()
                                                                        .equals("partly"))
                                                .count())));
        goals.add(
                Goal.none(
                        "facts that were rejected further on",
                        visitor.get("/v1/rejected").get("rejected").size()));
    }
}
