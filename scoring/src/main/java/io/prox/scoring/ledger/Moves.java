package io.prox.scoring.ledger;

import io.prox.contracts.ScoreFact.Reason;
import io.prox.scoring.ranking.Ranked;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// What made a score move from one entry of a ledger to another.
final class Moves {
    private Moves() {}

    /// An entry with its reasons.
    record Explained(LedgerEntry entry, Ranked rank) {
        boolean isByRules() {
            return entry.model().isRules();
        }
    }

    /// All columns whose contributions differ, by falling weight. With what the bases differ by
    /// they add up to the difference of the sums. None between the rules and a model: points and
    /// log-odds cannot be compared.
    static List<Move> between(Explained before, Explained after) {
        if (before.isByRules() != after.isByRules()) {
            return List.of();
        }
        Map<String, Reason> from = byColumn(before.rank());
        Map<String, Reason> to = byColumn(after.rank());
        var columns = new TreeSet<>(from.keySet());
        columns.addAll(to.keySet());
        return columns.stream()
                .map(column -> move(column, from, to))
                .filter(move -> move.from() != move.to())
                .sorted(Comparator.comparingDouble(move -> -Math.abs(move.to() - move.from())))
                .toList();
    }

    private static Move move(String column, Map<String, Reason> from, Map<String, Reason> to) {
        Optional<Reason> before = Optional.ofNullable(from.get(column));
        Optional<Reason> after = Optional.ofNullable(to.get(column));
        return new Move(
                column,
                before.map(Reason::contribution).orElse(0.0),
                after.map(Reason::contribution).orElse(0.0),
                after.or(() -> before).map(Reason::words).orElse(column));
    }

    private static Map<String, Reason> byColumn(Ranked rank) {
        Map<String, Reason> reasons = new HashMap<>();
        rank.contributions().forEach(reason -> reasons.put(reason.column(), reason));
        return reasons;
    }
}
