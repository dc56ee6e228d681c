package io.prox.scoring.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.prox.contracts.Bytes;
import io.prox.contracts.Cause;
import io.prox.contracts.EngagementFact;
import io.prox.contracts.EngagementFact.EngagementChanged;
import io.prox.contracts.LeadFact;
import io.prox.contracts.LeadId;
import io.prox.contracts.LeadProfile;
import io.prox.contracts.WorkspaceId;
import io.prox.features.behaviour.Activity;
import io.prox.features.behaviour.ActivityKind;
import io.prox.features.behaviour.Engagement;
import io.prox.platform.MutableClock;
import io.prox.platform.database.Database;
import io.prox.platform.database.TestDatabase;
import io.prox.platform.ids.Identifiers;
import io.prox.platform.jobs.Jobs;
import io.prox.platform.log.Outbox;
import io.prox.platform.log.Received;
import io.prox.scoring.ScoringConfiguration;
import io.prox.scoring.history.Engagements;
import io.prox.scoring.history.LeadHistory;
import io.prox.scoring.history.LeadPast;
import io.prox.scoring.ledger.Entries;
import io.prox.scoring.ledger.Ledger;
import io.prox.scoring.ledger.LedgerEntry;
import io.prox.scoring.ledger.Scorekeeper;
import io.prox.scoring.models.Champions;
import io.prox.scoring.models.ModelStore;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What comes of what leads do, under the rules, on the real database.
class EngagementFactHandlerTest {
    private static final Instant NOW = Instant.parse("2026-03-02T09:20:00Z");
    private static final WorkspaceId WORKSPACE = new WorkspaceId("ws_1");
    private static final LeadId ADA = new LeadId("lead_ada");
    private static final Cause EVENT = Cause.of(Cause.Kind.EVENT);

    private TestDatabase test;
    private MutableClock clock;
    private Ledger ledger;
    private LeadHistory history;
    private LeadFactHandler leads;
    private EngagementFactHandler handler;

    @BeforeEach
    void start() {
        test = new TestDatabase(ScoringConfiguration.NAME);
        clock = new MutableClock(NOW);
        Database database = test.database();
        ledger = new Ledger(database);
        var engagements = new Engagements(database);
        history = new LeadHistory(database, engagements);
        var jobs = new Jobs(database, new Identifiers(clock, new SecureRandom()), clock);
        var champions = new Champions(database, jobs);
        var models = new ModelStore(database);
        var scorekeeper =
                new Scorekeeper(
                        ledger,
                        engagements,
                        new Outbox(database, ScoringConfiguration.NAME),
                        clock);
        leads =
                new LeadFactHandler(
                        database, history, engagements, ledger, champions, models, scorekeeper);
        handler =
                new EngagementFactHandler(
                        database, history, engagements, champions, models, scorekeeper);
    }

    @AfterEach
    void stop() {
        test.close();
    }

    @Test
    void whatALeadDidIsAStepOfItsLedgerThatNamesIt() {
        tellLead(1);
        tell(changed(1, List.of("a1", "a2"), demo(NOW), demo(NOW)));

        List<LedgerEntry> entries = entries();

        assertThat(entries).hasSize(2);
        LedgerEntry step = entries.getFirst();
        assertThat(step.cause()).isEqualTo(EVENT);
        assertThat(step.activities()).containsExactly("a1", "a2");
        assertThat(step.changed()).isEmpty();
        assertThat(step.score()).isGreaterThan(entries.getLast().score());
    }

    @Test
    void eachFactOfABatchIsAStepOfItsOwn() {
        tellLead(1);
        tell(changed(1, List.of("a1"), demo(NOW)), changed(2, List.of("a2"), demo(NOW), demo(NOW)));

        assertThat(entries().stream().map(LedgerEntry::activities))
                .containsExactly(List.of("a2"), List.of("a1"), List.of());
    }

    @Test
    void aFactThatComesAgainChangesNothing() {
        tellLead(1);
        EngagementChanged first = changed(1, List.of("a1"), demo(NOW));
        EngagementChanged second = changed(2, List.of("a2"), demo(NOW), demo(NOW));
        tell(first, second);
        tell(first);
        tell(second, first);

        assertThat(entries()).hasSize(3);
        assertThat(known(NOW.plus(1, ChronoUnit.HOURS)))
                .containsEntry("Activity: demo requests", "2");
    }

    @Test
    void whatIsToldBeforeTheLeadWaitsForIt() {
        tell(changed(1, List.of("a1"), demo(NOW)));
        assertThat(entries()).isEmpty();

        tellLead(1);

        assertThat(entries()).hasSize(1);
        int score = entries().getFirst().score();
        tell(changed(2, List.of("a1")));
        assertThat(entries().getFirst().score()).isLessThan(score);
    }

    @Test
    void aLeadThatIsGoneLeavesNothing() {
        tellLead(1);
        tell(changed(1, List.of("a1"), demo(NOW)));
        test.database()
                .transaction(
                        () ->
                                leads.handle(
                                        List.of(
                                                new Received<>(
                                                        new LeadFact.LeadDeleted(
                                                                WORKSPACE,
                                                                ADA,
                                                                2,
                                                                NOW,
                                                                Cause.of(Cause.Kind.DELETION),
                                                                Optional.empty()),
                                                        0,
                                                        0))));
        tell(changed(2, List.of("a2"), demo(NOW)));

        assertThat(entries()).isEmpty();
        test.database()
                .within(
                        WORKSPACE,
                        () -> {
                            for (String table : List.of("lead_engagement", "engagement_part")) {
                                assertThat(
                                                test.database()
                                                        .sql()
                                                        .sql(
                                                                "SELECT count(*) FROM scoring."
                                                                        + table)
                                                        .query(Long.class)
                                                        .single())
                                        .isZero();
                            }
                        });
    }

    /// A training set knows at each instant what was known then: of an hour when it is over.
    @Test
    void theHistoryKnowsWhatWasLearntWhen() {
        tellLead(1);
        tell(changed(1, List.of("a1"), demo(NOW)));
        clock.advance(Duration.ofHours(5));
        Instant later = clock.instant();
        tell(
                new EngagementChanged(
                        WORKSPACE,
                        ADA,
                        2,
                        later,
                        EVENT,
                        List.of("a2"),
                        bytes(demo(NOW), demo(later)),
                        List.of(part(later, demo(later)))));

        assertThat(known(NOW)).containsEntry("Activity: demo requests", "0");
        assertThat(known(Instant.parse("2026-03-02T10:00:00Z")))
                .containsEntry("Activity: demo requests", "1");
        assertThat(known(later)).containsEntry("Activity: demo requests", "1");
        assertThat(known(Instant.parse("2026-03-02T15:00:00Z")))
                .containsEntry("Activity: demo requests", "2");
    }

    /// What is known of Ada at an instant.
    private Map<String, String> known(Instant instant) {
        var pasts = new ArrayList<LeadPast>();
        history.visit(WORKSPACE, pasts::add);
        return pasts.getFirst().row(instant);
    }

    private static Activity demo(Instant at) {
        return Activity.of(ActivityKind.DEMO_REQUEST, at);
    }

    /// All of it learnt now.
    private static EngagementChanged changed(
            long revision, List<String> names, Activity... activities) {
        return new EngagementChanged(
                WORKSPACE,
                ADA,
                revision,
                NOW,
                EVENT,
                names,
                bytes(activities),
                List.of(part(NOW, activities)));
    }

    private static EngagementFact.Part part(Instant learnt, Activity... activities) {
        return new EngagementFact.Part(learnt.truncatedTo(ChronoUnit.HOURS), bytes(activities));
    }

    private static Bytes bytes(Activity... activities) {
        return Bytes.of(Engagement.of(Arrays.asList(activities)).encoded());
    }

    private void tell(EngagementFact... facts) {
        List<Received<EngagementFact>> batch =
                Arrays.stream(facts).map(fact -> new Received<>(fact, 0, 0)).toList();
        test.database().transaction(() -> handler.handle(batch));
    }

    private void tellLead(long revision) {
        LeadFact fact =
                new LeadFact.LeadChanged(
                        WORKSPACE,
                        ADA,
                        revision,
                        NOW,
                        NOW,
                        Cause.of(Cause.Kind.API),
                        new LeadProfile(
                                NOW,
                                Map.of("Email: kind of address", "company"),
                                Optional.empty(),
                                List.of("Test"),
                                List.of()),
                        Optional.empty(),
                        List.of(),
                        Optional.empty());
        test.database().transaction(() -> leads.handle(List.of(new Received<>(fact, 0, 0))));
    }

    /// Newest first.
    private List<LedgerEntry> entries() {
        return Entries.of(ledger, WORKSPACE, ADA);
    }
}
