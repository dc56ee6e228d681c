package io.prox.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.prox.app.running.Installation;
import io.prox.benchmarks.invented.FormLeads;
import io.prox.contracts.WorkspaceId;
import io.prox.engines.BrokerCache;
import io.prox.engines.Engines;
import io.prox.engines.EnginesSettings;
import io.prox.platform.access.ApiKeys;
import io.prox.platform.access.Permission;
import io.prox.platform.access.Workspaces;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The start of all of ProX as people start it, by the launcher, on a data directory with leads in
/// it: how long until the console answers, and how much memory everything takes when nobody asks
/// for anything.
///
/// Beside each start stands one of the bare engines on the same directory, below which no start can
/// come. Memory is the proportional set size (PSS) of all processes, in which what several share
/// counts once; Linux tells it.
final class StartupBench {
    private static final double MOST_SECONDS = 20;
    private static final double MOST_MEBIBYTES = 1_229;
    private static final int ROUNDS = 5;
    private static final int LEADS = 3_000;
    private static final int AT_ONCE = 500;
    private static final Duration IDLE = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration LOOK = Duration.ofMillis(20);
    private static final int OK = 200;

    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Path launcher;
    private final Path data;
    private final Path cache;
    private final PrintStream out;

    private StartupBench(Path launcher, TemporaryFolder folder, PrintStream out) {
        this.launcher = launcher;
        this.data = folder.file("data");
        this.cache = folder.file("broker.aot");
        this.out = out;
    }

    static BenchResult run(PrintStream out) throws Exception {
        var result = new BenchResult("startup");
        try (var folder = new TemporaryFolder()) {
            // PostgreSQL runs as another user where we are root.
            Files.setPosixFilePermissions(
                    folder.path(), PosixFilePermissions.fromString("rwxr-xr-x"));
            Path launcher = ProjectRoot.find().resolve("prox");
            new StartupBench(launcher, folder, out).measure(result);
        }
        return result;
    }

    private void measure(BenchResult result) throws Exception {
        bringIn();
        out.println("making sure that ProX is built");
        build();
        BrokerCache.make(cache);
        List<Double> whole = new ArrayList<>();
        List<Double> bare = new ArrayList<>();
        List<Memory> memory = new ArrayList<>();
        for (int round = 1; round <= ROUNDS; round++) {
            bare.add(bareEngines());
            Started started = start();
            whole.add(started.seconds());
            memory.add(started.memory());
            out.printf(
                    Locale.ROOT,
                    "round %d of %d: ProX %.1f s, bare engines %.1f s, idle %.0f MiB%n",
                    round,
                    ROUNDS,
                    whole.getLast(),
                    bare.getLast(),
                    memory.getLast().whole());
        }
        var seconds = new Figure("until the console answers", "s", whole);
        var mebibytes =
                new Figure(
                        "idle, all processes", "MiB", memory.stream().map(Memory::whole).toList());
        result.add(seconds);
        result.add(new Figure("bare engines, until they answer", "s", bare));
        result.add(mebibytes);
        result.add(new Figure("idle, ProX", "MiB", memory.stream().map(Memory::prox).toList()));
        result.add(new Figure("idle, Kafka", "MiB", memory.stream().map(Memory::kafka).toList()));
        result.add(
                new Figure(
                        "idle, PostgreSQL",
                        "MiB",
                        memory.stream().map(Memory::postgresql).toList()));
        result.add(
                Goal.atMost(
                        MOST_SECONDS,
                        "seconds until the console answers (median of rounds)",
                        seconds.median()));
        result.add(
                Goal.atMost(
                        MOST_MEBIBYTES,
                        "memory of all processes when idle, MiB (median of rounds)",
                        mebibytes.median()));
    }

    /// One start.
    private record Started(double seconds, Memory memory) {}

    /// Proportional set sizes in MiB.
    private record Memory(double prox, double kafka, double postgresql) {
        double whole() {
            return prox + kafka + postgresql;
        }
    }

    private double bareEngines() {
        long start = System.nanoTime();
        Engines engines = Engines.start(EnginesSettings.in(data).withBrokerCache(cache));
        double seconds = (System.nanoTime() - start) / 1e9;
        engines.close();
        return seconds;
    }

    private Started start() throws IOException, InterruptedException {
        long start = System.nanoTime();
        Process process =
                new ProcessBuilder(launcher.toString(), "up", "--data", data.toString())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try (var output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            @Nullable String address = output.readLine();
            if (address == null) {
                throw new IllegalStateException(
                        "prox up ended with " + process.waitFor() + " before it told its address");
            }
            awaitAnswer(URI.create(address));
            double seconds = (System.nanoTime() - start) / 1e9;
            Thread.sleep(IDLE);
            return new Started(seconds, memory(process));
        } finally {
            process.destroy();
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        }
    }

    private void awaitAnswer(URI address) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address).build();
        long start = System.nanoTime();
        while (http.send(request, BodyHandlers.discarding()).statusCode() != OK) {
            if (System.nanoTime() - start > PATIENCE.toNanos()) {
                throw new IllegalStateException(address + " does not answer with 200");
            }
            Thread.sleep(LOOK);
        }
    }

    /// The server of PostgreSQL has a session of its own and is no child of ours: it is found by
    /// what it wrote about itself.
    private Memory memory(Process process) throws IOException {
        String server = Files.readAllLines(data.resolve("postgresql/postmaster.pid")).getFirst();
        double postgresql = 0;
        for (ProcessHandle each :
                ProcessHandle.of(Long.parseLong(server)).stream()
                        .flatMap(handle -> Stream.concat(Stream.of(handle), handle.descendants()))
                        .toList()) {
            postgresql += mebibytes(each);
        }
        double children = 0;
        for (ProcessHandle each : process.descendants().toList()) {
            children += mebibytes(each);
        }
        return new Memory(mebibytes(process.toHandle()), children, postgresql);
    }

    /// @return not a number where the system does not tell
    private static double mebibytes(ProcessHandle process) throws IOException {
        Path rollup = Path.of("/proc", Long.toString(process.pid()), "smaps_rollup");
        if (!Files.exists(rollup)) {
            return process.isAlive() ? Double.NaN : 0;
        }
        for (String line : Files.readAllLines(rollup)) {
            if (line.startsWith("Pss:")) {
                return Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024.0;
            }
        }
        return Double.NaN;
    }

    private void build() throws IOException, InterruptedException {
        int code =
                new ProcessBuilder(launcher.toString(), "help", "up")
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start()
                        .waitFor();
        if (code != 0) {
            throw new IllegalStateException("prox help up ended with " + code);
        }
    }

    /// Makes the data directory: a workspace with leads, all of them scored.
    private void bringIn() throws IOException, InterruptedException {
        out.printf(Locale.ROOT, "bringing in %,d leads%n", LEADS);
        try (Installation installation =
                Installation.start(data, Map.of("server.port", 0, "prox.ops.port", -1))) {
            WorkspaceId workspace = installation.part(Workspaces.class).make("Bench", false).id();
            String key =
                    installation
                            .part(ApiKeys.class)
                            .make(
                                    workspace,
                                    "bench",
                                    EnumSet.of(Permission.LEADS_READ, Permission.LEADS_WRITE),
                                    "bench",
                                    Duration.ofDays(1))
                            .secret();
            URI address = URI.create(installation.url());
            var leads = new FormLeads(1);
            Instant now = Instant.now();
            String last = "";
            for (int number = 0; number < LEADS; number += AT_ONCE) {
                List<Map<String, Object>> batch = new ArrayList<>();
                for (int index = number; index < number + AT_ONCE; index++) {
                    batch.add(Map.of("fields", leads.next(now.minus(Duration.ofHours(index)))));
                }
                HttpResponse<String> answer =
                        http.send(
                                request(address.resolve("/v1/leads/batch"), key)
                                        .header("Content-Type", "application/json")
                                        .POST(
                                                BodyPublishers.ofByteArray(
                                                        JSON.writeValueAsBytes(
                                                                Map.of("leads", batch))))
                                        .build(),
                                BodyHandlers.ofString());
                if (answer.statusCode() != OK) {
                    throw new IllegalStateException("leads were refused: " + answer.body());
                }
                JsonNode results = JSON.readTree(answer.body()).get("results");
                last = results.get(results.size() - 1).get("id").asString();
            }
            awaitScore(request(address.resolve("/v1/leads/" + last + "/score"), key).build());
        }
    }

    private void awaitScore(HttpRequest request) throws IOException, InterruptedException {
        long start = System.nanoTime();
        while (http.send(request, BodyHandlers.discarding()).statusCode() != OK) {
            if (System.nanoTime() - start > PATIENCE.toNanos()) {
                throw new IllegalStateException("the leads were not scored in " + PATIENCE);
            }
            Thread.sleep(LOOK);
        }
    }

    private static HttpRequest.Builder request(URI address, String key) {
        return HttpRequest.newBuilder(address).header("Authorization", "Bearer " + key);
    }
}
