package io.prox.benchmarks;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toSet;

import io.prox.benchmarks.running.Canaries;
import io.prox.benchmarks.running.DatabaseRows;
import io.prox.benchmarks.running.HomeFolder;
import io.prox.benchmarks.running.LogRecords;
import io.prox.benchmarks.running.Settled;
import io.prox.benchmarks.running.Until;
import io.prox.benchmarks.running.Visitor;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// Personal data that occurs nowhere else, brought into the demo by both doors with what became of
/// some of these persons, read, worked with, searched for and learnt from; then every record, row
/// and file that the system keeps is looked through for it.
///
/// As controls, the same search must find a value that is not sealed (the domain of a company) in
/// the log's records and in the database's files, and the name of a column in every model. Records
/// and rows, those of the models among them, are looked at unpacked.
final class CanariesCheck {
    private static final int PLANTED = 12;
    private static final int WORD = 12;
    private static final int OLDEST_DAYS = 300;
    private static final Duration PATIENCE = Duration.ofMinutes(30);
    private static final String CONTROL = "zwergkanarienhof";
    private static final String FIRST_WORDS = "everything is kept in";
    private static final String MODELS = "scoring.model";
    private static final String COLUMN = "Email: kind of address";

    private final Random chance = new Random(7);
    private final List<String> words = new ArrayList<>();
    private final List<Map<String, String>> people = new ArrayList<>();

    private CanariesCheck() {}

    static void run(Check.Options options, Goals goals, PrintStream out) throws Exception {
        new CanariesCheck().run(goals, out);
    }

    private void run(Goals goals, PrintStream out) throws Exception {
        Instant now = Instant.now();
        for (int n = 0; n < PLANTED; n++) {
            people.add(person(now.minus(Duration.ofDays(OLDEST_DAYS - n)), n % 3));
        }
        try (HomeFolder home = HomeFolder.startDemo(ProjectRoot.find())) {
            Visitor visitor = Visitor.first(home.process().address(), home.process().link());
            bring(visitor);
            for (Map<String, String> fields : people) {
                Until.holds("a person has a score", PATIENCE, () -> isScored(visitor, fields));
            }
            Instant brought = Instant.now();
            work(visitor);
            awaitModel(home, visitor, brought, out);
            Settled.await(visitor, PATIENCE);
            goals.add(
                    Goal.atLeast(
                            PLANTED, "planted persons whom the API knows by name", known(visitor)));
            judgeRecords(home, goals, out);
            judgeRows(home, goals, out);
            home.process().close(); // what is in memory is written
            judgeFiles(home, goals, out);
        }
    }

    private static boolean isScored(Visitor visitor, Map<String, String> fields)
            throws InterruptedException {
        return find(visitor, text(fields, "email")).at("/items/0").has("score");
    }

    private static JsonNode find(Visitor visitor, String asked) throws InterruptedException {
        return visitor.get("/v1/work?q=" + Visitor.encoded(asked));
    }

    /// Waits until all of the demo's past is in, and a model counts that has learnt from all that
    /// was known at an instant: by the demo's own training, or by one more.
    private static void awaitModel(HomeFolder home, Visitor visitor, Instant known, PrintStream out)
            throws InterruptedException {
        // the demo writes down how far it has come when its files are in
        Until.holds(
                "the demo's past is in", PATIENCE, () -> Files.exists(home.data().resolve("demo")));
        Settled.await(visitor, PATIENCE);
        Until.holds("a model is trained", PATIENCE, () -> isTrained(visitor.get("/v1/models")));
        JsonNode models = visitor.get("/v1/models");
        Instant started = Instant.parse(models.at("/training/startedAt").asString());
        if (started.isBefore(known) || !(models.has("champion") || models.has("coming"))) {
            visitor.post("/v1/trainings", Map.of());
            Until.holds(
                    "another model is trained",
                    PATIENCE,
                    () -> isTrained(visitor.get("/v1/models")));
        }
        Until.holds("a model is live", PATIENCE, () -> isLive(visitor.get("/v1/models")));
        for (JsonNode model : visitor.get("/v1/models").get("models")) {
            out.printf(
                    "%s, %s: learnt from %s leads%n",
                    model.get("id").asString(),
                    model.get("state").asString(),
                    model.at("/trainedOn/leads"));
        }
    }

    private static boolean isLive(JsonNode models) {
        return models.has("champion") && !models.has("coming");
    }

    private static boolean isTrained(JsonNode models) {
        JsonNode training = models.path("training");
        if (training.has("problem")) {
            throw new IllegalStateException("a training failed: " + training.get("problem"));
        }
        return training.path("status").asString("").equals("done");
    }

    /// A person all of whose data is made of words of chance.
    ///
    /// @param fate 0 is open, 1 is lost, 2 is won
    private Map<String, String> person(Instant created, int fate) {
        Map<String, String> fields = new TreeMap<>();
        fields.put("email", word() + "." + word() + "@" + CONTROL + ".example");
        fields.put("firstName", capital(word()));
        fields.put("lastName", capital(word()));
        fields.put("phone", "+49 " + digits("30"));
        fields.put("mobile", "+49 " + digits("171"));
        fields.put("jobTitle", "Head of " + capital(word()));
        fields.put("company", capital(word()) + " Works");
        fields.put("street", capital(word()) + " 12");
        fields.put("website", "https://" + CONTROL + ".example/pricing?name=" + word());
        fields.put("note", "Please tell " + word() + " about " + capital(word()) + "?");
        fields.put("Wishes", "We would like %s to come by with %s.".formatted(word(), word()));
        fields.put("createdAt", created.toString());
        fields.put("outcome", fate == 0 ? "" : fate == 1 ? "lost" : "won");
        fields.put("outcomeAt", fate == 0 ? "" : created.plus(Duration.ofDays(40)).toString());
        return fields;
    }

    private String word() {
        var word = new StringBuilder();
        for (int at = 0; at < WORD; at++) {
            word.append((char) ('a' + chance.nextInt(26)));
        }
        words.add(word.toString());
        return word.toString();
    }

    private String capital(String word) {
        String capital = word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
        words.set(words.size() - 1, capital);
        return capital;
    }

    /// Eleven digits and more: nine stand somewhere in the fractions of all scores by chance.
    private String digits(String area) {
        String digits = area + "%09d".formatted(chance.nextInt(1_000_000_000));
        words.add(digits);
        return digits;
    }

    private void bring(Visitor visitor) throws InterruptedException {
        for (Map<String, String> fields : people.subList(0, PLANTED / 2)) {
            Map<String, String> given = new TreeMap<>(fields);
            given.values().removeIf(String::isEmpty);
            visitor.post("/v1/leads", Map.of("source", "Form", "fields", given));
        }
        var csv = new StringBuilder(String.join(",", people.getFirst().keySet()));
        csv.append('\n');
        for (Map<String, String> fields : people.subList(PLANTED / 2, PLANTED)) {
            csv.append(String.join(",", fields.values())).append('\n');
        }
        // A refused row is kept too.
        csv.append(String.join(",", people.getLast().values()).replace('@', ' ')).append('\n');
        String id =
                visitor.upload(
                                "people.csv",
                                "File",
                                csv.toString().getBytes(StandardCharsets.UTF_8))
                        .get("id")
                        .asString();
        visitor.post("/v1/imports/" + id + "/check", Map.of());
        Until.holds("the file is checked", PATIENCE, () -> status(visitor, id).equals("checked"));
        visitor.post("/v1/imports/" + id + "/start", Map.of());
        Until.holds("the file is imported", PATIENCE, () -> status(visitor, id).equals("done"));
        visitor.text("/v1/imports/" + id + "/refused.csv");
    }

    private static String status(Visitor visitor, String id) throws InterruptedException {
        return visitor.get("/v1/imports/" + id).get("status").asString();
    }

    /// Reads, searches, claims and judges leads; a note of a colleague is free text too.
    private void work(Visitor visitor) throws InterruptedException {
        for (Map<String, String> fields : people) {
            for (String asked : List.of("email", "lastName")) {
                JsonNode found = find(visitor, text(fields, asked));
                if (found.get("items").size() != 1) {
                    throw new IllegalStateException(
                            "a search by %s found %d leads"
                                    .formatted(asked, found.get("items").size()));
                }
            }
            String lead = find(visitor, text(fields, "email")).at("/items/0/lead").asString();
            visitor.get("/v1/persons?leads=" + lead);
            visitor.post("/v1/work/" + lead + "/claim", Map.of());
            if (text(fields, "outcome").isEmpty()) { // else the status follows from that
                visitor.post(
                        "/v1/work/" + lead + "/status",
                        Map.of(
                                "status",
                                "disqualified",
                                "reason",
                                "no-budget",
                                "note",
                                "says " + word()));
            }
            visitor.post("/v1/score", Map.of("fields", Map.of("note", "about " + word())));
        }
        // Mistakes are told, and perhaps kept.
        visitor.send("GET", "/v1/work?q=" + word() + "&sort=" + word(), Map.of(), new byte[0]);
        visitor.send(
                "POST",
                "/v1/leads",
                Map.of(),
                "{\"fields\":{\"email\":\"%s\"}"
                        .formatted(word())
                        .getBytes(StandardCharsets.UTF_8));
        visitor.send(
                "POST",
                "/v1/leads",
                Map.of("Idempotency-Key", "once"),
                "{\"fields\":{\"email\":\"%s@%s.example\",\"createdAt\":\"%s\"}}"
                        .formatted(word(), word(), word())
                        .getBytes(StandardCharsets.UTF_8));
    }

    private static String text(Map<String, String> fields, String name) {
        return requireNonNull(fields.get(name), name);
    }

    private int known(Visitor visitor) throws InterruptedException {
        int known = 0;
        for (Map<String, String> fields : people) {
            String lead = find(visitor, text(fields, "email")).at("/items/0/lead").asString();
            known +=
                    visitor.get("/v1/persons?leads=" + lead)
                                    .toString()
                                    .contains(text(fields, "lastName"))
                            ? 1
                            : 0;
        }
        return known;
    }

    private void judgeRecords(HomeFolder home, Goals goals, PrintStream out) throws IOException {
        var canaries = new Canaries(words);
        var control = new Canaries(List.of(CONTROL));
        Map<String, Integer> found = new TreeMap<>();
        Map<String, Integer> controls = new TreeMap<>();
        long records =
                LogRecords.visit(
                        home.data(),
                        record -> {
                            canaries.count(record, found);
                            control.count(record, controls);
                        });
        none(found.keySet(), "%d records of the log".formatted(records), goals, out);
        goals.add(
                Goal.atLeast(
                        PLANTED,
                        "control: records of the log with what is not sealed",
                        controls.getOrDefault(CONTROL, 0)));
    }

    private void judgeRows(HomeFolder home, Goals goals, PrintStream out)
            throws IOException, SQLException {
        var canaries = new Canaries(words);
        var column = new Canaries(List.of(COLUMN));
        Map<String, Map<String, Integer>> found = new TreeMap<>();
        Map<String, Integer> models = new TreeMap<>();
        Map<String, Integer> columns = new TreeMap<>();
        long rows =
                DatabaseRows.visit(
                        home.data(),
                        (table, row) -> {
                            canaries.count(
                                    row, found.computeIfAbsent(table, first -> new TreeMap<>()));
                            if (table.equals(MODELS)) {
                                models.merge(table, 1, Integer::sum);
                                column.count(row, columns);
                            }
                        });
        Set<String> hits = new TreeSet<>();
        found.forEach((table, here) -> here.keySet().forEach(word -> hits.add(table + " " + word)));
        none(hits, "%d rows of the database".formatted(rows), goals, out);
        int kept = models.getOrDefault(MODELS, 0);
        goals.add(Goal.atLeast(1, "models among the rows", kept));
        goals.add(
                Goal.atLeast(
                        kept,
                        "control: models in which the name of a column is found",
                        columns.getOrDefault(COLUMN, 0)));
    }

    private void judgeFiles(HomeFolder home, Goals goals, PrintStream out) throws IOException {
        var canaries = new Canaries(words);
        List<Path> places;
        try (Stream<Path> entries = Files.list(home.data())) {
            places = entries.sorted().toList();
        }
        Set<String> names =
                places.stream().map(each -> each.getFileName().toString()).collect(toSet());
        for (String needed : List.of("postgresql", "kafka", "logs", "keys")) {
            if (!names.contains(needed)) {
                throw new IllegalStateException("there is no " + needed + " in " + home.data());
            }
        }
        for (Path place : places) {
            none(canaries.search(place).keySet(), place.getFileName().toString(), goals, out);
        }
        none(canaries.search(home.output()).keySet(), "what it said on the terminal", goals, out);
        goals.add(
                Goal.atLeast(
                        1,
                        "control: finds of what it says first on the terminal",
                        new Canaries(List.of(FIRST_WORDS))
                                .search(home.output())
                                .getOrDefault(FIRST_WORDS, 0)));
        goals.add(
                Goal.atLeast(
                        1,
                        "control: finds of what is not sealed in the database's files",
                        new Canaries(List.of(CONTROL))
                                .search(home.data().resolve("postgresql"))
                                .getOrDefault(CONTROL, 0)));
    }

    private void none(Set<String> found, String place, Goals goals, PrintStream out) {
        found.forEach(word -> out.printf("%s: %s%n", place, word));
        goals.add(
                Goal.atMost(
                        0,
                        "of %d words of personal data, those in %s".formatted(words.size(), place),
                        found.size()));
    }
}
