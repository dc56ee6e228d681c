package io.prox.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.prox.benchmarks.running.BrowserRun;
import io.prox.benchmarks.running.HomeFolder;
import io.prox.benchmarks.running.HostileTexts;
import io.prox.benchmarks.running.Settled;
import io.prox.benchmarks.running.Until;
import io.prox.benchmarks.running.Visitor;
import io.prox.features.fields.StandardField;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// Texts that mean harm, in every field of a lead, by the API and by a file, in names of columns,
/// files and sources, in the names that people give, and in what a model learns from. The answer is
/// never a 5xx, the console shows them as text, and no file that it hands out has a cell that a
/// spreadsheet would take for a formula.
final class HostileCheck {
    /// Of one person's, which is what ProX keeps at most.
    private static final int MOST_VIEWS = 100;

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int OK = 200;
    private static final int FAULTS_FROM = 500;
    private static final String FORMULA_STARTS = "=+-@\0\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

    /// Which spreadsheets strip before they look for a formula.
    private static final String BLANKS = "^[ \u00A0\uFEFF]+";

    private static final int PAST_LEADS = 600;
    private static final int COLUMNS_LEARNT_FROM = 40;
    private static final int VALUES_OF_A_COLUMN = 4;
    private static final int LONGEST_COLUMN = 100;

    private final Visitor visitor;
    private final PrintStream out;
    private final Map<Integer, Integer> answers = new TreeMap<>();

    /// On which all texts are that a lead may have.
    private final Set<String> carriers = new LinkedHashSet<>();

    private int uncarried;

    private final Map<String, Integer> names = new TreeMap<>();
    private final List<String> imports = new ArrayList<>();

    private HostileCheck(Visitor visitor, PrintStream out) {
        this.visitor = visitor;
        this.out = out;
    }

    static void run(Check.Options options, Goals goals, PrintStream out) throws Exception {
        BrowserRun browser = JourneysCheck.browser(out);
        List<String> texts = HostileTexts.all();
        int count = options.numbers("--texts", List.of(texts.size())).getFirst();
        try (HomeFolder home = HomeFolder.start(ProjectRoot.find())) {
            Visitor visitor = Visitor.first(home.process().address(), home.process().link());
            var check = new HostileCheck(visitor, out);
            List<String> chosen = texts.subList(0, Math.min(count, texts.size()));
            check.nameThings(chosen, goals);
            check.learn(chosen, goals);
            check.bring(chosen, goals);
            Settled.await(visitor, PATIENCE);
            check.note(chosen, goals);
            check.judgeFiles(goals);
            boolean held =
                    browser.run(
                            "hostile",
                            home.process().address(),
                            Map.of("PROX_LEADS", String.join(",", check.carriers)));
            goals.add(
                    Goal.atLeast(1, "walks through the console without a complaint", held ? 1 : 0));
            goals.add(
                    Goal.atMost(
                            0,
                            "facts that were rejected",
                            visitor.get("/v1/rejected").get("rejected").size()));
        }
    }

    /// Users, keys, views, the workspace, and the regions of the rules by which leads are handed
    /// off: some are read as the code of a country (`$(id)` as Indonesia's), which is what is kept.
    private void nameThings(List<String> texts, Goals goals) throws InterruptedException {
        String self = visitor.get("/v1/session").at("/user/id").asString();
        Set<String> countries =
                Arrays.stream(Locale.getISOCountries())
                        .map(code -> Locale.of("", code).getDisplayCountry(Locale.ENGLISH))
                        .collect(Collectors.toSet());
        int strange = 0;
        for (int at = 0; at < texts.size(); at++) {
            String text = literal(texts.get(at));
            name(
                    "users",
                    "POST /v1/users",
                    "{\"name\":%s,\"email\":\"h%d@hostile.example\",\"role\":\"representative\"}"
                            .formatted(text, at));
            name(
                    "keys",
                    "POST /v1/keys",
                    "{\"name\":%s,\"permissions\":[\"leads:read\"]}".formatted(text));
            name(
                    "views",
                    "POST /v1/views",
                    "{\"name\":%s,\"query\":\"grade=A\",\"shared\":true}".formatted(text));
            name("workspaces", "PATCH /v1/workspace", "{\"name\":%s}".formatted(text));
            Visitor.Answer rules =
                    name(
                            "regions",
                            "PUT /v1/assignment",
                            "{\"mode\":\"region\",\"regions\":{%s:\"%s\"}}".formatted(text, self));
            if (rules.status() < 300) {
                strange +=
                        countries.containsAll(rules.json().get("regions").propertyNames()) ? 0 : 1;
            }
        }
        tell("names that were taken: %s", names);
        for (String things : List.of("users", "keys", "views", "workspaces")) {
            goals.add(
                    Goal.atLeast(
                            things.equals("views")
                                    ? Math.min(texts.size() / 2.0, MOST_VIEWS)
                                    : texts.size() / 2.0,
                            "hostile names of %s that were taken".formatted(things),
                            names.getOrDefault(things, 0)));
        }
        goals.add(Goal.atMost(0, "regions of the rules that are no country", strange));
        // The last one that is shown on every page is one that would do something.
        name(
                "workspaces",
                "PATCH /v1/workspace",
                "{\"name\":%s}".formatted(literal(texts.getFirst())));
    }

    private Visitor.Answer name(String things, String endpoint, String body)
            throws InterruptedException {
        String[] parts = endpoint.split(" ", 2);
        Visitor.Answer answer =
                counted(visitor.send(parts[0], parts[1], Map.of(), body.getBytes(UTF_8)));
        names.merge(things, answer.status() < 300 ? 1 : 0, Integer::sum);
        return answer;
    }

    /// What colleagues write about the leads that carry the texts, which their pages show.
    private void note(List<String> texts, Goals goals) throws InterruptedException {
        List<String> leads = List.copyOf(carriers);
        for (int at = 0; at < texts.size(); at++) {
            name(
                    "notes",
                    "POST /v1/work/%s/status".formatted(leads.get(at % leads.size())),
                    "{\"status\":\"contacted\",\"note\":%s}".formatted(literal(texts.get(at))));
        }
        goals.add(
                Goal.atLeast(
                        texts.size() * 0.8,
                        "hostile notes of colleagues that were taken",
                        names.getOrDefault("notes", 0)));
    }

    /// Has a model learn from columns whose names and values are hostile.
    private void learn(List<String> texts, Goals goals) throws Exception {
        List<String> columns =
                texts.stream()
                        .filter(text -> !text.isBlank() && text.length() < LONGEST_COLUMN)
                        .filter(text -> text.chars().allMatch(unit -> unit >= ' ' && unit <= '~'))
                        .limit(COLUMNS_LEARNT_FROM)
                        .toList();
        var chance = new Random(7);
        var csv = new StringBuilder("email,createdAt,outcome,outcomeAt");
        columns.forEach(column -> csv.append(',').append(quoted(column)));
        for (int row = 0; row < PAST_LEADS; row++) {
            Instant created = Instant.now().minus(Duration.ofDays(120 + row % 200));
            int kind = chance.nextInt(VALUES_OF_A_COLUMN);
            boolean won = chance.nextDouble() < (kind == 0 ? 0.6 : 0.15);
            csv.append(
                    "\npast%d@victim.example,%s,%s,%s"
                            .formatted(
                                    row,
                                    created,
                                    won ? "won" : "lost",
                                    created.plus(Duration.ofDays(30))));
            for (int column = 0; column < columns.size(); column++) {
                int value = column == 0 ? kind : chance.nextInt(VALUES_OF_A_COLUMN);
                csv.append(',').append(quoted(columns.get((column + value) % columns.size())));
            }
        }
        importFile("past.csv", "Past", bytes(csv.append('\n').toString()));
        Until.holds("a model is live", PATIENCE, () -> isLive(visitor.get("/v1/models")));
        int known = 0;
        for (JsonNode model : visitor.get("/v1/models").get("models")) {
            String proof = visitor.get("/v1/models/" + model.get("id").asString()).toString();
            known +=
                    (int)
                            columns.stream()
                                    .filter(column -> proof.contains(literal(column)))
                                    .count();
        }
        goals.add(Goal.atLeast(1, "hostile columns in the proofs of models", known));
    }

    private static boolean isLive(JsonNode models) {
        JsonNode training = models.path("training");
        if (training.has("problem")) {
            throw new IllegalStateException("a training failed: " + training.get("problem"));
        }
        return training.path("status").asString("").equals("done")
                && models.has("champion")
                && !models.has("coming");
    }

    private void bring(List<String> texts, Goals goals) throws Exception {
        List<String> fields =
                Arrays.stream(StandardField.values()).map(StandardField::key).toList();
        for (int at = 0; at < texts.size(); at++) {
            String text = texts.get(at);
            Set<String> carrying = new LinkedHashSet<>();
            for (String field : fields) {
                Map<String, String> one = new TreeMap<>();
                one.put("email", "h%d.%s@victim%d.example".formatted(at, field, at % 9));
                one.put("company", "Victim " + at % 9);
                one.put(field, text);
                post(body("Hostile", one)).ifPresent(carrying::add);
            }
            Map<String, String> all = new TreeMap<>();
            fields.forEach(field -> all.put(field, text));
            post(body(text, all));
            all.put("email", "all%d@victim.example".formatted(at));
            all.keySet().removeAll(Set.of("createdAt", "outcome", "outcomeAt", "value"));
            all.put(text, text);
            Set<String> met = post(body(text, all)).map(Set::of).orElse(carrying);
            carriers.addAll(met);
            if (met.isEmpty()) {
                uncarried++;
                tell("no lead may have the text %.60s", literal(text));
            }
            if (at % 50 == 49) {
                tell("%d of %d texts handed in: answers %s", at + 1, texts.size(), answers);
            }
        }
        files(texts, fields);
        tell("answers by status: %s", answers);
        tell("%d leads carry the texts", carriers.size());
        goals.add(
                Goal.atMost(
                        1, // that is longer than any field
                        "texts that no lead may have",
                        uncarried));
        goals.add(
                Goal.atLeast(
                        texts.size() * 20.0,
                        "requests with hostile texts that were taken",
                        answers.getOrDefault(OK, 0)));
        goals.add(
                Goal.atMost(
                        0,
                        "answers of 5xx, of %d requests with %d texts"
                                .formatted(sum(), texts.size()),
                        answers.entrySet().stream()
                                .filter(entry -> entry.getKey() >= FAULTS_FROM)
                                .mapToInt(Map.Entry::getValue)
                                .sum()));
    }

    private int sum() {
        return answers.values().stream().mapToInt(Integer::intValue).sum();
    }

    /// One with the texts in every field, one with them as names of its columns.
    private void files(List<String> texts, List<String> fields) throws Exception {
        var rows = new StringBuilder("email," + String.join(",", fields.subList(1, fields.size())));
        for (int at = 0; at < texts.size(); at++) {
            rows.append("\nfile%d@victim.example".formatted(at));
            for (String field : fields.subList(1, fields.size())) {
                boolean read = Set.of("createdAt", "outcome", "outcomeAt", "value").contains(field);
                rows.append(',').append(read && at % 2 == 0 ? "" : quoted(texts.get(at)));
            }
        }
        importFile("<img src=x onerror=alert(1)>.csv", "=1+1", bytes(rows.toString()));
        // with a NUL among its first bytes it would be no table
        List<String> names =
                texts.stream()
                        .filter(text -> text.length() < 1_000 && text.indexOf('\0') < 0)
                        .toList();
        var header = new StringBuilder("email");
        var row = new StringBuilder("header@victim.example");
        for (String name : names.subList(0, Math.min(150, names.size()))) {
            header.append(',').append(quoted(name));
            row.append(",x");
        }
        importFile("../../\u202Evsc.exe", "<script>", bytes(header + "\n" + row + "\n"));
    }

    private void importFile(String name, String source, byte[] content) throws Exception {
        String path =
                "/v1/imports?file=%s&source=%s"
                        .formatted(Visitor.encoded(name), Visitor.encoded(source));
        Visitor.Answer taken =
                counted(
                        visitor.send(
                                "POST",
                                path,
                                Map.of("Content-Type", "application/octet-stream"),
                                content));
        if (taken.status() >= 300) {
            tell("a file was refused: %s", taken.body());
            return;
        }
        String id = taken.json().get("id").asString();
        imports.add(id);
        Visitor.Answer checked =
                counted(
                        visitor.send(
                                "POST", "/v1/imports/" + id + "/check", Map.of(), bytes("{}")));
        if (checked.status() >= 300) {
            tell("a check was refused: %s", checked.body());
            return;
        }
        Until.holds("the file is checked", PATIENCE, () -> !status(id).equals("checking"));
        counted(visitor.send("POST", "/v1/imports/" + id + "/start", Map.of(), bytes("{}")));
        Until.holds(
                "the file is imported",
                PATIENCE,
                () -> !Set.of("running", "checking").contains(status(id)));
        JsonNode end = visitor.get("/v1/imports/" + id);
        tell("file %s: %s, %s", id, end.get("status"), end.path("result"));
    }

    private String status(String id) throws InterruptedException {
        return visitor.get("/v1/imports/" + id).get("status").asString();
    }

    /// Every table that the API hands out.
    private void judgeFiles(Goals goals) throws InterruptedException, IOException {
        visitor.post("/v1/session/confirm", Map.of("password", Visitor.PASSWORD));
        judgeFiles(goals, "an export", 100, List.of(visitor.text("/v1/work/export.csv")));
        List<String> refused = new ArrayList<>();
        for (String id : imports) {
            refused.add(visitor.text("/v1/imports/" + id + "/refused.csv"));
        }
        judgeFiles(goals, "refused rows", 10, refused);
    }

    private static void judgeFiles(Goals goals, String what, int least, List<String> files)
            throws IOException {
        int rows = 0;
        int formulas = 0;
        int marked = 0;
        for (String csv : files) {
            try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(csv)) {
                for (CsvRecord record : reader) {
                    rows++;
                    for (String cell : record.getFields()) {
                        formulas += isFormula(cell) ? 1 : 0;
                        marked += cell.startsWith("'") && isFormula(cell.substring(1)) ? 1 : 0;
                    }
                }
            }
        }
        goals.add(Goal.atLeast(least, "rows of " + what, rows));
        goals.add(Goal.atLeast(1, "control: cells of %s that are marked".formatted(what), marked));
        goals.add(Goal.atMost(0, "cells of %s that are formulas".formatted(what), formulas));
    }

    /// Whether a spreadsheet may take a cell for more than text. Numbers are what they are.
    static boolean isFormula(String cell) {
        String text = cell.replaceFirst(BLANKS, "");
        return !text.isEmpty()
                && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0
                && !text.matches("[-+]?[0-9]+([.,][0-9]+)?");
    }

    /// @return the lead, if it was taken
    private Optional<String> post(String body) throws InterruptedException {
        Visitor.Answer answer =
                counted(visitor.send("POST", "/v1/leads", Map.of(), body.getBytes(UTF_8)));
        return answer.status() == OK
                ? Optional.of(answer.json().get("id").asString())
                : Optional.empty();
    }

    private Visitor.Answer counted(Visitor.Answer answer) {
        answers.merge(answer.status(), 1, Integer::sum);
        if (answer.status() >= FAULTS_FROM) {
            tell("answered with %d: %s", answer.status(), answer.body());
        }
        return answer;
    }

    /// As JSON in which all but ASCII is escaped, since UTF-8 has no halves of surrogate pairs.
    static String body(String source, Map<String, String> fields) {
        List<String> members = new ArrayList<>();
        fields.forEach((name, text) -> members.add(literal(name) + ":" + literal(text)));
        return "{\"source\":%s,\"fields\":{%s}}"
                .formatted(literal(source), String.join(",", members));
    }

    private static String literal(String text) {
        var literal = new StringBuilder("\"");
        text.chars()
                .forEach(
                        unit -> {
                            if (unit < ' ' || unit > '~' || unit == '"' || unit == '\\') {
                                literal.append(String.format(Locale.ROOT, "\\u%04x", unit));
                            } else {
                                literal.append((char) unit);
                            }
                        });
        return literal.append('"').toString();
    }

    private static String quoted(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }

    /// UTF-8 in which halves of surrogate pairs stand as three bytes each, which no reader should
    /// take for text.
    private static byte[] bytes(String text) {
        var bytes = new ByteArrayOutputStream();
        for (int at = 0; at < text.length(); ) {
            int point = text.codePointAt(at);
            at += Character.charCount(point);
            if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
                bytes.writeBytes(
                        new byte[] {
                            (byte) (0xE0 | (point >> 12)),
                            (byte) (0x80 | ((point >> 6) & 0x3F)),
                            (byte) (0x80 | (point & 0x3F))
                        });
            } else {
                bytes.writeBytes(Character.toString(point).getBytes(UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    private void tell(String format, Object... values) {
        out.printf(Locale.ROOT, format + "%n", values);
        out.flush();
    }
}
