package io.prox.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The tables of `docs/performance.md`, made from the result files: what stands between `<!--
/// figures of NAME -->` and `<!-- end -->` is replaced by the figures and goals of
/// `benchmarks/results/NAME.json`.
final class PerformancePage {
    private static final Pattern PLACE =
            Pattern.compile("(<!-- figures of (\\w+) -->\n).*?(<!-- end -->)", Pattern.DOTALL);

    private final Path page;
    private final Path results;

    /// @param root the project's
    PerformancePage(Path root) {
        page = root.resolve("docs/performance.md");
        results = root.resolve("benchmarks/results");
    }

    /// Writes the page anew.
    void update() throws IOException {
        Files.writeString(page, filled());
    }

    /// The page with its tables as the result files have them.
    ///
    /// @throws IOException also if the page names a bench without a result file
    String filled() throws IOException {
        Matcher place = PLACE.matcher(Files.readString(page));
        var filled = new StringBuilder();
        while (place.find()) {
            JsonNode result =
                    JsonMapper.shared()
                            .readTree(Files.readString(results.resolve(place.group(2) + ".json")));
            place.appendReplacement(
                    filled,
                    Matcher.quoteReplacement(place.group(1) + tables(result) + place.group(3)));
        }
        return place.appendTail(filled).toString();
    }

    private static String tables(JsonNode result) {
        var text = new StringBuilder();
        text.append(
                "\n%s, commit `%s`, JDK %s, %s cores, load %.1f at the start.\n\n"
                        .formatted(
                                result.path("date").asString().substring(0, 10),
                                result.path("commit").asString(),
                                result.path("jdk").asString(),
                                result.path("cores").asString(),
                                result.path("loadAverageAtStart").asDouble()));
        text.append("| figure | min | median | max | unit |\n|---|---|---|---|---|\n");
        for (JsonNode figure : result.path("figures")) {
            text.append(
                    "| %s | %s | %s | %s | %s |\n"
                            .formatted(
                                    figure.path("name").asString(),
                                    number(figure.path("min").asDouble()),
                                    number(figure.path("median").asDouble()),
                                    number(figure.path("max").asDouble()),
                                    figure.path("unit").asString()));
        }
        text.append("\n| goal | measured | bound | |\n|---|---|---|---|\n");
        for (JsonNode goal : result.path("goals")) {
            boolean atLeast = goal.has("atLeast");
            text.append(
                    "| %s | %s | %s %s | %s |\n"
                            .formatted(
                                    goal.path("name").asString(),
                                    number(goal.path("measured").asDouble()),
                                    atLeast ? "at least" : "at most",
                                    number(goal.path(atLeast ? "atLeast" : "atMost").asDouble()),
                                    goal.path("held").asBoolean() ? "held" : "**missed**"));
        }
        return text.append('\n').toString();
    }

    /// Three digits or more: 0.165, 46.1, 1,705.
    private static String number(double value) {
        double size = Math.abs(value);
        if (size != 0 && size < 1e-3) {
            return String.format(Locale.ROOT, "%.0e", value);
        }
        int decimals =
                size >= 100 || value == Math.rint(value) ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }
}
