package io.prox.scoring;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.prox.contracts.Cause;
import io.prox.contracts.FactJson;
import io.prox.contracts.LeadFact;
import io.prox.contracts.LeadId;
import io.prox.contracts.LeadOutcome;
import io.prox.contracts.LeadProfile;
import io.prox.contracts.Topics;
import io.prox.contracts.WorkspaceId;
import io.prox.features.Profile;
import io.prox.features.reading.LeadDraft;
import io.prox.features.reading.LeadReading;
import io.prox.features.reading.Published;
import io.prox.platform.log.TestPublisher;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/// Leads of one workspace, told to the log as ingestion would tell them. Industry and size decide
/// who converts.
final class World implements AutoCloseable {
    static final Instant START = Instant.parse("2025-01-06T09:00:00Z");

    private static final List<String> INDUSTRIES = List.of("Logistics", "Software", "Retail");
    private static final List<String> SIZES = List.of("2-10", "11-50", "51-200", "201-500");

    private final WorkspaceId workspace;
    private final TestPublisher publisher = new TestPublisher();
    private final SplittableRandom random = new SplittableRandom(11);
    private final Map<LeadId, Long> revisions = new HashMap<>();

    World(WorkspaceId workspace) {
        this.workspace = workspace;
    }

    /// Tells of leads that came one an hour from the start, and of what became of them.
    void tellPast(int leads) {
        for (int number = 0; number < leads; number++) {
            Instant created = START.plus(Duration.ofHours(number));
            Map<String, String> values = profile(random.split());
            boolean won = random.nextDouble() < probability(values);
            Optional<LeadOutcome> outcome =
                    Optional.of(
                            new LeadOutcome(
                                    won ? LeadOutcome.Kind.WON : LeadOutcome.Kind.LOST,
                                    created.plus(Duration.ofDays(5 + random.nextInt(60))),
                                    created.plus(Duration.ofDays(70)),
                                    Optional.empty()));
            tell(id(number), created, values, outcome, List.of("Industry"));
        }
        publisher.settle();
    }

    static LeadId id(int number) {
        return new LeadId("lead_" + number);
    }

    static Map<String, String> profile(SplittableRandom random) {
        Map<String, String> values = new HashMap<>();
        values.put("Industry", INDUSTRIES.get(random.nextInt(INDUSTRIES.size())));
        values.put("Company size: band", SIZES.get(random.nextInt(SIZES.size())));
        values.put("Email: kind of address", random.nextInt(3) == 0 ? "free mail" : "company");
        values.put("Email: given", "is given");
        values.put("Visits", Integer.toString(random.nextInt(30)));
        values.put("annual_revenue", Integer.toString(random.nextInt(1_000)));
        return values;
    }

    static double probability(Map<String, String> values) {
        boolean logistics = values.containsValue("Logistics");
        boolean software = values.containsValue("Software");
        double logOdds =
                -1.2
                        + (logistics ? 1.6 : 0)
                        + 0.5 * SIZES.indexOf(values.get("Company size: band"))
                        - (software ? 1.6 : 0);
        return 1 / (1 + Math.exp(-logOdds));
    }

    void tell(
            LeadId lead,
            Instant created,
            Map<String, String> values,
            Optional<LeadOutcome> outcome,
            List<String> changed) {
        tell(lead, revisions.merge(lead, 1L, Long::sum), created, values, outcome, changed);
    }

    /// Tells of a lead out of the order of revisions.
    void tellRevision(LeadId lead, long revision) {
        tell(lead, revision, START, Map.of(), Optional.empty(), List.of());
    }

    /// Publishes what is no fact, under the key of a lead.
    void tellNonsense(LeadId lead) {
        publisher.publish(Topics.LEADS, Topics.key(workspace, lead), "{nonsense".getBytes(UTF_8));
    }

    private void tell(
            LeadId lead,
            long revision,
            Instant created,
            Map<String, String> values,
            Optional<LeadOutcome> outcome,
            List<String> changed) {
        send(
                new LeadFact.LeadChanged(
                        workspace,
                        lead,
                        revision,
                        created,
                        created,
                        new Cause(Cause.Kind.IMPORT, "import_1"),
                        new LeadProfile(
                                created, values, Optional.empty(), List.of("Test"), List.of()),
                        outcome,
                        changed,
                        Optional.empty()));
    }

    /// Tells of a lead whose past is another than was told before.
    void tellAnotherPast(LeadId lead, List<LeadFact.Standing> past) {
        LeadFact.Standing now = past.getLast();
        send(
                new LeadFact.LeadChanged(
                        workspace,
                        lead,
                        revisions.merge(lead, 1L, Long::sum),
                        now.from(),
                        now.from(),
                        new Cause(Cause.Kind.UNDO, "import_1"),
                        new LeadProfile(
                                past.getFirst().from(),
                                now.values(),
                                Optional.empty(),
                                List.of("Test"),
                                List.of()),
                        Optional.empty(),
                        List.of(),
                        Optional.of(past)));
    }

    /// Tells of a lead as ingestion does when it is sent these fields.
    void tellSent(LeadId lead, Instant heardAt, Map<String, String> fields) {
        var read =
                (LeadReading.Result.Read) LeadReading.read(new LeadDraft(fields, Optional.empty()));
        Profile profile = Published.profile(read.lead(), heardAt);
        tell(lead, profile.createdAt(), profile.values(), Optional.empty(), List.of());
    }

    void tellGone(LeadId lead) {
        send(
                new LeadFact.LeadDeleted(
                        workspace,
                        lead,
                        revisions.merge(lead, 1L, Long::sum),
                        START,
                        Cause.of(Cause.Kind.DELETION),
                        Optional.empty()));
    }

    void send(LeadFact fact) {
        publisher.publish(
                Topics.LEADS, Topics.key(workspace, fact.lead()), FactJson.LEADS.encode(fact));
    }

    @Override
    public void close() {
        publisher.close();
    }
}
