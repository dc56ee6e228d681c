package io.prox.benchmarks;

import static java.util.Objects.requireNonNull;

import io.prox.benchmarks.invented.FormLeads;
import io.prox.benchmarks.running.Canaries;
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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// Personal data that occurs nowhere else, brought in by both doors, imported, read, worked with,
/// learnt from and searched for; then every file that the system keeps is looked through for it.
///
/// As a control, a value that is not sealed (the domain of a company) must be found by the same
/// search in the database's files and in the log's records, which are also looked at unpacked.
final class CanariesCheck {
    private static final int PAST = 1_200;
    private static final int PLANTED = 12;
    private static final int WORD = 12;
    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final String CONTROL = "zwergkanarienhof";

    private final Random chance = new Random(7);
    private final List<String> words = new ArrayList<>();
    private final List<Map<String, String>> people = new ArrayList<>();

    private CanariesCheck() {}

    static void run(Check.Options options, Goals goals, PrintStream out) throws Exception {
        int past = options.numbers("--rows", List.of(PAST)).getFirst();
        new CanariesCheck().run(past, goals, out);
    }

    private void run(int past, Goals goals, PrintStream out) throws Exception {
        for (int n = 0; n < PLANTED; n++) {
            people.add(person());
        }
        try (HomeFolder home = HomeFolder.start(ProjectRoot.find())) {
            Visitor visitor = Visitor.first(home.process().address(), home.process().link());
            bring(visitor, past);
            Settled.await(visitor, PATIENCE);
            work(visitor);
            if (past > 0) {
                Until.holds(
                        "a model is live",
                        PATIENCE,
                        () -> visitor.get("/v1/models").has("champion"));
                Settled.await(visitor, PATIENCE);
            }
            goals.add(
                    Goal.atLeast(
                            PLANTED, "planted persons whom the API knows by name", known(visitor)));
            judgeRecords(home, goals);
            home.process().close(); // what is in memory is written
            judgeFiles(home, goals, out);
        }
    }

    /// A person all of whose data is made of words of chance.
    private Map<String, String> person() {
        Map<String, String> fields = new TreeMap<>();
        fields.put("email", word() + "." + word() + "@" + CONTROL + ".example");
        fields.put("firstName", capital(word()));
        fields.put("lastName", capital(word()));
        fields.put("phone", "+49 30 " + digits());
        fields.put("mobile", "+49 171 " + digits());
        fields.put("jobTitle", "Head of " + capital(word()));
        fields.put("company", capital(word()) + " Works");
        fields.put("street", capital(word()) + " 12");
        fields.put("website", "https://" + CONTROL + ".example/pricing?name=" + word());
        fields.put("note", "Please tell " + word() + " about " + capital(word()) + "?");
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

    private String digits() {
        String digits = "%09d".formatted(chance.nextInt(1_000_000_000));
        words.add(digits);
        return digits;
    }

    private void bring(Visitor visitor, int past) throws InterruptedException {
        for (Map<String, String> fields : people.subList(0, PLANTED / 2)) {
            visitor.post("/v1/leads", Map.of("source", "Form", "fields", fields));
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
        var leads = new FormLeads(3);
        Instant now = Instant.now();
        for (int n = 0; n < past; n++) {
            visitor.post(
                    "/v1/leads",
                    Map.of("fields", leads.nextPast(now.minus(Duration.ofDays(120 + n % 200)))));
        }
    }

    private static String status(Visitor visitor, String id) throws InterruptedException {
        return visitor.get("/v1/imports/" + id).get("status").asString();
    }

    /// Reads, searches, claims and judges leads; a note of a colleague is free text too.
    private void work(Visitor visitor) throws InterruptedException {
        for (Map<String, String> fields : people) {
            for (String asked : List.of("email", "lastName")) {
                JsonNode found = visitor.get("/v1/work?q=" + Visitor.encoded(text(fields, asked)));
                if (found.get("items").size() != 1) {
                    throw new IllegalStateException(
                            "a search by %s found %d leads"
                                    .formatted(asked, found.get("items").size()));
                }
            }
            String lead =
                    visitor.get("/v1/work?q=" + Visitor.encoded(text(fields, "email")))
                            .at("/items/0/lead")
                            .asString();
            visitor.get("/v1/persons?leads=" + lead);
            visitor.post("/v1/work/" + lead + "/claim", Map.of());
            visitor.post(
                    "/v1/work/" + lead + "/status",
                    Map.of(
                            "status",
                            "disqualified",
                            "reason",
                            "no-budget",
                            "note",
                            "says " + word()));
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
            JsonNode found = visitor.get("/v1/work?q=" + Visitor.encoded(text(fields, "email")));
            String lead = found.at("/items/0/lead").asString();
            known +=
                    visitor.get("/v1/persons?leads=" + lead)
                                    .toString()
                                    .contains(text(fields, "lastName"))
                            ? 1
                            : 0;
        }
        return known;
    }

    private void judgeRecords(HomeFolder home, Goals goals) throws IOException {
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
        goals.add(
                Goal.atMost(
                        0,
                        "of %d words of personal data, those in %d records of the log"
                                .formatted(words.size(), records),
                        found.size()));
        goals.add(
                Goal.atLeast(
                        PLANTED,
                        "control: records of the log with what is not sealed",
                        controls.getOrDefault(CONTROL, 0)));
    }

    private void judgeFiles(HomeFolder home, Goals goals, PrintStream out) throws IOException {
        var canaries = new Canaries(words);
        var control = new Canaries(List.of(CONTROL));
        Map<String, Path> places = new TreeMap<>();
        for (String place : List.of("postgresql", "kafka", "logs", "keys")) {
            places.put(place, home.data().resolve(place));
        }
        for (Map.Entry<String, Path> place : places.entrySet()) {
            if (!Files.isDirectory(place.getValue())) {
                throw new IllegalStateException("there is no " + place.getValue());
            }
            Map<String, Integer> found = canaries.search(place.getValue());
            found.forEach((word, times) -> out.printf("%s: %s%n", place.getKey(), word));
            goals.add(
                    Goal.atMost(
                            0,
                            "of %d words of personal data, those in %s"
                                    .formatted(words.size(), place.getKey()),
                            found.size()));
        }
        goals.add(
                Goal.atMost(
                        0,
                        "of them, those in anything else that is kept",
                        canaries.search(home.data()).size()));
        goals.add(
                Goal.atLeast(
                        1,
                        "control: finds of what is not sealed in the database's files",
                        control.search(home.data().resolve("postgresql"))
                                .getOrDefault(CONTROL, 0)));
    }
}
