package io.prox.ingestion.who;

import io.prox.contracts.LeadId;
import io.prox.contracts.WorkspaceId;
import io.prox.ingestion.leads.Intake;
import io.prox.ingestion.who.Hands.Link;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Whose visitors are, as of one look at the tables.
final class Owners {
    /// A device may be a user's whose id was another before, and another before that.
    private static final int MOST_STEPS = 3;

    private final Map<String, Hands> hands;
    private final Map<String, LeadId> leads;

    private Owners(Map<String, Hands> hands, Map<String, LeadId> leads) {
        this.hands = hands;
        this.leads = leads;
    }

    static Owners of(
            WorkspaceId workspace, Collection<String> visitors, Visitors table, Intake intake) {
        Map<String, Hands> hands = new HashMap<>();
        Set<String> all = new HashSet<>(visitors);
        Set<String> next = Set.copyOf(visitors);
        for (int step = 0; step < MOST_STEPS && !next.isEmpty(); step++) {
            Map<String, List<Link>> links = table.links(workspace, next);
            links.forEach((visitor, own) -> hands.put(visitor, Hands.of(own)));
            Set<String> persons = new HashSet<>();
            links.values().forEach(own -> own.forEach(link -> persons.add(link.person())));
            persons.removeAll(all);
            all.addAll(persons);
            next = persons;
        }
        return new Owners(hands, intake.owners(workspace, all));
    }

    /// The lead that was behind a visitor at an instant.
    Optional<LeadId> lead(String visitor, Instant at) {
        String who = visitor;
        for (int step = 0; step <= MOST_STEPS; step++) {
            LeadId lead = leads.get(who);
            if (lead != null) {
                return Optional.of(lead);
            }
            Optional<String> person =
                    Optional.ofNullable(hands.get(who)).flatMap(each -> each.at(at));
            if (person.isEmpty()) {
                return Optional.empty();
            }
            who = person.get();
        }
        return Optional.empty();
    }
}
