package io.prox.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import io.prox.app.running.Installation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Makes an installation to keep: a company whose leads came by file and by the API, with a model
/// that learned from them, and with people who worked.
final class KeptCompany {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int DICTIONARY = 64 << 20;
    private static final int ROWS = 400;
    private static final int SEED = 17;

    /// Highest rank last.
    private static final List<String> TITLES =
            List.of("Intern", "Accountant", "Head of Sales", "CEO");

    /// What changes by itself with time, when somebody signs in, or by a setting of the test.
    private static final Set<String> FLEETING =
            Set.of(
                    "previousScore",
                    "usedAt",
                    "lastSeenAt",
                    "received24h",
                    "refused24h",
                    "keptUntil");

    private static final String BOOKS = "/v1/books";

    private final Person person;

    private KeptCompany(Person person) {
        this.person = person;
    }

    /// @param arguments the folder to write to, and the name to keep it under
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path target = Path.of(arguments[0]);
        String name = arguments[1];
        Path folder = Files.createTempDirectory("prox-kept");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path data = folder.resolve("data");
        Map<String, JsonNode> answers;
        try (Installation installation =
                Installation.start(data, Map.of("server.port", 0, "prox.ops.port", -1))) {
            var told = new ByteArrayOutputStream();
            installation.tell(new PrintStream(told, true, UTF_8), "My company", false);
            answers =
                    new KeptCompany(
                                    new Person(installation.url())
                                            .enterBy(
                                                    told.toString(UTF_8).strip(),
                                                    KeptInstallation.PASSWORD))
                            .live();
        }
        Path backup = folder.resolve("backup");
        System.out.print(CommandLine.run("backup", backup, "--data", data).output());
        pack(backup, target.resolve(name + ".tar.xz"));
        Files.copy(
                folder.resolve("backup.keys"),
                target.resolve(name + ".keys"),
                StandardCopyOption.REPLACE_EXISTING);
        Files.writeString(
                target.resolve(name + ".json"),
                JSON.writerWithDefaultPrettyPrinter().writeValueAsString(answers) + "\n");
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /// Brings everything in, and waits until all has come to rest.
    ///
    /// @return what it answers now, by path
    private Map<String, JsonNode> live() {
        String file = imported();
        await().atMost(PATIENCE).until(this::hasLearned);
        List<String> leads = new ArrayList<>();
        for (String name : List.of("ada", "grace", "hedy")) {
            leads.add(
                    person.post(
                                    "/v1/leads",
                                    """
                                    {"source":"Shop","fields":{"email":"%s@acme.example",
                                     "jobTitle":"Head of Sales"}}
                                    """
                                            .formatted(name))
                            .get("id")
                            .asString());
        }
        JsonNode all = person.get("/v1/leads?limit=200");
        List.of(0, 50, 100).forEach(row -> leads.add(all.at("/leads/" + row + "/id").asString()));
        await().atMost(PATIENCE)
                .until(() -> leads.stream().allMatch(lead -> shows("/v1/work/" + lead, "score")));
        work(leads);
        List<String> paths = new ArrayList<>();
        paths.addAll(
                List.of(
                        "/v1/workspace",
                        "/v1/users",
                        "/v1/keys",
                        "/v1/sources",
                        "/v1/views",
                        "/v1/assignment",
                        "/v1/imports",
                        "/v1/imports/" + file,
                        "/v1/models",
                        "/v1/trainings",
                        "/v1/trainings/columns",
                        BOOKS,
                        BOOKS + "/scoring",
                        BOOKS + "/work",
                        "/v1/work/counts",
                        "/v1/accounts",
                        "/v1/persons?leads=" + String.join(",", leads)));
        for (String lead : leads) {
            paths.add("/v1/leads/" + lead);
            paths.add("/v1/leads/" + lead + "/score");
            paths.add("/v1/leads/" + lead + "/ledger");
            paths.add("/v1/work/" + lead);
            paths.add("/v1/work/" + lead + "/feedback");
        }
        Map<String, JsonNode> answers = new TreeMap<>();
        paths.forEach(path -> answers.put(path, lasting(person.get(path))));
        answers.forEach(
                (path, answer) -> {
                    if (path.startsWith(BOOKS)) {
                        ((ObjectNode) answer).remove("asOf"); // when it was asked
                    }
                });
        return answers;
    }

    private String imported() {
        String path =
                "/v1/imports/"
                        + person.upload("/v1/imports?file=leads.csv&source=CRM", leads())
                                .get("id")
                                .asString();
        person.post(path + "/start", "{}");
        await().atMost(PATIENCE)
                .until(() -> person.get(path).get("status").asString().equals("done"));
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /// Leads with what became of them, which depends on their rank; the address of one is none.
    private static String leads() {
        var random = new SplittableRandom(SEED);
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        var csv = new StringBuilder("email,jobTitle,Seats,createdAt,outcome,outcomeAt\n");
        for (int row = 0; row < ROWS; row++) {
            int rank = random.nextInt(TITLES.size());
            Instant created = now.minus(Duration.ofDays(120 + random.nextInt(200)));
            csv.append(
                    "%s,%s,%d,%s,%s,%s\n"
                            .formatted(
                                    row == 0 ? "nobody" : "lead%d@acme.example".formatted(row),
                                    TITLES.get(rank),
                                    random.nextInt(1, 100),
                                    created,
                                    random.nextInt(TITLES.size()) < rank ? "won" : "lost",
                                    created.plus(Duration.ofDays(random.nextInt(5, 60)))));
        }
        return csv.toString();
    }

    /// Whether the first model counts, and the full proof behind it is done.
    private boolean hasLearned() {
        JsonNode models = person.get("/v1/models");
        return models.has("champion")
                && !models.has("coming")
                && models.get("models").valueStream().anyMatch(one -> !one.get("quick").asBoolean())
                && models.at("/training/endedAt").isString();
    }

    private void work(List<String> leads) {
        person.post(
                "/v1/users",
                "{\"email\":\"rosa@prox.example\",\"name\":\"Rosa\",\"role\":\"representative\"}");
        person.post("/v1/keys", "{\"name\":\"Shop\",\"permissions\":[\"leads:write\"]}");
        person.post("/v1/views", "{\"name\":\"Best\",\"query\":\"grade=A,B\",\"shared\":true}");
        act(leads.get(0), "claim", "{}");
        act(leads.get(0), "status", "{\"status\":\"contacted\",\"note\":\"Call in May\"}");
        act(leads.get(1), "status", "{\"status\":\"qualified\"}");
        act(leads.get(2), "status", "{\"status\":\"disqualified\",\"reason\":\"no-budget\"}");
    }

    private void act(String lead, String act, String body) {
        person.post("/v1/work/" + lead + "/" + act, body);
    }

    private boolean shows(String path, String member) {
        return person.status(path) == 200 && person.get(path).has(member);
    }

    /// Without what passes.
    private static JsonNode lasting(JsonNode answer) {
        if (answer instanceof ObjectNode object) {
            object.remove(FLEETING);
        }
        answer.forEach(KeptCompany::lasting);
        return answer;
    }

    private static void pack(Path backup, Path target) throws IOException {
        var options = new LZMA2Options(LZMA2Options.PRESET_MAX);
        options.setDictSize(DICTIONARY);
        try (InputStream packed = new GZIPInputStream(Files.newInputStream(backup));
                OutputStream to = new XZOutputStream(Files.newOutputStream(target), options)) {
            packed.transferTo(to);
        }
    }
}
