package io.prox.console.work.folding;

import static io.prox.console.work.Facts.MONDAY;
import static io.prox.console.work.Facts.lead;
import static io.prox.console.work.Facts.promoted;
import static io.prox.console.work.Facts.score;
import static org.assertj.core.api.Assertions.assertThat;

import io.prox.console.work.Colleagues;
import io.prox.console.work.Facts;
import io.prox.console.work.Tables;
import io.prox.console.work.assignment.HandOff;
import io.prox.console.work.live.Changes;
import io.prox.console.work.ranking.Ranking;
import io.prox.console.work.ranking.ShownModel;
import io.prox.console.work.ranking.ShownModels;
import io.prox.contracts.LeadFact;
import io.prox.contracts.LeadId;
import io.prox.contracts.ScoreFact;
import io.prox.contracts.Topics;
import io.prox.contracts.WorkspaceId;
import io.prox.platform.access.Users;
import io.prox.platform.audit.AuditLog;
import io.prox.platform.database.Database;
import io.prox.platform.database.TestDatabase;
import io.prox.platform.ids.Identifiers;
import io.prox.platform.log.Received;
import io.prox.platform.sealing.MasterKey;
import io.prox.platform.sealing.Sealing;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Both foldings on the real database, without a log between.
class FoldingTest {
    private static final AtomicInteger WORKSPACES = new AtomicInteger();
    private static final Duration HOUR = Duration.ofHours(1);

    @TempDir private static Path folder;

    private static TestDatabase test;
    private static Database database;

    private static ShownModels models;
    private static Ranking ranking;
    private static LeadFolding leads;
    private static ScoreFolding scores;

    private WorkspaceId workspace;

    @BeforeAll
    static void start() {
        test = new TestDatabase("console");
        database = test.database();
        models = new ShownModels(database);
        ranking = new Ranking(database, models);
        Clock clock = Clock.fixed(MONDAY, ZoneOffset.UTC);
        var sealing =
                new Sealing(
                        database,
                        MasterKey.readOrMake(folder.resolve("master.key")),
                        new SecureRandom(),
                        clock);
        var users = new Users(database, sealing, new Identifiers(clock, new Random(1)), clock);
        var handOff =
                new HandOff(
                        database,
                        ranking,
                        new Colleagues(users),
                        new AuditLog(database, sealing, clock),
                        clock);
        leads = new LeadFolding(database, models, ranking, handOff, new Changes(database));
        scores = new ScoreFolding(database, models, ranking, handOff, new Changes(database));
    }

    @AfterAll
    static void stop() {
        test.close();
    }

    @BeforeEach
    void makeWorkspace() {
        workspace = nextWorkspace();
    }

    @Test
    void showsALeadWithItsScoreWhicheverComesFirst() {
        foldScores(score(workspace, "1", "rules", 40).changed());
        foldLeads(lead(workspace, "1").value("Country", "Germany").changed());
        foldLeads(lead(workspace, "2").changed());
        foldScores(score(workspace, "2", "rules", 60).changed());
        foldLeads(lead(workspace, "3").changed());

        assertThat(shown()).containsExactly("lead_1 40", "lead_2 60", "lead_3 -1");
    }

    @Test
    void keepsTheHighestEntryOfEachModel() {
        foldLeads(lead(workspace, "1").changed());
        foldScores(
                score(workspace, "1", "rules", 50).entry(3).changed(),
                score(workspace, "1", "rules", 40).entry(2).changed(),
                score(workspace, "1", "a", 90).entry(4).changed());
        foldScores(score(workspace, "1", "rules", 30).entry(1).changed());

        assertThat(shown()).containsExactly("lead_1 50");
    }

    @Test
    void showsAnotherModelOnceItsPromotionWasMetOnEveryPartition() {
        foldLeads(lead(workspace, "1").changed(), lead(workspace, "2").changed());
        foldScores(score(workspace, "1", "rules", 50).changed());
        foldScores(score(workspace, "1", "a", 90).entry(2).changed());
        int last = Topics.SCORES.partitions() - 1;
        IntStream.range(0, last).forEach(partition -> meet("a", 1, partition));
        assertThat(shown()).containsExactly("lead_1 50", "lead_2 -1");

        meet("a", 1, last);

        assertThat(shown()).containsExactly("lead_1 90", "lead_2 -1");
    }

    @Test
    void goesBackToAModelThatWasShownBefore() {
        foldLeads(lead(workspace, "1").changed(), lead(workspace, "2").changed());
        foldScores(
                score(workspace, "1", "a", 10).changed(), score(workspace, "2", "a", 20).changed());
        promoteEverywhere("a", 1);
        foldScores(
                score(workspace, "1", "b", 30).entry(2).at(hour(1)).changed(),
                score(workspace, "2", "b", 40).entry(2).at(hour(1)).changed());
        promoteEverywhere("b", 2);
        foldLeads(lead(workspace, "1").revision(2).company("acme.example").changed());
        foldScores(score(workspace, "1", "a", 15).entry(3).at(hour(2)).changed());
        promoteEverywhere("a", 3);

        assertThat(shown()).containsExactly("lead_1 15", "lead_2 20");
        assertThat(rankedIsAsDerived()).isTrue();
    }

    @Test
    void letsGoOfTheScoresOfModelsThatWereShownLongAgo() {
        foldLeads(lead(workspace, "1").changed());
        for (int number = 1; number <= 5; number++) {
            foldScores(
                    score(workspace, "1", "m" + number, 10 * number)
                            .entry(number)
                            .at(hour(number - 1))
                            .changed());
            promoteEverywhere("m" + number, number);
        }

        assertThat(shown()).containsExactly("lead_1 50");
        assertThat(column("SELECT model FROM console.score ORDER BY 1"))
                .containsExactly("model_m3", "model_m4", "model_m5");
        foldScores(score(workspace, "1", "m1", 10).entry(1).at(hour(0)).changed());
        assertThat(column("SELECT model FROM console.score ORDER BY 1")).hasSize(3);
    }

    @Test
    void forgetsADeletedLeadForGood() {
        LeadFact first =
                lead(workspace, "1").tokens(List.of("00112233445566778899aabbccddeeff")).changed();
        foldLeads(first);
        foldScores(score(workspace, "1", "rules", 40).changed());
        foldLeads(lead(workspace, "1").revision(2).deleted());
        foldLeads(first);
        foldScores(score(workspace, "1", "rules", 50).entry(2).changed());

        assertThat(shown()).isEmpty();
        assertThat(column("SELECT lead_id FROM console.score")).isEmpty();
        assertThat(column("SELECT lead_id FROM console.earlier_score")).isEmpty();
        assertThat(column("SELECT lead_id FROM console.item_token")).isEmpty();
        assertThat(column("SELECT coalesce(shown::text, 'nothing') FROM console.item"))
                .containsExactly("nothing");
    }

    @Test
    void givesWhatWasDoneWithAMergedLeadToTheOther() {
        foldLeads(lead(workspace, "1").changed(), lead(workspace, "2").changed());
        own("1", "user_1");

        foldLeads(lead(workspace, "1").revision(2).mergedInto("2"));

        assertThat(column("SELECT lead_id || ' ' || owner || ' ' || status FROM console.ranked"))
                .containsExactly("lead_2 user_1 claimed");
    }

    @Test
    void takesNothingFromWhoHasTheLeadThatAnotherIsMergedInto() {
        foldLeads(lead(workspace, "1").changed(), lead(workspace, "2").changed());
        own("1", "user_1");
        own("2", "user_2");

        foldLeads(lead(workspace, "1").revision(2).mergedInto("2"));

        assertThat(column("SELECT lead_id || ' ' || owner FROM console.ranked"))
                .containsExactly("lead_2 user_2");
    }

    @Test
    void lowersTheStatusOfAPersonUnderAnOutcomeAndBringsItBack() {
        foldLeads(lead(workspace, "1").changed());
        own("1", "user_1");
        foldLeads(lead(workspace, "1").revision(2).won(MONDAY, "100", "EUR").changed());
        assertThat(column("SELECT status FROM console.ranked")).containsExactly("converted");

        foldLeads(lead(workspace, "1").revision(3).changed());

        assertThat(column("SELECT status FROM console.ranked")).containsExactly("claimed");
    }

    @Test
    void takesWhatNoDatabaseKeeps() {
        foldLeads(
                lead(workspace, "1")
                        .value("Country", "Ger\0many\uD800")
                        .sources("a\0b", "\uDC00")
                        .value("Industry", "🦑".repeat(300))
                        .tokens(List.of("no token"))
                        .changed());

        assertThat(
                        column(
                                "SELECT country || ' ' || array_to_string(sources, ' ') FROM console.item"))
                .containsExactly("Germany\uFFFD ab \uFFFD");
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 12);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void doesNotDependOnBatchesRepeatsOrInterruptions(long seed) {
        var chance = new Random(seed);
        World world = new World(chance);
        List<Step> once = world.steps(workspace);
        run(once, 1_000_000, new Random(0));
        List<String> expected = Tables.of(database, workspace);
        assertThat(expected).hasSizeGreaterThan(50);
        assertThat(rankedIsAsDerived()).isTrue();

        WorkspaceId other = nextWorkspace();
        List<Step> again = world.steps(other);
        var messy = new ArrayList<Step>(again);
        messy.addAll(again.subList(0, chance.nextInt(again.size())));
        Collections.shuffle(messy, chance);
        run(messy, 1 + chance.nextInt(40), chance);
        workspace = other;

        assertThat(Tables.of(database, other).stream().map(line -> line.replace(other.value(), "")))
                .containsExactlyElementsOf(
                        expected.stream()
                                .map(line -> line.replaceAll("ws_folding[0-9]+", ""))
                                .toList());
        assertThat(rankedIsAsDerived()).isTrue();
        long published = again.stream().filter(Step.OfLead.class::isInstance).count();
        assertThat(leads.folded(other)).isEqualTo(new FoldedLeads(World.LEADS, published));
    }

    /// One fact and the partition that it lies on.
    private sealed interface Step {
        record OfLead(LeadFact fact) implements Step {}

        record OfScore(ScoreFact fact, int partition) implements Step {}
    }

    /// Facts as components would publish them, drawn by chance.
    private static final class World {
        private static final int LEADS = 12;
        private final long seed;

        World(Random chance) {
            this.seed = chance.nextLong();
        }

        /// The same facts at each call, for whatever workspace.
        List<Step> steps(WorkspaceId workspace) {
            var chance = new Random(seed);
            var steps = new ArrayList<Step>();
            List<String> promotions = List.of("a", "b", "a", "c", "d");
            for (int number = 0; number < LEADS; number++) {
                addLead(workspace, Integer.toString(number), chance, steps);
                long entry = 1;
                for (int epoch = 0; epoch <= promotions.size(); epoch++) {
                    String live = epoch == 0 ? "rules" : promotions.get(epoch - 1);
                    for (int more = chance.nextInt(3); more > 0; more--) {
                        steps.add(score(workspace, number, live, entry++, epoch, more, chance));
                    }
                    if (epoch < promotions.size() && chance.nextInt(5) > 0) {
                        steps.add(
                                score(
                                        workspace,
                                        number,
                                        promotions.get(epoch),
                                        entry++,
                                        epoch,
                                        0,
                                        chance));
                    }
                }
            }
            for (int number = 1; number <= promotions.size(); number++) {
                for (int partition = 0; partition < Topics.SCORES.partitions(); partition++) {
                    steps.add(
                            new Step.OfScore(
                                    promoted(
                                            workspace,
                                            promotions.get(number - 1),
                                            number,
                                            hour(30 * number)),
                                    partition));
                }
            }
            return steps;
        }

        private static void addLead(
                WorkspaceId workspace, String id, Random chance, List<Step> steps) {
            int revisions = 1 + chance.nextInt(5);
            for (int revision = 1; revision <= revisions; revision++) {
                var fact =
                        lead(workspace, id)
                                .revision(revision)
                                .at(hour(revision * 7))
                                .company("c" + chance.nextInt(3) + ".example")
                                .value("Country", "C" + chance.nextInt(3))
                                .tokens(
                                        List.of(
                                                "%032x".formatted(chance.nextInt(5)),
                                                "%032x".formatted(chance.nextInt(5) + 10)));
                switch (chance.nextInt(4)) {
                    case 0 -> fact.won(hour(revision), "10.50", "EUR");
                    case 1 -> fact.lost(hour(revision));
                    default -> {
                        // open
                    }
                }
                boolean ends = revision == revisions && chance.nextInt(4) == 0;
                steps.add(new Step.OfLead(ends ? fact.deleted() : fact.changed()));
            }
        }

        private static Step score(
                WorkspaceId workspace,
                int lead,
                String model,
                long entry,
                int epoch,
                int more,
                Random chance) {
            return new Step.OfScore(
                    Facts.score(workspace, Integer.toString(lead), model, chance.nextInt(101))
                            .entry(entry)
                            .at(hour(30 * epoch + 5 + (more == 0 ? 20 : 10 / more)))
                            .fit("B")
                            .changed(),
                    lead % Topics.SCORES.partitions());
        }
    }

    /// Folds steps in their order, cut into batches; where chance says so, a batch fails after its
    /// work and comes again.
    private void run(List<Step> steps, int most, Random chance) {
        int from = 0;
        while (from < steps.size()) {
            int to = Math.min(steps.size(), from + 1 + chance.nextInt(most));
            var ofLeads = new ArrayList<Received<LeadFact>>();
            var ofScores = new ArrayList<Received<ScoreFact>>();
            for (Step step : steps.subList(from, to)) {
                switch (step) {
                    case Step.OfLead(LeadFact fact) -> ofLeads.add(new Received<>(fact, 0, 0));
                    case Step.OfScore(ScoreFact fact, int partition) ->
                            ofScores.add(new Received<>(fact, partition, 0));
                }
            }
            Runnable batch =
                    () -> {
                        if (!ofLeads.isEmpty()) {
                            leads.handle(ofLeads);
                        }
                        if (!ofScores.isEmpty()) {
                            scores.handle(ofScores);
                        }
                    };
            if (chance.nextInt(4) == 0) {
                interrupt(batch);
            }
            database.transaction(batch);
            from = to;
        }
    }

    private static void interrupt(Runnable batch) {
        try {
            database.transaction(
                    () -> {
                        batch.run();
                        throw new Interrupted();
                    });
        } catch (Interrupted expected) {
            // rolled back
        }
    }

    private static final class Interrupted extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private void foldLeads(LeadFact... facts) {
        database.transaction(
                () -> {
                    assertThat(
                                    leads.handle(
                                            IntStream.range(0, facts.length)
                                                    .mapToObj(
                                                            index ->
                                                                    new Received<>(
                                                                            facts[index], 0, index))
                                                    .toList()))
                            .hasSize(facts.length);
                });
    }

    private void foldScores(ScoreFact... facts) {
        for (ScoreFact fact : facts) {
            fold(fact, 0);
        }
    }

    private void fold(ScoreFact fact, int partition) {
        database.transaction(
                () -> {
                    assertThat(scores.handle(List.of(new Received<>(fact, partition, 0))))
                            .hasSize(1);
                });
    }

    private void meet(String model, long number, int partition) {
        fold(promoted(workspace, model, number, hour((int) number - 1)), partition);
    }

    private void promoteEverywhere(String model, long number) {
        IntStream.range(0, Topics.SCORES.partitions())
                .forEach(partition -> meet(model, number, partition));
    }

    private static Instant hour(int number) {
        return MONDAY.plus(HOUR.multipliedBy(number));
    }

    private void own(String lead, String user) {
        database.within(
                workspace,
                () -> {
                    database.sql()
                            .sql(
                                    """
                                    INSERT INTO console.work (workspace_id, lead_id, version, owner,
                                        status, changed_at)
                                    VALUES (:workspace, :lead, 1, :user, 'claimed', :at)
                                    """)
                            .param("workspace", workspace.value())
                            .param("lead", "lead_" + lead)
                            .param("user", user)
                            .param("at", MONDAY.atOffset(ZoneOffset.UTC))
                            .update();
                    ranking.refresh(workspace, List.of(new LeadId("lead_" + lead)));
                });
    }

    /// Leads with their scores under the shown model.
    private List<String> shown() {
        ShownModel shown = database.within(workspace, () -> models.read(workspace));
        return column(
                "SELECT lead_id || ' ' || score FROM console.ranked WHERE model = '%s' ORDER BY 1"
                        .formatted(shown.model()));
    }

    /// Whether nothing would change if all rows of the lists were made anew.
    private boolean rankedIsAsDerived() {
        return database.within(
                workspace,
                () -> {
                    List<String> there =
                            column("SELECT to_jsonb(ranked)::text FROM console.ranked ORDER BY 1");
                    List<LeadId> all =
                            column("SELECT lead_id FROM console.item").stream()
                                    .map(LeadId::new)
                                    .toList();
                    ranking.drop(workspace, all);
                    ranking.refresh(workspace, all);
                    return there.equals(
                            column("SELECT to_jsonb(ranked)::text FROM console.ranked ORDER BY 1"));
                });
    }

    private List<String> column(String statement) {
        return database.within(
                workspace,
                () ->
                        database.sql()
                                .sql(statement)
                                .query((row, number) -> row.getString(1))
                                .list());
    }

    private static WorkspaceId nextWorkspace() {
        return new WorkspaceId("ws_folding" + WORKSPACES.incrementAndGet());
    }
}
