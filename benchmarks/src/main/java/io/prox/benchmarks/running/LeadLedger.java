package io.prox.benchmarks.running;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/// The ledger of one lead as the API tells it: each entry as it was kept, and with all of its
/// reasons.
final class LeadLedger {
    private static final double TOLERANCE = 1e-9;
    private static final double HIGHEST = 100;
    private static final List<String> KEPT =
            List.of("entry", "model", "rules", "score", "chance", "fit", "engagement", "cause");

    private final List<JsonNode> kept;
    private final List<JsonNode> explained;

    /// @param kept entries as the ledger lists them, newest first
    /// @param explained the same entries, each as it is told with its reasons
    LeadLedger(List<JsonNode> kept, List<JsonNode> explained) {
        this.kept = List.copyOf(kept);
        this.explained = List.copyOf(explained);
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
        return new LeadLedger(kept, explained);
    }

    int entries() {
        return kept.size();
    }

    /// Whether the newest entry of its model is this score, with all that is said of it.
    boolean endsWith(JsonNode score) {
        return explained.stream()
                .filter(entry -> entry.get("model").equals(score.get("model")))
                .findFirst()
                .filter(score::equals)
                .isPresent();
    }

    /// Entries that have not the number that follows that of the entry before, from 1 on.
    long misnumbered() {
        return IntStream.range(0, kept.size())
                .filter(at -> kept.get(at).get("entry").asInt() != kept.size() - at)
                .count();
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

    /// Steps from an entry to the next one of the same model.
    long steps() {
        return IntStream.range(0, kept.size()).filter(this::isStep).count();
    }

    private boolean isStep(int at) {
        return at + 1 < kept.size()
                && kept.get(at).get("model").equals(kept.get(at + 1).get("model"));
    }

    /// Entries whose change from the one before is not that of the contributions, or whose moves
    /// are not the largest of these changes. Those of another model than the one before have no
    /// moves.
    long unexplained() {
        return IntStream.range(0, kept.size())
                .filter(
                        at ->
                                isStep(at)
                                        ? !isExplained(
                                                explained.get(at + 1),
                                                explained.get(at),
                                                kept.get(at).get("moved"))
                                        : !kept.get(at).get("moved").isEmpty())
                .count();
    }

    private static boolean isExplained(JsonNode before, JsonNode after, JsonNode moved) {
        Map<String, Double> from = contributions(before);
        Map<String, Double> to = contributions(after);
        Map<String, JsonNode> told = new HashMap<>();
        moved.forEach(move -> told.put(move.get("column").asString(), move));
        Set<String> columns = new TreeSet<>(from.keySet());
        columns.addAll(to.keySet());
        double change = 0;
        double leastTold = moved.isEmpty() ? 0 : Double.POSITIVE_INFINITY;
        double mostUntold = 0;
        for (String column : columns) {
            double had = from.getOrDefault(column, 0.0);
            double has = to.getOrDefault(column, 0.0);
            change += has - had;
            JsonNode move = told.remove(column);
            if (move == null) {
                mostUntold = Math.max(mostUntold, Math.abs(has - had));
            } else if (move.get("from").asDouble() == had && move.get("to").asDouble() == has) {
                leastTold = Math.min(leastTold, Math.abs(has - had));
            } else {
                return false;
            }
        }
        double moves = after.get("sum").asDouble() - before.get("sum").asDouble();
        return told.isEmpty() && mostUntold <= leastTold && Math.abs(change - moves) <= TOLERANCE;
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
