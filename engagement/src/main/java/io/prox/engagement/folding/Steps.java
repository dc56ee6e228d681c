package io.prox.engagement.folding;

import io.prox.contracts.ActivityFact;
import io.prox.contracts.Cause;
import io.prox.contracts.EngagementFact.EngagementChanged;
import io.prox.contracts.LeadId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// Parts facts so that what is in one step of a lead can be told by one fact: of activities of
/// their own, for one cause, and few enough to be named.
final class Steps {
    private Steps() {}

    /// @param facts in the order in which those of a lead came
    /// @return one after the other; in each, facts by lead
    static List<SortedMap<LeadId, List<ActivityFact>>> of(List<ActivityFact> facts) {
        SortedMap<LeadId, Deque<ActivityFact>> waiting = new TreeMap<>();
        facts.forEach(
                fact ->
                        waiting.computeIfAbsent(fact.lead(), first -> new ArrayDeque<>())
                                .add(fact));
        List<SortedMap<LeadId, List<ActivityFact>>> steps = new ArrayList<>();
        while (!waiting.isEmpty()) {
            SortedMap<LeadId, List<ActivityFact>> step = new TreeMap<>();
            waiting.forEach((lead, own) -> step.put(lead, next(own)));
            waiting.values().removeIf(Deque::isEmpty);
            steps.add(step);
        }
        return steps;
    }

    private static List<ActivityFact> next(Deque<ActivityFact> waiting) {
        var step = new ArrayList<ActivityFact>();
        Set<String> met = new HashSet<>();
        while (!waiting.isEmpty()
                && step.size() < EngagementChanged.MOST_NAMED
                && waiting.getFirst().cause().equals(causeOf(step, waiting.getFirst()))
                && met.add(waiting.getFirst().activity())) {
            step.add(waiting.removeFirst());
        }
        return step;
    }

    private static Cause causeOf(List<ActivityFact> step, ActivityFact next) {
        return step.isEmpty() ? next.cause() : step.getFirst().cause();
    }
}
