package io.prox.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// What one bench measured and whether its goals held: shown on the terminal, kept as JSON. Used by
/// one thread.
public final class BenchResult {
    private final String name;
    private final double loadAtStart =
            ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    private final List<Figure> figures = new ArrayList<>();
    private final Goals goals = new Goals();

    /// @param name of the bench, as on the command line
    public BenchResult(String name) {
        this.name = name;
    }

    public void add(Figure figure) {
        figures.add(figure);
    }

    public void add(Goal goal) {
        goals.add(goal);
    }

    /// A table of the figures, then a line for each goal.
    public void print(PrintStream out) {
        out.printf(Locale.ROOT, "%-36s %12s %12s %12s%n", "", "min", "median", "max");
        for (Figure figure : figures) {
            out.printf(
                    Locale.ROOT,
                    "%-36s %,12.1f %,12.1f %,12.1f  %s%n",
                    figure.name(),
                    figure.min(),
                    figure.median(),
                    figure.max(),
                    figure.unit());
        }
        goals.all().forEach(goal -> out.println(goal.line()));
    }

    /// Writes `NAME.json` into a folder, which is made if it is not there.
    ///
    /// @param root the project's root, where git is asked for the commit
    /// @return the file
    public Path write(Path root, Path folder) throws IOException {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("bench", name);
        content.put("date", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        content.put("commit", commit(root));
        content.put("jdk", Runtime.version().toString());
        content.put("machine", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        content.put("cores", Runtime.getRuntime().availableProcessors());
        content.put("loadAverageAtStart", loadAtStart);
        content.put(
                "figures",
                figures.stream()
                        .map(
                                figure -> {
                                    Map<String, Object> entry = new LinkedHashMap<>();
                                    entry.put("name", figure.name());
                                    entry.put("unit", figure.unit());
                                    entry.put("min", figure.min());
                                    entry.put("median", figure.median());
                                    entry.put("max", figure.max());
                                    entry.put("rounds", figure.rounds());
                                    return entry;
                                })
                        .toList());
        content.put(
                "goals",
                goals.all().stream()
                        .map(
                                goal -> {
                                    Map<String, Object> entry = new LinkedHashMap<>();
                                    entry.put("name", goal.name());
                                    entry.put("measured", goal.measured());
                                    entry.put(goal.atLeast() ? "atLeast" : "atMost", goal.bound());
                                    entry.put("held", goal.held());
                                    return entry;
                                })
                        .toList());
        Files.createDirectories(folder);
        Path file = folder.resolve(name + ".json");
        var mapper = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        Files.writeString(file, mapper.writeValueAsString(content) + "\n");
        return file;
    }

    /// The last line of a bench: `bench scorer: all 4 goals held`.
    public String verdict() {
        return goals.verdict("bench " + name);
    }

    /// [Goals#HELD] or [Goals#MISSED].
    public int exitCode() {
        return goals.exitCode();
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
