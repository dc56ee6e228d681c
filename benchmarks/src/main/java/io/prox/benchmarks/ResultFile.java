package io.prox.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// What is kept of one run of a bench or a check, as JSON: when it was, of which commit, on what
/// machine, what was measured, and whether the goals held.
final class ResultFile {
    private final String kind;
    private final String name;
    private final double loadAtStart =
            ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();

    /// Made when the run begins.
    ///
    /// @param kind `bench` or `check`
    /// @param name as on the command line
    ResultFile(String kind, String name) {
        this.kind = kind;
        this.name = name;
    }

    /// Writes `NAME.json` into a folder, which is made if it is not there.
    ///
    /// @param root the project's root, where git is asked for the commit
    /// @param more what stands between the machine and the goals
    /// @return the file
    Path write(Path root, Path folder, Map<String, Object> more, Goals goals) throws IOException {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put(kind, name);
        content.put("date", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        content.put("commit", commit(root));
        content.put("jdk", Runtime.version().toString());
        content.put("machine", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        content.put("cores", Runtime.getRuntime().availableProcessors());
        content.put("loadAverageAtStart", loadAtStart);
        content.putAll(more);
        content.put("goals", goals.all().stream().map(ResultFile::entry).toList());
        Files.createDirectories(folder);
        Path file = folder.resolve(name + ".json");
        var mapper = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        Files.writeString(file, mapper.writeValueAsString(content) + "\n");
        return file;
    }

    private static Map<String, Object> entry(Goal goal) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("name", goal.name());
        entry.put("measured", goal.measured());
        entry.put(goal.atLeast() ? "atLeast" : "atMost", goal.bound());
        entry.put("held", goal.held());
        return entry;
    }

    /// Abbreviated, with a `+` if files differ from it; `unknown` outside a repository.
    private static String commit(Path root) {
        try {
            var git =
                    new ProcessBuilder("git", "describe", "--always", "--dirty=+", "--exclude=*")
                            .directory(root.toFile())
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            String answer = new String(git.getInputStream().readAllBytes(), UTF_8).strip();
            boolean ended = git.waitFor(10, TimeUnit.SECONDS);
            return ended && git.exitValue() == 0 && !answer.isEmpty() ? answer : "unknown";
        } catch (IOException e) {
            return "unknown"; // no git on this machine
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "unknown";
        }
    }
}
