package io.prox.console.work.assignment;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Chooses owners for leads, one after the other. Who may own none gets none; where nobody may, a
/// lead has no owner. The same questions in the same order have the same answers.
final class Choosing {
    private final AssignmentRules rules;
    private final List<String> members;
    private final Set<String> active;
    private final Map<String, Long> load;
    private Optional<String> last;

    /// @param active users who may own leads
    /// @param load how many open leads users have
    /// @param last member whose turn it was
    Choosing(
            AssignmentRules rules,
            Set<String> active,
            Map<String, Long> load,
            Optional<String> last) {
        this.rules = rules;
        this.active = active;
        this.members = rules.members().stream().filter(active::contains).toList();
        this.load = new HashMap<>(load);
        this.last = last;
    }

    /// The owner of the next lead.
    ///
    /// @param country of the lead, by its English name; empty where it is not known
    Optional<String> next(String country) {
        return switch (rules.mode()) {
            case NONE -> Optional.empty();
            case ROUND_ROBIN -> inTurn();
            case REGION ->
                    Optional.ofNullable(rules.regions().get(country))
                            .filter(active::contains)
                            .or(this::inTurn);
            case LOAD -> leastLoaded();
        };
    }

    /// The member whose turn it was last.
    Optional<String> last() {
        return last;
    }

    private Optional<String> inTurn() {
        if (members.isEmpty()) {
            return Optional.empty();
        }
        // After whoever it was, whether they are still active or not.
        List<String> all = rules.members();
        int from = last.map(all::indexOf).orElse(-1);
        for (int step = 1; step <= all.size(); step++) {
            String member = all.get((from + step) % all.size());
            if (active.contains(member)) {
                last = Optional.of(member);
                break;
            }
        }
        return last;
    }

    private Optional<String> leastLoaded() {
        Optional<String> least = Optional.empty();
        long leads = Long.MAX_VALUE;
        for (String member : members) {
            long own = load.getOrDefault(member, 0L);
            if (own < leads) {
                leads = own;
                least = Optional.of(member);
            }
        }
        least.ifPresent(member -> load.merge(member, 1L, Long::sum));
        return least;
    }
}
