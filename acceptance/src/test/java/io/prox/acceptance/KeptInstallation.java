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
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZInputStream;
import org.tukaani.xz.XZOutputStream;

/// Installations of earlier versions, kept as resources named after the version: a backup
/// (`VERSION.tar.xz`, since the three databases of PostgreSQL are much alike, which gzip does not
/// see), its master key (`VERSION.keys`), and the leads in it with their scores
/// (`VERSION.properties`).
///
/// [#main] makes one with the version at hand, before it is released.
final class KeptInstallation {
    static final String EMAIL = "admin@prox.example";
    static final String PASSWORD = "a horse that walked to Lisbon";

    /// Their addresses are `NAME@acme.example`.
    static final List<String> NAMES = List.of("ada", "grace", "hedy");

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int DICTIONARY = 64 << 20;

    private final String version;

    KeptInstallation(String version) {
        this.version = version;
    }

    /// Makes a data directory of it, as a person would.
    void restore(Path folder, Path data) throws IOException, InterruptedException {
        Path backup = folder.resolve(version + ".tar.gz");
        Path keys = folder.resolve(version + ".keys");
        try (InputStream packed = new XZInputStream(resource(".tar.xz"));
                OutputStream to = new GZIPOutputStream(Files.newOutputStream(backup))) {
            packed.transferTo(to);
        }
        try (InputStream key = resource(".keys")) {
            Files.copy(key, keys);
        }
        CommandLine.Ended ended =
                CommandLine.run("restore", backup, "--keys", keys, "--data", data);
        if (ended.code() != 0) {
            throw new IllegalStateException(ended.output());
        }
    }

    /// Identifiers of leads, with their scores.
    Map<String, Integer> scores() throws IOException {
        var scores = new Properties();
        try (InputStream text = resource(".properties")) {
            scores.load(text);
        }
        return scores.stringPropertyNames().stream()
                .collect(
                        Collectors.toMap(
                                lead -> lead, lead -> Integer.valueOf(scores.getProperty(lead))));
    }

    private InputStream resource(String ending) throws IOException {
        String name = version + ending;
        InputStream found = KeptInstallation.class.getResourceAsStream("kept/" + name);
        if (found == null) {
            throw new IOException("there is no resource kept/" + name);
        }
        return found;
    }

    /// @param arguments the folder to write to, and the version
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path target = Path.of(arguments[0]);
        String version = arguments[1];
        Path folder = Files.createTempDirectory("prox-kept");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path data = folder.resolve("data");
        var scores = new Properties();
        try (Installation installation =
                Installation.start(data, Map.of("server.port", 0, "prox.ops.port", -1))) {
            var told = new ByteArrayOutputStream();
            installation.tell(new PrintStream(told, true, UTF_8), "My company", false);
            Person person =
                    new Person(installation.url()).enterBy(told.toString(UTF_8).strip(), PASSWORD);
            for (String name : NAMES) {
                String lead =
                        person.post(
                                        "/v1/leads",
                                        "{\"fields\":{\"email\":\"%s@acme.example\",\"jobTitle\":\"Head of Operations\"}}"
                                                .formatted(name))
                                .get("id")
                                .asString();
                String path = "/v1/leads/" + lead + "/score";
                await().atMost(PATIENCE).until(() -> person.status(path) == 200);
                scores.setProperty(lead, person.get(path).get("score").asString());
            }
            await().atMost(PATIENCE)
                    .until(() -> person.get("/v1/work").get("items").size() == NAMES.size());
        }
        Path backup = folder.resolve("backup");
        CommandLine.Ended ended = CommandLine.run("backup", backup, "--data", data);
        System.out.print(ended.output());
        var options = new LZMA2Options(LZMA2Options.PRESET_MAX);
        options.setDictSize(DICTIONARY);
        try (InputStream packed = new GZIPInputStream(Files.newInputStream(backup));
                OutputStream to =
                        new XZOutputStream(
                                Files.newOutputStream(target.resolve(version + ".tar.xz")),
                                options)) {
            packed.transferTo(to);
        }
        Files.copy(
                folder.resolve("backup.keys"),
                target.resolve(version + ".keys"),
                StandardCopyOption.REPLACE_EXISTING);
        try (OutputStream to = Files.newOutputStream(target.resolve(version + ".properties"))) {
            scores.store(to, null);
        }
    }
}
