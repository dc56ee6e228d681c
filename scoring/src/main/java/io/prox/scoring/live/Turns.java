package io.prox.scoring.live;

import io.prox.contracts.LeadId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Parts facts into turns: the first fact of each lead, then the second of each that has one, and
/// so on.
final class Turns {
    private Turns() {}

    static <F> List<List<F>> of(List<F> facts, Function<F, LeadId> lead) {
        List<List<F>> turns = new ArrayList<>();
        Map<LeadId, Integer> met = new HashMap<>();
        for (F fact : facts) {
            int turn = met.merge(lead.apply(fact), 1, Integer::sum) - 1;
            if (turn == turns.size()) {
                turns.add(new ArrayList<>());
            }
            turns.get(turn).add(fact);
        }
        return turns;
    }
}
