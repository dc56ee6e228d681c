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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// Texts that mean harm, in every field of a lead, by the API and by a file, in names of columns,
/// files and sources. The answer is never a 5xx, the console shows them as text, and an export has
/// no cell that a spreadsheet would take for a formula.
final class HostileCheck {
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int OK = 200;
    private static final int FAULTS_FROM = 500;
    private static final String FORMULA_STARTS = "=+-@\t\r";

    private final Visitor visitor;
    private final PrintStream out;
    private final Map<Integer, Integer> answers = new TreeMap<>();

    /// On which all texts are that a lead may have.
    private final Set<String> carriers = new LinkedHashSet<>();

    private int uncarried;

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
            check.bring(texts.subList(0, Math.min(count, texts.size())), goals);
            Settled.await(visitor, PATIENCE);
            check.export(goals);
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

    private void export(Goals goals) throws InterruptedException, IOException {
        String csv = visitor.text("/v1/work/export.csv");
        int rows = 0;
        int formulas = 0;
        try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(csv)) {
            for (CsvRecord record : reader) {
                rows++;
                for (String cell : record.getFields()) {
                    formulas += isFormula(cell) ? 1 : 0;
                }
            }
        }
        goals.add(Goal.atLeast(100, "rows of an export", rows));
        goals.add(Goal.atMost(0, "cells of an export that are formulas", formulas));
    }

    /// Whether a spreadsheet may take a cell for more than text. Numbers are what they are.
    static boolean isFormula(String cell) {
        return !cell.isEmpty()
                && FORMULA_STARTS.indexOf(cell.charAt(0)) >= 0
                && !cell.matches("-?[0-9]+([.][0-9]+)?");
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
