package io.prox.benchmarks.events;

import io.prox.benchmarks.running.Settled;
import io.prox.benchmarks.running.Until;
import io.prox.benchmarks.running.Visitor;
import io.prox.engines.DatabaseAccess;
import io.prox.features.behaviour.Activity;
import io.prox.features.behaviour.Engagement;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// What must have become of events that have receipts: each is in the timeline of the lead whose it
/// is, once; engagement and scoring hold the state that follows from them, bit for bit, by a fold
/// in memory that knows nothing of ProX; the books balance to zero; and every score is the sum of
/// its ledger.
public final class EventsTruth {
    private static final int AT_ONCE = 100;
    private static final String ENGAGEMENT = "SELECT lead_id, state FROM engagement.lead";
    private static final String SCORING = "SELECT lead_id, state FROM scoring.lead_engagement";

    private final Map<String, List<Told>> byPerson = new TreeMap<>();
    private final long distinct;

    /// @param receipted all events that were accepted, in any order, each once or more often
    public EventsTruth(List<Told> receipted) {
        Map<String, Told> byId = new HashMap<>();
        receipted.forEach(told -> byId.put(told.id(), told));
        byId.values()
                .forEach(
                        told ->
                                byPerson.computeIfAbsent(told.email(), first -> new ArrayList<>())
                                        .add(told));
        this.distinct = byId.size();
    }

    /// Different ones.
    public long events() {
        return distinct;
    }

    private long activities() {
        return byPerson.values().stream()
                .flatMap(List::stream)
                .filter(told -> told.activity().isPresent())
                .count();
    }

    /// Waits until all of it has reached the last reader.
    public void await(Visitor visitor, Duration limit) throws InterruptedException {
        Until.holds(
                "%d events have gone all the way".formatted(distinct),
                limit,
                () -> {
                    JsonNode books = visitor.get("/v1/books/events").get("all");
                    JsonNode work = visitor.get("/v1/work/counts");
                    return books.get("matched").asLong() + books.get("anonymous").asLong()
                                    >= distinct
                            && work.get("total").asLong() >= byPerson.size()
                            && work.at("/byGrade/none").asLong(0) == 0
                            && Settled.isFolded(visitor);
                });
    }

    /// Looks at everything.
    ///
    /// @param superuser of the database
    /// @param sample ledgers that are summed
    public void judge(
            Visitor visitor, DatabaseAccess superuser, int sample, Settled.Finding finding)
            throws InterruptedException, SQLException {
        Map<String, List<String>> leads = leads(visitor);
        finding.found(
                "persons who are no lead, of " + byPerson.size(),
                byPerson.keySet().stream().filter(email -> !leads.containsKey(email)).count());
        finding.found(
                "persons who are two leads",
                leads.values().stream().filter(found -> found.size() > 1).count());
        Map<String, String> leadOf = new TreeMap<>();
        leads.forEach((email, found) -> leadOf.put(email, found.getFirst()));
        timelines(visitor, leadOf, finding);
        states(leadOf, superuser, finding);
        books(visitor, finding);
        List<String> chosen = leadOf.values().stream().limit(sample).toList();
        Settled.ledgers(visitor, chosen, finding);
    }

    /// Leads by the address of their person.
    private static Map<String, List<String>> leads(Visitor visitor) throws InterruptedException {
        List<String> all =
                visitor.all("/v1/leads", "leads").stream()
                        .map(lead -> lead.get("id").asString())
                        .toList();
        Map<String, List<String>> leads = new TreeMap<>();
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            List<String> page = all.subList(from, Math.min(from + AT_ONCE, all.size()));
            visitor.get("/v1/persons?leads=" + String.join(",", page))
                    .get("persons")
                    .properties()
                    .forEach(
                            person ->
                                    leads.computeIfAbsent(
                                                    person.getValue()
                                                            .at("/Email/text")
                                                            .asString("")
                                                            .toLowerCase(Locale.ROOT),
                                                    first -> new ArrayList<>())
                                            .add(person.getKey()));
        }
        return leads;
    }

    private void timelines(Visitor visitor, Map<String, String> leadOf, Settled.Finding finding)
            throws InterruptedException {
        long lost = 0;
        long doubled = 0;
        long foreign = 0;
        for (Map.Entry<String, List<Told>> person : byPerson.entrySet()) {
            String lead = leadOf.get(person.getKey());
            if (lead == null) {
                continue; // told above
            }
            Map<Instant, Integer> shown = new HashMap<>();
            for (JsonNode activity :
                    visitor.all("/v1/leads/" + lead + "/activities", "activities")) {
                shown.merge(Instant.parse(activity.get("at").asString()), 1, Integer::sum);
            }
            Set<Instant> expected = new HashSet<>();
            person.getValue()
                    .forEach(told -> told.activity().map(Activity::at).ifPresent(expected::add));
            lost += expected.stream().filter(at -> !shown.containsKey(at)).count();
            doubled += shown.values().stream().filter(times -> times > 1).count();
            foreign += shown.keySet().stream().filter(at -> !expected.contains(at)).count();
        }
        String of = ", of %,d activities with a receipt".formatted(activities());
        finding.found("events lost" + of, lost);
        finding.found("events doubled" + of, doubled);
        finding.found("activities of somebody else" + of, foreign);
    }

    private void states(
            Map<String, String> leadOf, DatabaseAccess superuser, Settled.Finding finding)
            throws SQLException {
        Map<String, Engagement> expected = new HashMap<>();
        byPerson.forEach(
                (email, events) -> {
                    String lead = leadOf.get(email);
                    if (lead != null) {
                        expected.put(
                                lead,
                                Engagement.of(
                                        events.stream()
                                                .flatMap(told -> told.activity().stream())
                                                .toList()));
                    }
                });
        try (Connection connection =
                DriverManager.getConnection(
                        superuser.url(), superuser.user(), superuser.password())) {
            finding.found(
                    "leads whose engagement is another than a plain fold of their events, of "
                            + expected.size(),
                    differing(expected, states(connection, ENGAGEMENT)));
            finding.found(
                    "leads that scoring knows another engagement of, of " + expected.size(),
                    differing(expected, states(connection, SCORING)));
        }
    }

    private static long differing(Map<String, Engagement> expected, Map<String, Engagement> kept) {
        return expected.entrySet().stream()
                .filter(
                        lead ->
                                !lead.getValue()
                                        .equals(kept.getOrDefault(lead.getKey(), Engagement.NONE)))
                .count();
    }

    private static Map<String, Engagement> states(Connection connection, String sql)
            throws SQLException {
        Map<String, Engagement> states = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                states.put(rows.getString(1), Engagement.decoded(rows.getBytes(2)));
            }
        }
        return states;
    }

    private void books(Visitor visitor, Settled.Finding finding) throws InterruptedException {
        JsonNode books = visitor.get("/v1/books/events").get("all");
        finding.found("events missing in the books", Math.abs(books.get("difference").asLong()));
        finding.found(
                "events by which the books have more or fewer than have receipts",
                Math.abs(
                        books.get("matched").asLong()
                                + books.get("anonymous").asLong()
                                - distinct));
        finding.found("events that were refused", books.get("refused").asLong());
        finding.found("events that were rejected", books.get("rejected").asLong());
        finding.found(
                "activities by which /v1/books/engagement differs",
                Math.abs(
                        visitor.get("/v1/books/engagement").get("activities").asLong()
                                - activities()));
        finding.found(
                "facts that were rejected", visitor.get("/v1/rejected").get("rejected").size());
    }
}
