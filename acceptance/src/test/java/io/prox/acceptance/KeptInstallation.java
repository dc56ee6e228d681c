package io.prox.acceptance;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.tukaani.xz.XZInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Installations of earlier versions, kept as resources: a backup (`NAME.tar.xz`, since the three
/// databases of PostgreSQL are much alike, which gzip does not see), its master key (`NAME.keys`),
/// and what it answered (`NAME.json`).
///
/// [KeptCompany] makes one with the version at hand, before it is released.
final class KeptInstallation {
    static final String EMAIL = "admin@prox.example";
    static final String PASSWORD = "a horse that walked to Lisbon";

    private final String name;

    /// @param name begins with the version
    KeptInstallation(String name) {
        this.name = name;
    }

    /// Makes a data directory of it, as a person would.
    void restore(Path folder, Path data) throws IOException, InterruptedException {
        Path backup = folder.resolve(name + ".tar.gz");
        Path keys = folder.resolve(name + ".keys");
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

    /// What it answered before its backup was made, by path. A later version may say more, and
    /// nothing else.
    Map<String, JsonNode> answers() throws IOException {
        try (InputStream text = resource(".json")) {
            return JsonMapper.shared().readTree(text).properties().stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        }
    }

    private InputStream resource(String ending) throws IOException {
        String resource = "kept/" + name + ending;
        InputStream found = KeptInstallation.class.getResourceAsStream(resource);
        if (found == null) {
            throw new IOException("there is no resource " + resource);
        }
        return found;
    }
}
