package io.prox.benchmarks.running;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/// The ledger of one lead as the API tells it: each entry as it was kept, and with all of its
/// reasons.
final class LeadLedger {
    private static final double TOLERANCE = 1e-9;
    private static final double HIGHEST = 100;
    private static final int FOUND = 200;
    private static final List<String> KEPT =
            List.of("entry", "model", "rules", "score", "chance", "fit", "engagement", "cause");

    private final List<JsonNode> kept;
    private final List<JsonNode> explained;
    private final long missing;

    /// @param kept entries as the ledger lists them, newest first
    /// @param explained the same entries, each as it is told with its reasons
    /// @param missing numbers up to that of the newest under which nothing was written
    LeadLedger(List<JsonNode> kept, List<JsonNode> explained, long missing) {
        this.kept = List.copyOf(kept);
        this.explained = List.copyOf(explained);
        this.missing = missing;
    }

    static LeadLedger read(Visitor visitor, String lead) throws InterruptedException {
        String path = "/v1/leads/" + lead + "/ledger";
        List<JsonNode> kept = new ArrayList<>();
        List<JsonNode> explained = new ArrayList<>();
        String next = "";
        do {
            JsonNode page =
                    visitor.get(path + (next.isEmpty() ? "" : "?after=" + Visitor.encoded(next)));
            for (JsonNode entry : page.get("entries")) {
                kept.add(entry);
                explained.add(visitor.get(path + "/" + entry.get("entry")));
            }
            next = page.path("next").asString("");
        } while (!next.isEmpty());
        return new LeadLedger(kept, explained, missing(visitor, path, kept));
    }

    /// What was written under a model that did not count has a number and is not listed.
    private static long missing(Visitor visitor, String path, List<JsonNode> kept)
            throws InterruptedException {
        Set<Long> numbers = new HashSet<>();
        kept.forEach(entry -> numbers.add(entry.get("entry").asLong()));
        long missing = 0;
        for (long number = 1; number < Collections.max(numbers); number++) {
            if (!numbers.contains(number)) {
                Visitor.Answer unseen =
                        visitor.send("GET", path + "/" + number, Map.of(), new byte[0]);
                missing += unseen.status() == FOUND ? 0 : 1;
            }
        }
        return missing;
    }

    int entries() {
        return kept.size();
    }

    /// Whether the newest entry is this score, with all that is said of it.
    boolean endsWith(JsonNode score) {
        return explained.getFirst().equals(score);
    }

    long missing() {
        return missing;
    }

    /// Entries that were seen later than the one that follows them.
    long misplaced() {
        return IntStream.range(1, kept.size())
                .filter(at -> since(at).isAfter(since(at - 1)))
                .count();
    }

    private Instant since(int at) {
        return Instant.parse(kept.get(at).get("since").asString());
    }

    /// Entries that say of the same instant what another says too.
    long repeated() {
        Set<String> causes = new HashSet<>();
        return kept.stream()
                .filter(
                        entry ->
                                !causes.add(
                                        entry.get("cause")
                                                + " "
                                                + entry.get("asOf")
                                                + entry.get("model")))
                .count();
    }

    /// Entries whose base and contributions do not add up to their sum, and that to the score that
    /// was kept.
    long unsound() {
        return IntStream.range(0, kept.size())
                .filter(
                        at ->
                                !addsUp(explained.get(at))
                                        || !saysTheSame(kept.get(at), explained.get(at)))
                .count();
    }

    private static boolean saysTheSame(JsonNode kept, JsonNode explained) {
        return KEPT.stream().allMatch(name -> kept.path(name).equals(explained.path(name)));
    }

    /// Under rules the score follows from the sum, under a model the chance does.
    private static boolean addsUp(JsonNode entry) {
        double sum = entry.get("base").asDouble();
        for (JsonNode reason : entry.get("contributions")) {
            sum += reason.get("contribution").asDouble();
        }
        double follows =
                entry.get("rules").asBoolean()
                        ? Math.clamp(sum, 0, HIGHEST) - entry.get("score").asDouble()
                        : 1 / (1 + Math.exp(-sum)) - entry.at("/chance/probability").asDouble();
        return Math.abs(sum - entry.get("sum").asDouble()) <= TOLERANCE
                && Math.abs(follows) <= TOLERANCE;
    }

    /// Entries whose reasons can be compared with those of the entry that they followed.
    long steps() {
        return IntStream.range(0, kept.size())
                .filter(
                        at -> {
                            OptionalInt before = followed(at);
                            return before.isPresent() && isComparable(before.getAsInt(), at);
                        })
                .count();
    }

    /// Entries that name another entry than the one they followed, whose moves are not all that
    /// differs between the contributions of both, or that moved without a reason.
    long unexplained() {
        return IntStream.range(0, kept.size()).filter(at -> !isExplained(at)).count();
    }

    private boolean isExplained(int at) {
        OptionalInt before = followed(at);
        JsonNode entry = kept.get(at);
        long named = entry.path("movedFrom").asLong(0);
        long meant = before.isPresent() ? kept.get(before.getAsInt()).get("entry").asLong() : 0;
        if (named != meant) {
            return false;
        }
        if (before.isEmpty() || !isComparable(before.getAsInt(), at)) {
            return entry.get("moved").isEmpty();
        }
        return isExplained(explained.get(before.getAsInt()), explained.get(at), entry.get("moved"));
    }

    private OptionalInt followed(int at) {
        return at + 1 < kept.size() ? OptionalInt.of(at + 1) : OptionalInt.empty();
    }

    /// Points cannot be compared with log-odds.
    private boolean isComparable(int before, int at) {
        return kept.get(before).get("rules").equals(kept.get(at).get("rules"));
    }

    private static boolean isExplained(JsonNode before, JsonNode after, JsonNode moved) {
        Map<String, Double> from = contributions(before);
        Map<String, Double> to = contributions(after);
        Map<String, JsonNode> told = new HashMap<>();
        moved.forEach(move -> told.put(move.get("column").asString(), move));
        Set<String> columns = new TreeSet<>(from.keySet());
        columns.addAll(to.keySet());
        double change = after.get("base").asDouble() - before.get("base").asDouble();
        if (change != 0 && before.get("model").equals(after.get("model"))) {
            return false;
        }
        for (String column : columns) {
            double had = from.getOrDefault(column, 0.0);
            double has = to.getOrDefault(column, 0.0);
            change += has - had;
            JsonNode move = told.remove(column);
            if (move == null
                    ? had != has
                    : move.get("from").asDouble() != had || move.get("to").asDouble() != has) {
                return false;
            }
        }
        double moves = after.get("sum").asDouble() - before.get("sum").asDouble();
        return told.isEmpty() && Math.abs(change - moves) <= TOLERANCE;
    }

    private static Map<String, Double> contributions(JsonNode entry) {
        Map<String, Double> contributions = new HashMap<>();
        for (JsonNode reason : entry.get("contributions")) {
            contributions.merge(
                    reason.get("column").asString(),
                    reason.get("contribution").asDouble(),
                    Double::sum);
        }
        return contributions;
    }
}
