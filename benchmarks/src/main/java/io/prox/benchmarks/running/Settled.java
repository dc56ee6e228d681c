package io.prox.benchmarks.running;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// What must be true of an installation when all work is done, as its API tells it.
public final class Settled {
    private static final int AT_ONCE = 100;

    private Settled() {}

    /// Takes what was found.
    @FunctionalInterface
    public interface Finding {
        /// @param number how often it was found; none is right
        void found(String what, long number);
    }

    /// Waits until all facts are folded and every lead on the work list has a score.
    public static void await(Visitor visitor, Duration limit) throws InterruptedException {
        Until.holds(
                "all facts are folded and all leads have scores",
                limit,
                () -> isFolded(visitor) && unscored(visitor) == 0);
    }

    /// Whether all that was published has been read by everyone.
    public static boolean isFolded(Visitor visitor) throws InterruptedException {
        JsonNode system = visitor.get("/v1/system");
        return system.at("/storage/outboxRows").asLong() == 0
                && system.get("consumers").valueStream().allMatch(Settled::hasReadAll);
    }

    /// One that has no part of the log yet does not know how far it is behind.
    private static boolean hasReadAll(JsonNode consumer) {
        return consumer.get("state").asString().equals("running")
                && consumer.get("lag").asLong() == 0;
    }

    /// Leads that are kept, less those on the work list with a score.
    public static long unscored(Visitor visitor) throws InterruptedException {
        JsonNode counts = visitor.get("/v1/work/counts");
        return created(visitor)
                - counts.get("total").asLong()
                + counts.at("/byGrade/none").asLong(0);
    }

    private static long created(Visitor visitor) throws InterruptedException {
        return visitor.get("/v1/books").at("/all/created").asLong();
    }

    /// Looks whether each lead is there once, with a score, whether the books balance, and whether
    /// each step of ledgers adds up.
    ///
    /// @param emails of all leads that must be there, in small letters
    /// @param sample ledgers that are looked at
    public static void judge(
            Visitor visitor, Set<String> emails, int sample, Random chance, Finding finding)
            throws InterruptedException {
        List<String> leads = leads(visitor);
        Map<String, Integer> found = new HashMap<>();
        for (int from = 0; from < leads.size(); from += AT_ONCE) {
            List<String> page = leads.subList(from, Math.min(from + AT_ONCE, leads.size()));
            JsonNode persons = visitor.get("/v1/persons?leads=" + String.join(",", page));
            for (JsonNode person : persons.get("persons")) {
                found.merge(
                        person.at("/Email/text").asString("").toLowerCase(Locale.ROOT),
                        1,
                        Integer::sum);
            }
        }
        finding.found(
                "leads lost, of " + emails.size(),
                emails.stream().filter(email -> !found.containsKey(email)).count());
        finding.found("leads doubled", found.values().stream().filter(times -> times > 1).count());
        finding.found(
                "leads that nobody brought",
                found.keySet().stream().filter(email -> !emails.contains(email)).count());
        workList(visitor, leads, finding);
        books(visitor, finding);
        List<String> chosen = new ArrayList<>(leads);
        Collections.shuffle(chosen, chance);
        ledgers(visitor, chosen.subList(0, Math.min(sample, chosen.size())), finding);
    }

    private static List<String> leads(Visitor visitor) throws InterruptedException {
        List<String> leads = new ArrayList<>();
        for (JsonNode lead : visitor.all("/v1/leads", "leads")) {
            leads.add(lead.get("id").asString());
        }
        return leads;
    }

    private static void workList(Visitor visitor, List<String> leads, Finding finding)
            throws InterruptedException {
        Set<String> listed = new HashSet<>();
        int twice = 0;
        int without = 0;
        for (JsonNode item : visitor.all("/v1/work", "items")) {
            twice += listed.add(item.get("lead").asString()) ? 0 : 1;
            without += item.has("score") ? 0 : 1;
        }
        finding.found(
                "leads that are not on the work list",
                leads.stream().filter(lead -> !listed.contains(lead)).count());
        finding.found("leads twice on the work list", twice);
        finding.found("leads on the work list without a score", without);
    }

    private static void books(Visitor visitor, Finding finding) throws InterruptedException {
        JsonNode books = visitor.get("/v1/books");
        int unbalanced = books.at("/all/balanced").asBoolean() ? 0 : 1;
        for (String part : List.of("byDoor", "bySource")) {
            for (JsonNode account : books.get(part)) {
                unbalanced += account.get("balanced").asBoolean() ? 0 : 1;
            }
        }
        finding.found("accounts of the books that do not balance", unbalanced);
        JsonNode published = books.get("published");
        for (String reader : List.of("scoring", "work")) {
            JsonNode folded = visitor.get("/v1/books/" + reader);
            finding.found(
                    "facts and leads by which /v1/books/%s differs from what was published"
                            .formatted(reader),
                    apart("facts", published, folded) + apart("leads", published, folded));
        }
        finding.found(
                "facts that were rejected", visitor.get("/v1/rejected").get("rejected").size());
        finding.found(
                "audit logs that are not intact",
                visitor.get("/v1/audit").get("intact").asBoolean() ? 0 : 1);
    }

    private static long apart(String name, JsonNode published, JsonNode folded) {
        return Math.abs(published.get(name).asLong() - folded.get(name).asLong());
    }

    /// Sums every step of ledgers.
    ///
    /// @return steps that were summed: from an entry to the next one of the same model
    public static long ledgers(Visitor visitor, List<String> leads, Finding finding)
            throws InterruptedException {
        int differing = 0;
        long entries = 0;
        long missing = 0;
        long misplaced = 0;
        long repeated = 0;
        long unsound = 0;
        long steps = 0;
        long unexplained = 0;
        for (String lead : leads) {
            JsonNode score = visitor.get("/v1/leads/" + lead + "/score");
            LeadLedger ledger = LeadLedger.read(visitor, lead);
            boolean same =
                    ledger.endsWith(score)
                            && score.get("score")
                                    .equals(visitor.get("/v1/work/" + lead).get("score"));
            differing += same ? 0 : 1;
            entries += ledger.entries();
            missing += ledger.missing();
            misplaced += ledger.misplaced();
            repeated += ledger.repeated();
            unsound += ledger.unsound();
            steps += ledger.steps();
            unexplained += ledger.unexplained();
        }
        finding.found(
                "leads whose ledger or place in the list says another score, of " + leads.size(),
                differing);
        String of = ", of %d in %d ledgers".formatted(entries, leads.size());
        finding.found("numbers without an entry" + of, missing);
        finding.found("entries out of their order" + of, misplaced);
        finding.found("entries that stand in a ledger twice" + of, repeated);
        finding.found("entries whose reasons do not add up to the score" + of, unsound);
        finding.found("entries whose change is not that of the reasons" + of, unexplained);
        return steps;
    }
}
