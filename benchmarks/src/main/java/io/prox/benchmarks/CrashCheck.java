package io.prox.benchmarks;

import io.prox.benchmarks.invented.FormLeads;
import io.prox.benchmarks.running.HomeFolder;
import io.prox.benchmarks.running.KnownList;
import io.prox.benchmarks.running.Settled;
import io.prox.benchmarks.running.Until;
import io.prox.benchmarks.running.Visitor;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// All of ProX, killed with SIGKILL at five instants chosen by chance: under rules twice while a
/// file is imported and once while the leads of it get their scores; under a model once while those
/// of a later file do, and once while another model is brought in. A program hands in leads one by
/// one all the while, and hands each in again until it is answered. Then nothing may be lost or
/// doubled.
final class CrashCheck {
    private static final int ROWS = 12_000;

    /// Leads with outcomes, for the model.
    private static final int PAST = 1_200;

    /// The later file has so many times fewer rows.
    private static final int FEWER = 3;

    /// Leads that the later file tells something new of.
    private static final int CHANGED = 200;

    private static final int SAMPLE = 60;
    private static final Duration PATIENCE = Duration.ofMinutes(20);
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
        Instant now = Instant.now();
        KnownList list = KnownList.make(rows, seed, now);
        KnownList past = KnownList.past("past-", PAST, seed + 2, now);
        KnownList later = list.later("later-", rows / FEWER, CHANGED, seed + 3, now);
        Set<String> expected = new TreeSet<>(list.emails());
        expected.addAll(past.emails());
        expected.addAll(later.emails());
        String underRules;
        try (var sender = new Sender(visitor, "sent-", seed + 1)) {
            underRules = start(visitor, "leads.csv", list);
            killAfterRows(visitor, underRules, 1 + chance.nextInt(rows / 2));
            killAfterRows(visitor, underRules, rows / 2 + chance.nextInt(rows / 3));
            awaitDone(visitor, underRules);
            killWhileScoring(visitor, "rules", 1);
            expected.addAll(sender.end());
        }
        String outcomes = start(visitor, "past.csv", past);
        awaitDone(visitor, outcomes);
        awaitModel(visitor);
        String underModel;
        try (var sender = new Sender(visitor, "sent-later-", seed + 4)) {
            underModel = start(visitor, "later.csv", later);
            killWhileScoring(visitor, "a model", later.rows() / 20);
            awaitDone(visitor, underModel);
            killWhilePromoting(visitor);
            expected.addAll(sender.end());
        }
        Settled.await(visitor, PATIENCE);
        judge(visitor, underRules, list);
        judge(visitor, outcomes, past);
        judge(visitor, underModel, later);
        Settled.judge(visitor, expected, SAMPLE, new Random(seed), this::none);
        judgeSteps(visitor, later.changed().stream().limit(SAMPLE).toList());
    }

    /// Begins an import.
    ///
    /// @return what it is called
    private static String start(Visitor visitor, String file, KnownList list)
            throws InterruptedException {
        String id = visitor.upload(file, "File", list.content()).get("id").asString();
        visitor.post("/v1/imports/" + id + "/check", Map.of());
        Until.holds("the file is checked", PATIENCE, () -> status(visitor, id).equals("checked"));
        visitor.post("/v1/imports/" + id + "/start", Map.of());
        return id;
    }

    private static void awaitDone(Visitor visitor, String id) throws InterruptedException {
        Until.holds("the import is done", PATIENCE, () -> status(visitor, id).equals("done"));
    }

    /// Waits until a model goes live by itself, and no other is to follow.
    private void awaitModel(Visitor visitor) throws InterruptedException {
        Until.holds(
                "a model is live",
                PATIENCE,
                () -> {
                    JsonNode models = visitor.get("/v1/models");
                    return models.has("champion")
                            && !models.has("coming")
                            && models.at("/training/status").asString("").equals("done");
                });
        tell("live: %s", visitor.get("/v1/models").get("champion"));
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

    /// @param under what leads are scored by
    /// @param waiting leads that wait for a score, at least
    private void killWhileScoring(Visitor visitor, String under, int waiting) throws Exception {
        Until.holds(
                "%d leads wait for a score".formatted(waiting),
                PATIENCE,
                () -> Settled.unscored(visitor) >= waiting);
        Thread.sleep(chance.nextInt(CHANCE_MILLIS / 2));
        long behind = Settled.unscored(visitor);
        home.killAndStart();
        tell("killed under %s with %d leads that had no score a moment before", under, behind);
        goal(1, "leads without a score at the kill under " + under, behind > 0);
    }

    private void killWhilePromoting(Visitor visitor) throws Exception {
        String training = visitor.post("/v1/trainings", Map.of()).get("id").asString();
        Until.holds("another model is there", PATIENCE, () -> isTrained(visitor, training));
        String model = visitor.get("/v1/trainings/" + training).get("model").asString();
        // who promotes has told the password a short while ago
        Visitor.again(home.process().address()).post("/v1/models/" + model + "/promote", Map.of());
        Until.holds(
                "some leads are scored by it",
                PATIENCE,
                () -> visitor.get("/v1/models").at("/promotion/fraction").asDouble() > 0);
        Thread.sleep(chance.nextInt(CHANCE_MILLIS / 2));
        JsonNode before = visitor.get("/v1/models");
        Instant killed = Instant.now();
        home.killAndStart();
        tell("killed with a promotion at %s", before.at("/promotion/fraction"));
        goal(
                1,
                "promotions that ran at the kill",
                model.equals(before.path("coming").asString("")));
        Until.holds("the promotion ends by itself", PATIENCE, () -> isLive(visitor, model));
        Instant promoted =
                Instant.parse(visitor.get("/v1/models/" + model).get("promotedAt").asString());
        goal(1, "promotions that ended after the kill", promoted.isAfter(killed));
    }

    private static boolean isTrained(Visitor visitor, String training) throws InterruptedException {
        JsonNode job = visitor.get("/v1/trainings/" + training);
        if (job.has("problem")) {
            throw new IllegalStateException("the training failed: " + job.get("problem"));
        }
        return job.get("status").asString().equals("done");
    }

    private static boolean isLive(Visitor visitor, String model) throws InterruptedException {
        JsonNode models = visitor.get("/v1/models");
        return !models.has("coming") && model.equals(models.path("champion").asString(""));
    }

    /// Hands leads in one by one until it is told to end; each again until it is answered.
    private static final class Sender implements AutoCloseable {
        private final Visitor visitor;
        private final String prefix;
        private final FormLeads leads;
        private final Set<String> emails = new TreeSet<>();
        private final AtomicBoolean enough = new AtomicBoolean();
        private final FutureTask<Set<String>> work = new FutureTask<>(this::send);

        /// @param prefix of the leads' addresses
        Sender(Visitor visitor, String prefix, long seed) {
            this.visitor = visitor;
            this.prefix = prefix;
            this.leads = new FormLeads(seed);
            Thread.ofVirtual().name("sender").start(work);
        }

        private Set<String> send() throws InterruptedException {
            while (!enough.get()) {
                Map<String, String> fields = leads.next(Instant.now().minusSeconds(60));
                fields.put("email", prefix + fields.get("email"));
                handIn(visitor, fields, prefix + emails.size());
                emails.add(fields.get("email").toLowerCase(Locale.ROOT));
                Thread.sleep(PAUSE);
            }
            return emails;
        }

        /// @return addresses of the leads that were handed in, in small letters
        Set<String> end() throws InterruptedException, ExecutionException {
            enough.set(true);
            return work.get();
        }

        @Override
        public void close() {
            enough.set(true);
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

    private void judge(Visitor visitor, String id, KnownList list) throws InterruptedException {
        JsonNode one = one(visitor, id);
        JsonNode result = one.get("result");
        String of = one.get("file").asString() + ": ";
        tell("%s%s", of, counts(result));
        none(of + "rows too many or too few", Math.abs(result.get("rows").asInt() - list.rows()));
        none(
                of + "rows without a fate, or with two",
                Math.abs(result.get("rows").asInt() - sum(result)));
        same(of + "new leads", list.emails().size(), result.get("created").asInt());
        same(of + "changed leads", list.changed().size(), result.get("changed").asInt());
        same(of + "refused rows", list.refused(), result.get("refused").asInt());
        same(of + "rows that change nothing", list.unchanged(), result.get("unchanged").asInt());
    }

    /// Each lead of which something new was told has a step under the model that counted then.
    private void judgeSteps(Visitor visitor, List<String> emails) throws InterruptedException {
        List<String> leads = new ArrayList<>();
        for (String email : emails) {
            leads.add(
                    visitor.get("/v1/work?q=" + Visitor.encoded(email))
                            .at("/items/0/lead")
                            .asString());
        }
        long steps = Settled.ledgers(visitor, leads, this::none);
        goals.add(
                Goal.atLeast(
                        leads.size(),
                        "seed %d: steps of %d ledgers under one model"
                                .formatted(seed, leads.size()),
                        (double) steps));
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
