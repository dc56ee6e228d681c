package io.prox.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What one bench measured and whether its goals held: shown on the terminal, kept as JSON. Used by
/// one thread.
public final class BenchResult {
    private final String name;
    private final ResultFile file;
    private final List<Figure> figures = new ArrayList<>();
    private final Goals goals = new Goals();

    /// @param name of the bench, as on the command line
    public BenchResult(String name) {
        this.name = name;
        this.file = new ResultFile("bench", name);
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
        List<Map<String, Object>> rounds =
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
                        .toList();
        return file.write(root, folder, Map.of("figures", rounds), goals);
    }

    /// The last line of a bench: `bench scorer: all 4 goals held`.
    public String verdict() {
        return goals.verdict("bench " + name);
    }

    /// [Goals#HELD] or [Goals#MISSED].
    public int exitCode() {
        return goals.exitCode();
    }
}
