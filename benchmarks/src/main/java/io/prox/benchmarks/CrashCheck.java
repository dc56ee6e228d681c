package io.prox.benchmarks;

import io.prox.benchmarks.invented.FormLeads;
import io.prox.benchmarks.running.HomeFolder;
import io.prox.benchmarks.running.KnownList;
import io.prox.benchmarks.running.Settled;
import io.prox.benchmarks.running.Until;
import io.prox.benchmarks.running.Visitor;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// All of ProX, killed with SIGKILL at three instants chosen by chance: twice while a file is
/// imported, once while the leads of it get their scores. A program hands in leads one by one all
/// the while, and hands each in again until it is answered. Then nothing may be lost or doubled.
final class CrashCheck {
    private static final int ROWS = 12_000;
    private static final int SAMPLE = 60;
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration PAUSE = Duration.ofMillis(40);

    /// A kill comes up to so long after what it waits for.
    private static final int CHANCE_MILLIS = 400;

    private static final int OK = 200;
    private static final int CONFLICT = 409;
    private static final int BUSY = 503;
    private static final int TOO_MANY = 429;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HomeFolder home;
    private final Random chance;
    private final long seed;
    private final Goals goals;
    private final PrintStream out;

    private CrashCheck(HomeFolder home, long seed, Goals goals, PrintStream out) {
        this.home = home;
        this.chance = new Random(seed);
        this.seed = seed;
        this.goals = goals;
        this.out = out;
    }

    static void run(Check.Options options, Goals goals, PrintStream out) throws Exception {
        int rows = options.numbers("--rows", List.of(ROWS)).getFirst();
        for (int seed : options.numbers("--seeds", List.of(1))) {
            try (HomeFolder home = HomeFolder.start(ProjectRoot.find())) {
                new CrashCheck(home, seed, goals, out).run(rows);
            }
        }
    }

    private void run(int rows) throws Exception {
        Visitor visitor = Visitor.first(home.process().address(), home.process().link());
        KnownList list = KnownList.make(rows, seed, Instant.now());
        String id = visitor.upload("past.csv", "File", list.content()).get("id").asString();
        visitor.post("/v1/imports/" + id + "/check", Map.of());
        Until.holds("the file is checked", PATIENCE, () -> status(visitor, id).equals("checked"));
        Set<String> handedIn = new TreeSet<>();
        var enough = new AtomicBoolean();
        Thread sender = Thread.ofVirtual().start(() -> handIn(visitor, handedIn, enough));
        visitor.post("/v1/imports/" + id + "/start", Map.of());
        killAfterRows(visitor, id, 1 + chance.nextInt(rows / 2));
        killAfterRows(visitor, id, rows / 2 + chance.nextInt(rows / 3));
        Until.holds("the import is done", PATIENCE, () -> status(visitor, id).equals("done"));
        killWhileScoring(visitor);
        enough.set(true);
        sender.join();
        Settled.await(visitor, PATIENCE);
        judge(visitor, id, list, handedIn);
    }

    private void killAfterRows(Visitor visitor, String id, int rows) throws Exception {
        Until.holds(
                "the import has read %d rows".formatted(rows),
                PATIENCE,
                () -> one(visitor, id).at("/progress/rows").asInt() >= rows);
        Thread.sleep(chance.nextInt(CHANCE_MILLIS));
        JsonNode before = one(visitor, id);
        home.killAndStart();
        tell("killed at row %d, %s", before.at("/progress/rows").asInt(), before.get("status"));
        goal(1, "imports that ran at the kill", before.get("status").asString().equals("running"));
    }

    private void killWhileScoring(Visitor visitor) throws Exception {
        long behind = Settled.unscored(visitor);
        Thread.sleep(chance.nextInt(CHANCE_MILLIS / 2));
        home.killAndStart();
        tell("killed with %d leads that had no score a moment before", behind);
        goal(1, "leads without a score at the kill of scoring", behind > 0);
    }

    /// Hands leads in one by one until it is enough; each again until it is answered.
    private void handIn(Visitor visitor, Set<String> handedIn, AtomicBoolean enough) {
        var leads = new FormLeads(seed + 1);
        try {
            while (!enough.get()) {
                Map<String, String> fields = leads.next(Instant.now().minusSeconds(60));
                fields.put("email", "sent-" + fields.get("email"));
                handIn(visitor, fields, enough.hashCode() + "-" + handedIn.size());
                handedIn.add(fields.get("email").toLowerCase(Locale.ROOT));
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static void handIn(Visitor visitor, Map<String, String> fields, String key)
            throws InterruptedException {
        byte[] body = JSON.writeValueAsBytes(Map.of("source", "Program", "fields", fields));
        String used = key;
        while (true) {
            int status = answer(visitor, body, used);
            if (status == OK) {
                return;
            }
            if (status == CONFLICT) {
                used += "-again"; // nobody knows whether it was taken before the kill
            } else if (status != BUSY && status != TOO_MANY) {
                throw new IllegalStateException("a lead was answered with " + status);
            }
            Thread.sleep(PAUSE);
        }
    }

    /// Of HTTP; [#BUSY] where nobody answers.
    private static int answer(Visitor visitor, byte[] body, String key)
            throws InterruptedException {
        try {
            return visitor.send("POST", "/v1/leads", Map.of("Idempotency-Key", key), body).status();
        } catch (UncheckedIOException nobody) {
            return BUSY;
        }
    }

    private void judge(Visitor visitor, String id, KnownList list, Set<String> handedIn)
            throws IOException, InterruptedException {
        JsonNode result = one(visitor, id).get("result");
        tell("import: %s; handed in by a program: %d", counts(result), handedIn.size());
        none("rows too many or too few", Math.abs(result.get("rows").asInt() - list.rows()));
        none(
                "rows without a fate, or with two",
                Math.abs(result.get("rows").asInt() - sum(result)));
        same("new leads", list.emails().size(), result.get("created").asInt());
        same("refused rows", list.refused(), result.get("refused").asInt());
        same("rows that change nothing", list.unchanged(), result.get("unchanged").asInt());
        Set<String> expected = new TreeSet<>(list.emails());
        expected.addAll(handedIn);
        Settled.judge(visitor, expected, SAMPLE, new Random(seed), this::none);
    }

    private static String counts(JsonNode result) {
        return "%s rows = %s new + %s changed + %s unchanged + %s refused + %s conflicts"
                .formatted(
                        result.get("rows"),
                        result.get("created"),
                        result.get("changed"),
                        result.get("unchanged"),
                        result.get("refused"),
                        result.get("conflicts"));
    }

    private static int sum(JsonNode result) {
        return result.get("created").asInt()
                + result.get("changed").asInt()
                + result.get("unchanged").asInt()
                + result.get("refused").asInt()
                + result.get("conflicts").asInt();
    }

    private static JsonNode one(Visitor visitor, String id) throws InterruptedException {
        return visitor.get("/v1/imports/" + id);
    }

    private static String status(Visitor visitor, String id) throws InterruptedException {
        JsonNode one = one(visitor, id);
        if (one.get("status").asString().equals("failed")) {
            throw new IllegalStateException("the import failed: " + one.get("problem"));
        }
        return one.get("status").asString();
    }

    private void goal(int atLeast, String name, boolean held) {
        goals.add(Goal.atLeast(atLeast, "seed %d: %s".formatted(seed, name), held ? 1 : 0));
    }

    private void same(String name, int expected, int found) {
        none("%s, against %d".formatted(name, expected), Math.abs(expected - found));
    }

    private void none(String name, long measured) {
        goals.add(Goal.atMost(0, "seed %d: %s".formatted(seed, name), (double) measured));
    }

    private void tell(String format, Object... values) {
        out.printf(Locale.ROOT, "seed " + seed + ": " + format + "%n", values);
        out.flush();
    }
}
